/** Subjects where other clients read names only, and several faults at once: which of them a client speaks of. */
import { type ChainMaker, type Changes, type OddChain } from './odd-chain';
import { COMMON_NAME, commonName, nameOf } from './odd-certificate';
import {
  authorityKey,
  basic,
  CLIENT,
  dns,
  mustStaple,
  names,
  purposes,
  SERVER,
  subjectKey,
  unknown,
  usage,
} from './odd-extension';

const SUBJECT_KEY = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const NAMES = '2.5.29.17';
const AUTHORITY_KEY = '2.5.29.35';

export function oddTogether(make: ChainMaker): readonly OddChain[] {
  return [...subjects(make), ...several(make)];
}

function subjects(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const cn = (text: string) => ({ oid: COMMON_NAME, text });
  const leaf = (name: string, host: string, changes: Changes) =>
    make.chain(`subject: ${name}`, make.leaf(root, changes), [], [root], host);
  const mail = names([{ email: 'a@app.test' }]);
  return [
    leaf('two CommonNames, the first right', 'a.test', {
      subject: nameOf(cn('a.test'), cn('b.test')),
      without: [NAMES],
    }),
    leaf('two CommonNames, the last right', 'b.test', {
      subject: nameOf(cn('a.test'), cn('b.test')),
      without: [NAMES],
    }),
    leaf('CommonName beside a mailbox', 'a.test', { subject: commonName('a.test'), with: [mail] }),
    leaf('wildcard CommonName beside a mailbox', 'a.b.test', {
      subject: commonName('*.b.test'),
      with: [mail],
    }),
    leaf('CommonName beside a page', 'a.test', {
      subject: commonName('a.test'),
      with: [names([{ uri: 'https://a.test/' }])],
    }),
    leaf('CommonName not of ASCII', 'xn--mnchen-3ya.test', {
      subject: commonName('münchen.test'),
      without: [NAMES],
    }),
    leaf('quotes in a name', 'a.test', { with: [dns('b"c.test', "d'e.test", 'f,g.test')] }),
    leaf('names not of ASCII', 'a.test', { with: [dns('münchen.test')] }),
    leaf('several kinds, none right', 'a.test', {
      with: [
        names([{ dns: 'b.test' }, { ip: v6Loopback }, { uri: 'https://c.test/' }, { email: 'd@e.test' }]),
      ],
    }),
    leaf('wildcard and hyphen', 'a-b.app.test', { with: [dns('a-*.app.test')] }),
    leaf('wildcard before a hyphen', 'x-b.app.test', { with: [dns('*-b.app.test')] }),
    leaf('wildcard over a hyphen', '-x.app.test', { with: [dns('*.app.test')] }),
    leaf('upper case wildcard', 'x.app.test', { with: [dns('*.APP.test')] }),
    leaf('long name', `${'a'.repeat(63)}.test`, { with: [dns(`${'a'.repeat(63)}.test`)] }),
  ];
}

const v6Loopback = [...new Array<number>(15).fill(0), 1];

function several(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const past = make.root({ notAfter: make.days(-1) });
  const weak = make.root({ kind: 'rsa1024' });
  const rsa = make.root({ kind: 'rsa2048' });
  const leaf = (name: string, changes: Changes, issuer = root, host = 'localhost') =>
    make.chain(`several: ${name}`, make.leaf(issuer, changes), [], [issuer], host);
  const plain = make.intermediate(root, {
    without: [KEY_USAGE, SUBJECT_KEY],
    with: [basic(true, 0, { critical: false })],
  });
  const noPurpose = make.intermediate(root, { with: [purposes([CLIENT])] });
  const features = make.intermediate(root, { with: [mustStaple] });
  const sha1 = make.intermediate(rsa, { digest: 'sha1' });
  const bare = make.root({
    without: [KEY_USAGE, SUBJECT_KEY],
    with: [basic(true, undefined, { critical: false })],
  });
  return [
    leaf('expired root, expired leaf', { notAfter: make.days(-0.5) }, past),
    leaf('expired root, another host', { with: [dns('b.test')] }, past),
    leaf('expired root, leaf for clients', { with: [purposes([CLIENT])] }, past),
    leaf('weak root, SHA-1, expired', { digest: 'sha1', notAfter: make.days(-0.5) }, weak),
    leaf('SHA-1 and another host', { digest: 'sha1', with: [dns('b.test')] }, rsa),
    leaf('SHA-1 and for clients', { digest: 'sha1', with: [purposes([CLIENT])] }, rsa),
    leaf('unknown critical, another host', { with: [unknown(true), dns('b.test')] }),
    leaf('unknown critical, corrupt', { with: [unknown(true)], corrupt: true }),
    leaf('no identifiers, no key usage', { without: [SUBJECT_KEY, AUTHORITY_KEY, KEY_USAGE] }),
    leaf('path length and keyCertSign', { with: [basic(false, 3), usage([0, 5])] }),
    leaf('version 1 with extensions, another host', { version: 0, with: [dns('b.test')] }),
    leaf('weak key, another host', { kind: 'rsa1024', with: [dns('b.test')] }),
    leaf('weak key, expired', { kind: 'rsa1024', notAfter: make.days(-0.5) }),
    leaf('must-staple, another host', { with: [mustStaple, dns('b.test')] }),
    leaf('subject and issuer key identifiers critical', {
      with: [subjectKey(new Uint8Array(20), { critical: true }), authorityKey(root.keys, { critical: true })],
    }),
    leaf('a root with nothing but constraints', {}, bare),
    make.chain('several: a plain intermediate', make.leaf(plain), [plain], [root]),
    make.chain(
      'several: an intermediate for clients, leaf expired',
      make.leaf(noPurpose, { notAfter: make.days(-1) }),
      [noPurpose],
      [root],
    ),
    make.chain(
      'several: features of the intermediate',
      make.leaf(features, { with: [purposes([SERVER])] }),
      [features],
      [root],
    ),
    make.chain(
      'several: intermediate of SHA-1, leaf expired',
      make.leaf(sha1, { notAfter: make.days(-1) }),
      [sha1],
      [rsa],
    ),
    make.chain(
      'several: unknown issuer, expired, another host',
      make.leaf(root, { notAfter: make.days(-1), with: [dns('b.test')] }),
      [],
      [rsa],
    ),
  ];
}
