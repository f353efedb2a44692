/** Authorities in combinations that no other list has: chains of mixed keys, cross-signs, path lengths, versions, serials and dates. */
import { type Authority, type ChainMaker, type Changes, type OddChain } from './odd-chain';
import { COMMON_NAME, commonName, der, nameOf, ORGANIZATION, type KeyKind } from './odd-certificate';
import {
  ANY_PURPOSE,
  authorityKey,
  basic,
  CLIENT,
  constraints,
  dns,
  informationAccess,
  policies,
  policyConstraints,
  purposes,
  raw,
  SERVER,
  subjectKey,
  unknown,
  usage,
} from './odd-extension';
import * as Tag from '../../src/codec/tag';

const SUBJECT_KEY = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const BASIC = '2.5.29.19';
const AUTHORITY_KEY = '2.5.29.35';

export function oddHierarchies(make: ChainMaker): readonly OddChain[] {
  return [...keyMixes(make), ...crossings(make), ...lengths(make), ...documents(make), ...inheritance(make)];
}

/** RSASSA-PSS with SHA-256, MGF1 of the same and 32 octets of salt, or with what is given. */
const pss = (hash: number, salt = 32): Uint8Array =>
  der((writer) => {
    const digest = (): void => void writer.sequence(() => writer.oid(`2.16.840.1.101.3.4.2.${hash}`).null());
    writer.sequence(() => {
      writer.explicit(0, digest);
      writer.explicit(1, () =>
        writer.sequence(() => {
          writer.oid('1.2.840.113549.1.1.8');
          digest();
        }),
      );
      writer.explicit(2, () => writer.integer(salt));
    });
  });

function keyMixes(make: ChainMaker): readonly OddChain[] {
  const line = (name: string, kinds: readonly KeyKind[], leafKind: KeyKind = 'p256', host = 'localhost') => {
    const [first = 'p256', ...others] = kinds;
    const root = make.root({ kind: first });
    const up: Authority[] = [];
    for (const [place, kind] of others.entries())
      up.unshift(make.intermediate(up[0] ?? root, { kind, keyName: `mix ${place}` }));
    return make.chain(`keys: ${name}`, make.leaf(up[0] ?? root, { kind: leafKind }), up, [root], host);
  };
  const pssRoot = make.root({ kind: 'rsa2048', keyName: 'pss' });
  return [
    line('RSA 3072, P-384, RSA 2048, P-256', ['rsa3072', 'p384', 'rsa2048']),
    line('P-384, Ed25519, P-256', ['p384', 'ed25519']),
    line('Ed25519 all the way up, leaf of P-256', ['ed25519', 'ed25519']),
    line('P-521, P-384, leaf of RSA', ['p521', 'p384'], 'rsa2048'),
    line('secp256k1 in between', ['p256', 'k256']),
    line('Ed448 in between', ['p256', 'ed448']),
    line('leaf of RSA 3072 under P-384', ['p384'], 'rsa3072'),
    line('RSA 1024 in between two of 2048', ['rsa2048', 'rsa1024', 'rsa2048']),
    make.chain(
      'keys: an intermediate signed by SHA-1 between good ones',
      ...sha1Between(make, make.root({ kind: 'rsa2048' }), 'sha1'),
    ),
    make.chain('keys: an intermediate signed by ECDSA with SHA-1', ...sha1Between(make, make.root(), 'sha1')),
    make.chain(
      'keys: an intermediate signed by MD5',
      ...sha1Between(make, make.root({ kind: 'rsa2048' }), 'md5'),
    ),
    make.chain('keys: RSA with SHA-384 above', make.leaf(pssRoot, { digest: 'sha384' }), [], [pssRoot]),
    pssSigned(make, 'PSS, SHA-256', pss(1)),
    pssSigned(make, 'PSS whose identifier says SHA-384', pss(2, 48)),
    pssSigned(make, 'PSS without parameters', new Uint8Array()),
  ];
}

type Parts = readonly [leaf: Authority, above: readonly Authority[], anchors: readonly Authority[]];

function sha1Between(make: ChainMaker, root: Authority, digest: 'sha1' | 'md5'): Parts {
  const middle = make.intermediate(root, { digest });
  return [make.leaf(middle), [middle], [root]];
}

function pssSigned(make: ChainMaker, name: string, parameters: Uint8Array): OddChain {
  const root = make.root({ kind: 'pss2048', keyName: 'pss root', parameters: pss(1) });
  const middle = make.intermediate(root, { parameters });
  return make.chain(`keys: ${name}`, make.leaf(middle), [middle], [root]);
}

function crossings(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const old = make.root({ keyName: 'old' });
  const expiredOld = make.root({ keyName: 'expired old', notAfter: make.days(-10) });
  /** The new root, certified by the old one. */
  const bridge = make.intermediate(old, { subject: root.name, keyName: 'root' });
  const lateBridge = make.intermediate(expiredOld, {
    subject: root.name,
    keyName: 'root',
    notAfter: make.days(-5),
  });
  const middle = make.intermediate(root);
  const late = make.intermediate(root, { subject: middle.name, notAfter: make.days(-2) });
  const early = make.intermediate(root, { subject: middle.name, notBefore: make.days(3) });
  const rekeyed = make.intermediate(root, { subject: middle.name, keyName: 'rekeyed' });
  const narrow = make.intermediate(root, {
    subject: middle.name,
    with: [constraints({ permitted: [{ dns: 'other.test' }] })],
  });
  const forClients = make.intermediate(root, { subject: middle.name, with: [purposes([CLIENT])] });
  const powerless = make.intermediate(root, { subject: middle.name, with: [basic(false)] });
  const leaf = make.leaf(middle);
  const bare = make.leaf(middle, { without: [AUTHORITY_KEY] });
  const both = (name: string, ...above: readonly Authority[]) =>
    make.chain(`crossing: ${name}`, leaf, above, [root]);
  const ring = [1, 2, 3].map((place) => commonName(`Odd Ring ${place}`));
  const ringOf = (place: number) => ({
    name: ring[place] ?? root.name,
    keys: make.intermediate(root, { keyName: `ring ${place}` }).keys,
    der: new Uint8Array(),
  });
  const turned = [0, 1, 2].map((place) =>
    make.intermediate(ringOf((place + 1) % 3), {
      subject: ring[place] ?? root.name,
      keyName: `ring ${place}`,
    }),
  );
  return [
    make.chain('crossing: by the old root, which is trusted', leaf, [middle, bridge], [old]),
    make.chain('crossing: by the old root, the new one is trusted', leaf, [middle, bridge], [root]),
    make.chain('crossing: by the old root, both are trusted', leaf, [middle, bridge], [root, old]),
    make.chain('crossing: by an expired one, the new one is trusted', leaf, [middle, lateBridge], [root]),
    make.chain(
      'crossing: by an expired one, both are trusted',
      leaf,
      [middle, lateBridge],
      [expiredOld, root],
    ),
    both('an expired one before the valid one', late, middle),
    both('the valid one before an expired one', middle, late),
    both('one not yet valid before the valid one', early, middle),
    both('one of another key before the right one', rekeyed, middle),
    make.chain('crossing: of another key first, no identifiers', bare, [rekeyed, middle], [root]),
    both('a narrow one before a free one', narrow, middle),
    both('one for clients before a free one', forClients, middle),
    both('one that is no authority before one that is', powerless, middle),
    both('only the narrow one', narrow),
    make.chain('crossing: a ring of three that leads nowhere', make.leaf(turned[0] ?? root), turned, [root]),
    make.chain('crossing: the root sent twice', leaf, [middle, root, root], [root]),
  ];
}

function lengths(make: ChainMaker): readonly OddChain[] {
  const line = (name: string, ...changes: readonly Changes[]): OddChain => {
    const [rootChanges = {}, ...others] = changes;
    const root = make.root(rootChanges);
    const up: Authority[] = [];
    for (const [place, change] of others.entries())
      up.unshift(make.intermediate(up[0] ?? root, { keyName: `length ${place}`, ...change }));
    return make.chain(`length: ${name}`, make.leaf(up[0] ?? root), up, [root]);
  };
  const limited = (most: number): Changes => ({ with: [basic(true, most)] });
  const root = make.root(limited(1));
  const selfIssued = make.intermediate(root, { subject: root.name, keyName: 'rolled', ...limited(1) });
  const below = make.intermediate(selfIssued, { keyName: 'below' });
  const tight = make.root(limited(0));
  const own = make.intermediate(tight, { subject: tight.name, keyName: 'rolled' });
  return [
    line('root 0, nobody between', limited(0)),
    line('root 0, one between', limited(0), {}),
    line('root 1, two between', limited(1), {}, {}),
    line('root 2, two between', limited(2), {}, {}),
    line('growing on the way down', {}, limited(0), limited(5)),
    line('three that fit exactly', limited(2), limited(1), limited(0)),
    line('length without keyCertSign', {}, { with: [basic(true, 0), usage([6])] }),
    line('length without key usage', {}, { with: [basic(true, 0)], without: [KEY_USAGE] }),
    line('a very great length', {}, limited(127)),
    line('a negative length', {}, { with: [raw(BASIC, '30060101ff0201ff', true)] }),
    line('a length of three octets', {}, { with: [raw(BASIC, '30080101ff0203010000', true)] }),
    make.chain('length: a self-issued one is not counted', make.leaf(below), [below, selfIssued], [root]),
    make.chain('length: a self-issued one below 0', make.leaf(own), [own], [tight]),
  ];
}

function documents(make: ChainMaker): readonly OddChain[] {
  const middleOf = (name: string, changes: Changes, leafChanges: Changes = {}): OddChain => {
    const root = make.root();
    const middle = make.intermediate(root, changes);
    return make.chain(`document: ${name}`, make.leaf(middle, leafChanges), [middle], [root]);
  };
  const rootOf = (name: string, changes: Changes, leafChanges: Changes = {}): OddChain => {
    const root = make.root(changes);
    return make.chain(`document: ${name}`, make.leaf(root, leafChanges), [], [root]);
  };
  const general = (days: number) => ({
    tag: Tag.GENERALIZED_TIME,
    text: make
      .days(days)
      .toISOString()
      .replace(/[-:T]|\.\d+/g, ''),
  });
  return [
    middleOf('intermediate of version 2 with extensions', { version: 1 }),
    middleOf('intermediate of version 4', { version: 3 }),
    middleOf('intermediate, serial negative', { serial: 'f1' }),
    middleOf('intermediate, serial zero', { serial: '00' }),
    middleOf('intermediate, serial of 25 octets', { serial: `22${'33'.repeat(24)}` }),
    middleOf('intermediate, GeneralizedTime before 2050', { notAfter: general(300) }),
    middleOf('intermediate, UTCTime without seconds', {
      notAfter: { tag: Tag.UTC_TIME, text: '4901010000Z' },
    }),
    middleOf('intermediate, until 9999', {
      notAfter: { tag: Tag.GENERALIZED_TIME, text: '99991231235959Z' },
    }),
    middleOf('intermediate, an extension twice', { with: [unknown(false), unknown(false)] }),
    middleOf('intermediate, critical FALSE written out', {
      with: [{ ...subjectKey(new Uint8Array(20)), critical: 0 }],
    }),
    middleOf('intermediate, names malformed', { with: [raw('2.5.29.17', '0500')] }),
    middleOf('intermediate, key usage malformed', { with: [raw(KEY_USAGE, '0500', true)] }),
    middleOf('intermediate, policies malformed', { with: [raw('2.5.29.32', '0500')] }),
    middleOf('intermediate, authority information critical', { with: [informationAccess(true)] }),
    middleOf(
      'neither has an identifier',
      { without: [SUBJECT_KEY, AUTHORITY_KEY] },
      {
        without: [SUBJECT_KEY, AUTHORITY_KEY],
      },
    ),
    middleOf('intermediate without a name', { subject: nameOf() }),
    middleOf('intermediate of the name of the host', { subject: commonName('localhost') }),
    rootOf('root, serial negative', { serial: '81' }),
    rootOf('root, serial zero', { serial: '00' }),
    rootOf('root not yet valid', { notBefore: make.days(4) }),
    rootOf('root of version 2', { version: 1, extensions: [] }),
    rootOf('root, critical policies', { with: [policies(['2.5.29.32.0'], { critical: true })] }),
    rootOf('root with a corrupt signature', { corrupt: true }),
    rootOf('root without a name', { subject: nameOf() }),
    rootOf('root, authority key of another', { with: [authorityKey(new Uint8Array(20).fill(3))] }),
    rootOf('root, basicConstraints of a leaf', { with: [basic(false)] }),
    rootOf('root named in two string types', {
      subject: nameOf(
        { oid: ORGANIZATION, tag: Tag.PRINTABLE_STRING, text: 'Odd' },
        { oid: COMMON_NAME, text: 'Ödd Röot' },
      ),
    }),
  ];
}

function inheritance(make: ChainMaker): readonly OddChain[] {
  const chain = (name: string, rootWith: Changes, middleWith: Changes, leafWith: Changes = {}): OddChain => {
    const root = make.root(rootWith);
    const middle = make.intermediate(root, middleWith);
    return make.chain(`inherited: ${name}`, make.leaf(middle, leafWith), [middle], [root]);
  };
  const noPurpose = { without: ['2.5.29.37'] };
  return [
    chain('root for clients alone', { with: [purposes([CLIENT])] }, {}),
    chain(
      'root for clients, intermediate for servers',
      { with: [purposes([CLIENT])] },
      { with: [purposes([SERVER])] },
    ),
    chain('intermediate for servers, leaf silent', {}, { with: [purposes([SERVER])] }, noPurpose),
    chain('intermediate for clients, leaf silent', {}, { with: [purposes([CLIENT])] }, noPurpose),
    chain(
      'intermediate for any, leaf for clients',
      {},
      { with: [purposes([ANY_PURPOSE])] },
      { with: [purposes([CLIENT])] },
    ),
    chain('intermediate of an unknown purpose', {}, { with: [purposes(['1.2.3.4.5'])] }),
    chain('intermediate, no purpose in the list', {}, { with: [purposes([])] }),
    chain('intermediate, purposes critical', {}, { with: [purposes([CLIENT, SERVER], { critical: true })] }),
    chain('policy asked for from the second on', {}, { with: [policyConstraints(1)] }),
    chain('policy asked for from the third on', {}, { with: [policyConstraints(2)] }),
    chain(
      'policy asked for, any is there',
      {},
      { with: [policies(['2.5.29.32.0']), policyConstraints(0)] },
      {
        with: [policies(['1.2.3.4'])],
      },
    ),
    chain('policy asked for by the root', { with: [policyConstraints(0)] }, {}),
    chain('intermediate signs certificates alone', {}, { with: [usage([5])] }),
    chain('intermediate signs lists alone', {}, { with: [usage([6])] }),
    chain('intermediate may do everything', {}, { with: [usage([0, 1, 2, 3, 4, 5, 6])] }),
    chain(
      'leaf beyond the days of its authority',
      {},
      { notAfter: make.days(30) },
      { notAfter: make.days(60) },
    ),
    chain('names in the intermediate', {}, { with: [dns('ca.test')] }),
  ];
}
