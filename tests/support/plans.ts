// Plans for the main job, and an authority as if somebody had brought it along.
import { expect } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import { distinguishedName, formatDistinguishedName } from '../../src/codec/distinguished-name';
import { extensionValue, type ExtensionName, type ExtensionValue } from '../../src/codec/extension';
import type { NameConstraints } from '../../src/codec/name-constraint';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { issue, selfIssue, type When } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import type { LocalHttpsPlan, PlannedName } from '../../src/pki/local-https';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { DEFAULT_LEAF_DAYS, profiles, type Profile } from '../../src/pki/profile';
import { SigningKey } from '../../src/pki/signing-key';

export const at = new Date('2026-11-22T12:00:00Z');
export const dns = (value: string): PlannedName => ({ kind: 'dns', value });
export const ip = (value: string): PlannedName => ({ kind: 'ip', value });
export const plan = (changed: Partial<LocalHttpsPlan> = {}): LocalHttpsPlan => ({
  names: [dns('localhost'), ip('127.0.0.1')],
  signedBy: { kind: 'new-authority', commonName: '' },
  keyAlgorithm: 'ec-p256',
  days: DEFAULT_LEAF_DAYS,
  insistsOnDays: false,
  subject: [],
  ...changed,
});
export const read = (der: Bytes): Certificate => {
  const parsed = parseCertificate(der);
  return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
};
export function valueOf<K extends ExtensionName>(
  { extensions }: Certificate,
  name: K,
): ExtensionValue<K> | undefined {
  const found = extensionValue(extensions, name);
  return found.ok ? found.value?.value : expect.unreachable(found.error.message);
}

/** An authority as if opened from files: a root, and under it an intermediate where one is asked for. */
export async function given(
  options: {
    readonly constraints?: NameConstraints;
    readonly days?: number;
    readonly intermediateDays?: number;
  } = {},
): Promise<OpenedAuthority> {
  const { days = 3652, intermediateDays, constraints } = options;
  const keys = await generateKeyPair(keyAlgorithms['ec-p384'], false);
  const profile: Profile = {
    ...profiles.rootCa,
    basicConstraints: { ca: true },
    days,
    ...(constraints === undefined ? {} : { nameConstraints: constraints }),
  };
  const name = distinguishedName([{ type: '2.5.4.3', value: 'Given root' }]);
  const root = await selfIssue(profile, name, keys, { at });
  const opened = (
    certificate: Certificate,
    issuer: OpenedAuthority['issuer'],
    signing: SigningKey,
    chain: readonly Certificate[],
  ) => ({
    issuer,
    signing,
    certificate,
    chain,
    name: formatDistinguishedName(certificate.subject),
    constraints: constraints === undefined ? [] : [constraints],
    cautions: [],
  });
  const rootCertificate = read(root.issued.der);
  if (intermediateDays === undefined)
    return opened(rootCertificate, root.issuer, await SigningKey.of(keys), [rootCertificate]);
  const below = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const subject = {
    name: distinguishedName([{ type: '2.5.4.3', value: 'Given intermediate' }]),
    alternativeNames: [],
    publicKey: below.publicKey,
    family: below.algorithm.scheme.family,
  };
  const when: When = { at };
  const issued = await issue({ ...profiles.rootCa, days: intermediateDays }, subject, root.issuer, when);
  const issuer = {
    name: subject.name.der,
    keyIdentifier: issued.keyIdentifier,
    publicKey: below.publicKey,
    scheme: below.algorithm.scheme,
    privateKey: below.privateKey,
  };
  const certificate = read(issued.der);
  return opened(certificate, issuer, await SigningKey.of(below), [certificate, rootCertificate]);
}
