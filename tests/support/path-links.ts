// Authorities and leaves on P-256 to build paths from: each made, with what it signs the next one with.
import type { Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { issue, selfIssue, type Issuer } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { profiles, type Profile } from '../../src/pki/profile';

export const at = new Date('2026-11-22T12:00:00Z');
export const name = (commonName: string) => distinguishedName([{ type: '2.5.4.3', value: commonName }]);
export const authority: Profile = { ...profiles.rootCa, basicConstraints: { ca: true } };

export interface Made {
  readonly der: Bytes;
  readonly issuer: Issuer;
}

export async function root(commonName: string, profile: Profile = authority): Promise<Made> {
  const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const { issued, issuer } = await selfIssue(profile, name(commonName), keys, { at });
  return { der: issued.der, issuer };
}

export async function under(
  parent: Made,
  commonName: string,
  profile: Profile = profiles.tlsServer,
  hosts: readonly string[] = [],
): Promise<Made> {
  const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const subject = {
    name: name(commonName),
    alternativeNames: hosts.map((value) => ({ kind: 'dns', value }) as const),
    publicKey: keys.publicKey,
    family: 'ec',
  } as const;
  const issued = await issue(profile, subject, parent.issuer, { at });
  const { scheme } = keys.algorithm;
  const issuer = { ...subject, name: subject.name.der, keyIdentifier: issued.keyIdentifier, scheme };
  return { der: issued.der, issuer: { ...issuer, privateKey: keys.privateKey } };
}
