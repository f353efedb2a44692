// What every contestant verifies: leaves of one intermediate of one root, all on P-256, as octets.
import type { Bytes } from '../../../src/codec/bytes';
import { distinguishedName } from '../../../src/codec/distinguished-name';
import { keyAlgorithms } from '../../../src/pki/algorithms';
import { issue, selfIssue, type Issuer } from '../../../src/pki/issue';
import { generateKeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';
import type { PathRequest } from '../../../src/pki/verify/path-request';

export const at = new Date('2026-11-22T12:00:00Z');
const name = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);

export interface Chains {
  readonly leaves: readonly Bytes[];
  readonly intermediate: Bytes;
  readonly root: Bytes;
}

export const hostOf = (i: number): string => `app-${i}.test`;

export async function makeChains(count: number): Promise<Chains> {
  const keys = () => generateKeyPair(keyAlgorithms['ec-p256'], false);
  const authority = { ...profiles.rootCa, basicConstraints: { ca: true } };
  const { issued: root, issuer } = await selfIssue(authority, name('Bench root'), await keys(), { at });
  const middle = await keys();
  const { publicKey, algorithm, privateKey } = middle;
  const whom = { name: name('Bench intermediate'), alternativeNames: [], publicKey, family: 'ec' } as const;
  const intermediate = await issue(profiles.rootCa, whom, issuer, { at });
  const below: Issuer = {
    ...{ name: whom.name.der, publicKey, privateKey, scheme: algorithm.scheme },
    keyIdentifier: intermediate.keyIdentifier,
  };
  const leaves: Bytes[] = [];
  for (let i = 0; i < count; i++) {
    const host = hostOf(i);
    const alternativeNames = [{ kind: 'dns', value: host }] as const;
    const subject = {
      name: name(host),
      alternativeNames,
      publicKey: (await keys()).publicKey,
      family: 'ec',
    } as const;
    leaves.push((await issue(profiles.tlsServer, subject, below, { at })).der);
  }
  return { leaves, intermediate: intermediate.der, root: root.der };
}

export const requestOf = ({ leaves, intermediate, root }: Chains, i: number): PathRequest => ({
  leaf: leaves[i % leaves.length] ?? new Uint8Array(),
  intermediates: [intermediate],
  anchors: [root],
  at,
  profile: 'rfc5280',
  names: [{ kind: 'dns', value: hostOf(i % leaves.length) }],
  purposes: ['1.3.6.1.5.5.7.3.1'],
});
