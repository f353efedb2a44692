/** What a store holds and a server sends beside it, several faults at once, identifiers, and constraints of every kind. */
import * as Tag from '../../src/codec/tag';
import { type Authority, type ChainMaker, type Changes, type OddChain } from './odd-chain';
import { COMMON_NAME, commonName, der, nameOf } from './odd-certificate';
import { authorityKey, constraints, dns, names, raw, subjectKey } from './odd-extension';

const SUBJECT_KEY = '2.5.29.14';
const AUTHORITY_KEY = '2.5.29.35';
const NAMES = '2.5.29.17';
const EMAIL = '1.2.840.113549.1.9.1';
const CONSTRAINTS = '2.5.29.30';

/** Issuer and serial number, with a key identifier or without one. */
const byIssuer = (name: Uint8Array, serial: number, key?: Uint8Array) => ({
  oid: AUTHORITY_KEY,
  value: der((writer) => {
    writer.sequence(() => {
      if (key !== undefined) writer.primitive(0x80, key);
      writer.constructed(0xa1, () => writer.constructed(0xa4, () => writer.raw(name)));
      writer.primitive(0x82, Uint8Array.of(serial));
    });
  }),
});

export function oddStores(make: ChainMaker): readonly OddChain[] {
  return [...stores(make), ...identifiers(make), ...limits(make)];
}

function stores(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const again = make.root({ subject: root.name, notAfter: make.days(900) });
  const past = make.root({ subject: root.name, notAfter: make.days(-1), serial: '0a0b' });
  const other = make.root();
  const renewed = make.root({ subject: root.name, keyName: 'renewed' });
  const middle = make.intermediate(root);
  const twice = make.intermediate(middle, { keyName: 'lower' });
  const selfIssued = make.intermediate(root, { subject: root.name, keyName: 'rolled over' });
  const loop = make.intermediate(middle, { subject: root.name });
  const bare = make.root({ extensions: [] });
  const older = make.root({ version: 0, extensions: [], notAfter: make.days(-1) });
  const ed = make.root({ kind: 'ed25519' });
  const pss = make.root({ kind: 'rsa2048' });
  return [
    make.chain('store: the root twice, one expired', make.leaf(root), [], [past, root]),
    make.chain('store: the expired root alone, the other one sent', make.leaf(root), [root], [past]),
    make.chain('store: the root renewed with the same key', make.leaf(root), [root], [again]),
    make.chain('store: two roots of a name, other keys', make.leaf(root), [], [renewed, root]),
    make.chain(
      'store: two roots of a name, no identifiers',
      make.leaf(root, { without: [AUTHORITY_KEY] }),
      [],
      [renewed, root],
    ),
    make.chain('store: another root, this one sent', make.leaf(root), [root], [other]),
    make.chain('store: another root, the whole chain sent', make.leaf(middle), [middle, root], [other]),
    make.chain('store: the lower intermediate', make.leaf(twice), [twice, middle], [twice]),
    make.chain('store: the upper intermediate', make.leaf(twice), [twice, middle], [middle]),
    make.chain('store: intermediate and root', make.leaf(middle), [middle], [middle, root]),
    make.chain('three levels', make.leaf(twice), [twice, middle], [root]),
    make.chain('three levels, the root sent too', make.leaf(twice), [twice, middle, root], [root]),
    make.chain('three levels, the middle missing', make.leaf(twice), [twice], [root]),
    make.chain('a self-issued one in between', make.leaf(selfIssued), [selfIssued], [root]),
    make.chain('a loop', make.leaf(loop), [loop, middle], [root]),
    make.chain('root without extensions', make.leaf(bare), [], [bare]),
    make.chain('expired root of version 1', make.leaf(older), [], [older]),
    make.chain('root of Ed25519', make.leaf(ed), [], [ed]),
    make.chain('leaf of Ed25519 under RSA', make.leaf(pss, { kind: 'ed25519' }), [], [pss]),
    make.chain(
      'leaf of P-384 under RSA with SHA-384',
      make.leaf(pss, { kind: 'p384', digest: 'sha384' }),
      [],
      [pss],
    ),
  ];
}

function identifiers(make: ChainMaker): readonly OddChain[] {
  const root = make.root({ serial: '07' });
  const silent = make.root({ without: [SUBJECT_KEY], serial: '08' });
  const leaf = (name: string, issuer: Authority, changes: Changes) =>
    make.chain(`identifier: ${name}`, make.leaf(issuer, changes), [], [issuer]);
  const ownKey = make.root({ with: [authorityKey(new Uint8Array(20).fill(7))] });
  const middle = make.intermediate(root, { without: [SUBJECT_KEY] });
  return [
    leaf('issuer and serial right', root, { with: [byIssuer(root.name, 7)] }),
    leaf('serial wrong', root, { with: [byIssuer(root.name, 9)] }),
    leaf('issuer wrong', root, { with: [byIssuer(commonName('Nobody'), 7)] }),
    leaf('none of the root', silent, {}),
    leaf('none of the root, issuer and serial', silent, { with: [byIssuer(silent.name, 8)] }),
    leaf('malformed', root, { with: [raw(AUTHORITY_KEY, '0500')] }),
    leaf('subject malformed', root, { with: [raw(SUBJECT_KEY, '0500')] }),
    leaf('subject empty', root, { with: [subjectKey(new Uint8Array())] }),
    make.chain('identifier: the root says another', make.leaf(ownKey), [], [ownKey]),
    make.chain('identifier: none of the intermediate', make.leaf(middle), [middle], [root]),
  ];
}

function limits(make: ChainMaker): readonly OddChain[] {
  type Limits = Parameters<typeof constraints>[0];
  const under = (name: string, limited: Limits, changes: Changes, host = 'localhost', critical = true) => {
    const root = make.root({ with: [constraints(limited, { critical })] });
    return make.chain(`limits: ${name}`, make.leaf(root, changes), [], [root], host);
  };
  const v6 = (last: number) => [0xfd, ...new Array<number>(14).fill(0), last];
  const mask = [0xff, ...new Array<number>(15).fill(0)];
  const both = { with: [names([{ dns: 'localhost' }, { email: 'a@app.test' }])] };
  const page = { with: [names([{ dns: 'localhost' }, { uri: 'https://app.test:8443/x' }])] };
  const root = make.root({ with: [constraints({ permitted: [{ dns: 'app.test' }] })] });
  const named = make.intermediate(root, { subject: commonName('ca.other.test') });
  const listed = make.intermediate(root, { with: [dns('ca.other.test')] });
  const narrow = make.intermediate(root, { with: [constraints({ permitted: [{ dns: 'a.app.test' }] })] });
  const away = make.intermediate(root, { with: [constraints({ permitted: [{ dns: 'b.test' }] })] });
  const app = { with: [dns('b.app.test')] };
  const subject = nameOf(
    { oid: EMAIL, tag: Tag.IA5_STRING, text: 'a@app.test' },
    { oid: COMMON_NAME, text: 'localhost' },
  );
  const utf8Mail = nameOf({ oid: EMAIL, text: 'a@app.test' }, { oid: COMMON_NAME, text: 'localhost' });
  return [
    under('a mailbox of the host', { permitted: [{ email: 'app.test' }] }, both),
    under('a mailbox of another host', { permitted: [{ email: 'b.test' }] }, both),
    under('a mailbox itself', { permitted: [{ email: 'a@app.test' }] }, both),
    under('a mailbox below a zone', { permitted: [{ email: '.test' }] }, both),
    under('a mailbox in the subject', { permitted: [{ email: 'b.test' }] }, { subject }),
    under(
      'a mailbox in the subject, in UTF-8',
      { permitted: [{ email: 'app.test' }] },
      { subject: utf8Mail },
    ),
    under('a page of the host', { permitted: [{ uri: 'app.test' }] }, page),
    under('a page of another host', { permitted: [{ uri: 'b.test' }] }, page),
    under('a page of an excluded host', { excluded: [{ uri: 'app.test' }] }, page),
    under('another page is excluded', { excluded: [{ uri: 'b.test' }] }, page),
    under(
      'IPv6 inside',
      { permitted: [{ ip: [...v6(0), ...mask] }] },
      { with: [names([{ ip: v6(1) }, { dns: 'localhost' }])] },
    ),
    under(
      'IPv6, only IPv4 permitted',
      { permitted: [{ ip: [10, 0, 0, 0, 255, 0, 0, 0] }] },
      { with: [names([{ ip: v6(1) }, { dns: 'localhost' }])] },
    ),
    under(
      'octets behind the mask',
      { permitted: [{ ip: [127, 0, 0, 1, 255, 0, 0, 0] }] },
      { with: [names([{ ip: [127, 0, 0, 1] }, { dns: 'localhost' }])] },
    ),
    under('a directory name permitted', { permitted: [{ directory: commonName('localhost') }] }, {}),
    under('another directory name permitted', { permitted: [{ directory: commonName('other') }] }, {}),
    under('another directory name excluded', { excluded: [{ directory: commonName('other') }] }, {}),
    under('the directory name excluded', { excluded: [{ directory: commonName('localhost') }] }, {}),
    under('an empty zone permitted', { permitted: [{ dns: '' }] }, {}),
    under('an empty zone excluded', { excluded: [{ dns: '' }] }, {}),
    under('not critical and violated', { permitted: [{ dns: 'app.test' }] }, {}, 'localhost', false),
    under(
      'CommonName of two labels, no names',
      { permitted: [{ dns: 'b.test' }] },
      { subject: commonName('a.app.test'), without: [NAMES] },
      'a.app.test',
    ),
    under(
      'CommonName of words, no names',
      { permitted: [{ dns: 'b.test' }] },
      { subject: commonName('My App'), with: [names([{ ip: [127, 0, 0, 1] }])] },
      '127.0.0.1',
    ),
    under(
      'a wildcard over an excluded host',
      { excluded: [{ dns: 'a.app.test' }] },
      { with: [dns('*.app.test')] },
      'b.app.test',
    ),
    under(
      'a wildcard over a permitted zone',
      { permitted: [{ dns: 'app.test' }] },
      { with: [dns('*.app.test')] },
      'b.app.test',
    ),
    make.chain('limits: the intermediate’s CommonName', make.leaf(named, app), [named], [root], 'b.app.test'),
    make.chain('limits: the intermediate’s own host', make.leaf(listed, app), [listed], [root], 'b.app.test'),
    make.chain(
      'limits: narrowed',
      make.leaf(narrow, { with: [dns('a.app.test')] }),
      [narrow],
      [root],
      'a.app.test',
    ),
    make.chain('limits: narrowed and outside', make.leaf(narrow, app), [narrow], [root], 'b.app.test'),
    make.chain('limits: two that have nothing in common', make.leaf(away, app), [away], [root], 'b.app.test'),
    make.chain('limits: malformed', ...malformed(make)),
  ];
}

function malformed(make: ChainMaker): readonly [Authority, readonly Authority[], readonly Authority[]] {
  const root = make.root({ with: [raw(CONSTRAINTS, '0500', true)] });
  return [make.leaf(root), [], [root]];
}
