/** Authorities: their flags, their dates and keys, cross-signs, loops, policies, and what the server leaves out or adds. */
import { type ChainMaker, type OddChain } from './odd-chain';
import { COMMON_NAME, commonName, nameOf, ORGANIZATION } from './odd-certificate';
import {
  authorityKey,
  basic,
  CLIENT,
  ANY_PURPOSE,
  policies,
  policyConstraints,
  purposes,
  SERVER,
  unknown,
  usage,
} from './odd-extension';
import * as Tag from '../../src/codec/tag';

export function oddAuthorities(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const middleOf = (name: string, ...changes: Parameters<typeof make.intermediate>[1][]): OddChain => {
    const middle = make.intermediate(root, changes[0]);
    return make.chain(`intermediate: ${name}`, make.leaf(middle), [middle], [root]);
  };
  const rootOf = (name: string, changes: Parameters<typeof make.root>[0]): OddChain => {
    const one = make.root(changes);
    return make.chain(`root: ${name}`, make.leaf(one), [], [one]);
  };
  const cross = make.root({ keyName: 'other root' });
  const middle = make.intermediate(root);
  const crossed = make.intermediate(cross, { subject: middle.name });
  const expired = make.intermediate(root, { subject: middle.name, notAfter: make.days(-0.5) });
  const upper = make.intermediate(root, { keyName: 'upper', with: [basic(true, 0)] });
  const lower = make.intermediate(upper);
  const stranger = make.root({ keyName: 'stranger' });
  const twin = make.root({ subject: stranger.name, keyName: 'new key' });
  const spaced = make.intermediate(root, { subject: commonName('Odd  Spaced') });
  const printable = make.intermediate(root, {
    subject: nameOf({ oid: COMMON_NAME, tag: Tag.PRINTABLE_STRING, text: 'Odd Printable' }),
  });
  const selfSigned = make.root({ subject: commonName('localhost') });
  const explicit = make.intermediate(root, { with: [policies(['1.2.3.4']), policyConstraints(0)] });
  return [
    middleOf('not yet valid', { notBefore: make.days(2) }),
    middleOf('expired', { notAfter: make.days(-0.5) }),
    middleOf('expired in days long past', { notBefore: make.days(-900), notAfter: make.days(-500) }),
    middleOf('no key usage', { without: ['2.5.29.15'] }),
    middleOf('key usage without keyCertSign', { with: [usage([0, 6])] }),
    middleOf('purposes of servers', { with: [purposes([SERVER, CLIENT])] }),
    middleOf('any purpose', { with: [purposes([ANY_PURPOSE])] }),
    middleOf('unknown critical extension', { with: [unknown(true)] }),
    middleOf('basicConstraints not critical', { with: [basic(true, undefined, { critical: false })] }),
    middleOf('version 1', { version: 0, extensions: [] }),
    middleOf('P-384', { kind: 'p384' }),
    middleOf('RSA 2048', { kind: 'rsa2048' }),
    middleOf('RSA 1024', { kind: 'rsa1024' }),
    middleOf('Ed25519', { kind: 'ed25519' }),
    middleOf('P-224', { kind: 'p224' }),
    middleOf('corrupt signature', { corrupt: true }),
    middleOf('wrong key identifier of its issuer', { with: [authorityKey(new Uint8Array(20))] }),
    rootOf('expired', { notAfter: make.days(-0.5) }),
    rootOf('version 1', { version: 0, extensions: [] }),
    rootOf('key usage without keyCertSign', { with: [usage([0, 6])] }),
    rootOf('unknown critical extension', { with: [unknown(true)] }),
    rootOf('no CommonName', { subject: nameOf({ oid: ORGANIZATION, text: 'Odd Organization' }) }),
    rootOf('P-384', { kind: 'p384', digest: 'sha384' }),
    rootOf('P-521', { kind: 'p521', digest: 'sha512' }),
    rootOf('RSA 1024', { kind: 'rsa1024' }),
    rootOf('RSA 3072', { kind: 'rsa3072' }),
    rootOf('signed with SHA-1', { kind: 'rsa2048', digest: 'sha1' }),
    rootOf('quotes in its name', { subject: commonName('Odd "Root" \\ one') }),
    make.chain('missing intermediate', make.leaf(middle), [], [root]),
    make.chain('missing intermediate, root sent', make.leaf(middle), [root], [root]),
    make.chain('two intermediates, one limits the path', make.leaf(lower), [lower, upper], [root]),
    make.chain('two intermediates in the wrong order', make.leaf(lower), [upper, lower], [root]),
    make.chain(
      'an intermediate that has nothing to do with it',
      make.leaf(middle),
      [stranger, middle],
      [root],
    ),
    make.chain('a leaf sent twice', make.leaf(middle), [middle, middle], [root]),
    make.chain('cross-signed, both ways sent', make.leaf(middle), [crossed, middle], [root]),
    make.chain('cross-signed, the trusted way last', make.leaf(middle), [middle, crossed], [cross]),
    make.chain('one of the same name is expired', make.leaf(middle), [expired, middle], [root]),
    make.chain('only the expired one of the name', make.leaf(middle), [expired], [root]),
    make.chain('an authority of the same name, another key', make.leaf(stranger), [], [twin]),
    make.chain(
      'the same name and another key, no key identifiers',
      make.leaf(stranger, { without: ['2.5.29.35'] }),
      [],
      [twin],
    ),
    make.chain('an intermediate is trusted itself', make.leaf(middle), [middle], [middle]),
    make.chain('an intermediate is trusted and not sent', make.leaf(middle), [], [middle]),
    make.chain('the leaf is trusted itself', make.leaf(middle), [], [make.leaf(middle)]),
    make.chain('self-signed authority as server, trusted', selfSigned, [], [selfSigned]),
    make.chain('self-signed authority as server, not trusted', selfSigned, [], [root]),
    make.chain(
      'white space in the issuer',
      make.leaf(spaced, { issuer: commonName('Odd Spaced') }),
      [spaced],
      [root],
    ),
    make.chain(
      'another string type in the issuer',
      make.leaf(printable, { issuer: commonName('Odd Printable') }),
      [printable],
      [root],
    ),
    make.chain(
      'an explicit policy is asked for and there',
      make.leaf(explicit, { with: [policies(['1.2.3.4'])] }),
      [explicit],
      [root],
    ),
    make.chain('an explicit policy is asked for and missing', make.leaf(explicit), [explicit], [root]),
  ];
}
