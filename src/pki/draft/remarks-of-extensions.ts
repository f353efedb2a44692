/** What is unusual about the extensions of a draft: what clients measured here refuse (reference: client rules), and what differs from the profile. */
import type { KeyUsage } from '../../codec/extension';
import type { CertificateDraft, DraftExtensions } from './certificate-draft';
import { criticalityOf, criticalityRows, isStandardExtension } from './criticality';
import { isKnownExtension } from './own-extensions';
import { profileExtensions, profileIds } from './profiles';
import { isAuthority, isServer, withExtension, type Remark, type RemarkFacts } from './remark-facts';

const ANY_PURPOSE = '2.5.29.37.0';
const STATUS_REQUEST = 5;

export function extensionRemarks(draft: CertificateDraft, facts: RemarkFacts, remark: Remark): void {
  profileRemarks(draft, facts, remark);
  constraintRemarks(draft, remark);
  usageRemarks(draft, facts, remark);
  purposeRemarks(draft, remark);
  identifierRemarks(draft, facts, remark);
  for (const [index, { oid, critical }] of draft.extensions.own.entries())
    if (isKnownExtension(oid.trim())) remark('known-in-octets', ['extensions', 'own', index], [oid.trim()]);
    else if (critical) {
      const own = draft.extensions.own.map((one, other) =>
        other === index ? { ...one, critical: false } : one,
      );
      remark('critical-unknown', ['extensions', 'own', index], [oid], withExtension(draft, { own }));
    }
  criticalityRemarks(draft, remark);
  if (draft.extensions.tlsFeature?.includes(STATUS_REQUEST) === true)
    remark('must-staple', ['extensions', 'tlsFeature'], [], without(draft, 'tlsFeature'));
}

function criticalityRemarks(draft: CertificateDraft, remark: Remark): void {
  const { criticality: marks = {}, ...rest } = draft.extensions;
  for (const [name, critical] of Object.entries(marks)) {
    if (!isStandardExtension(name) || rest[name] === undefined) continue;
    const { usual, says, citation } = criticalityRows[name];
    if (critical === usual) continue;
    const mended = { ...rest, ...criticalityOf({ ...marks, [name]: usual }) };
    remark('criticality-unusual', ['extensions', name], [name, says, citation], {
      ...draft,
      extensions: mended,
    });
  }
}

/** The draft without one of its extensions. */
function without(draft: CertificateDraft, name: keyof DraftExtensions): CertificateDraft {
  const { [name]: _, ...extensions } = draft.extensions;
  // The two that cannot be absent are no extensions of their own, and nobody takes them away.
  return { ...draft, extensions: extensions as DraftExtensions };
}

const compared = ['basicConstraints', 'keyUsage', 'extendedKeyUsage', 'ocspNoCheck'] as const;
type Compared = (typeof compared)[number];

/** In words for the sentence: what the profile has there; nothing where it has no such extension. */
function inWords(extensions: DraftExtensions, name: Compared): readonly string[] {
  const { basicConstraints, keyUsage, extendedKeyUsage } = extensions;
  switch (name) {
    case 'basicConstraints':
      return basicConstraints === undefined ? [] : [basicConstraints.ca ? 'CA:TRUE' : 'CA:FALSE'];
    case 'keyUsage':
      return keyUsage?.usages ?? [];
    case 'extendedKeyUsage':
      return extendedKeyUsage?.purposes ?? [];
    case 'ocspNoCheck':
      return [];
  }
}

/** Order says nothing, and how many authorities may follow is for each to choose. */
function essence(extensions: DraftExtensions, name: Compared): string {
  const { [name]: value } = extensions;
  const critical = typeof value === 'object' && value.critical ? ['critical'] : [];
  return JSON.stringify([value !== undefined, ...critical, ...inWords(extensions, name).toSorted()]);
}

/**
 * Purposes that are nobody's profile, on top of those of this one (smart card logon, IKE), and an authority that signs for named
 * purposes alone: neither is a slip.
 */
function narrowsOrAdds(
  { extensions: { extendedKeyUsage: own } }: CertificateDraft,
  usual: DraftExtensions,
): boolean {
  if (own?.critical !== (usual.extendedKeyUsage?.critical ?? false)) return false;
  if (usual.basicConstraints?.ca === true) return true;
  const expected = usual.extendedKeyUsage?.purposes ?? [];
  const beyond = own.purposes.filter((purpose) => !expected.includes(purpose));
  const ofProfiles = new Set([
    ANY_PURPOSE,
    ...profileIds.flatMap((id) => profileExtensions(id, 'ec').extendedKeyUsage?.purposes ?? []),
  ]);
  return (
    expected.every((purpose) => own.purposes.includes(purpose)) &&
    !beyond.some((purpose) => ofProfiles.has(purpose))
  );
}

function profileRemarks(draft: CertificateDraft, { family }: RemarkFacts, remark: Remark): void {
  if (draft.profile === 'custom' || family === undefined) return;
  const usual = profileExtensions(draft.profile, family);
  for (const name of compared) {
    if (essence(draft.extensions, name) === essence(usual, name)) continue;
    if (name === 'extendedKeyUsage' && narrowsOrAdds(draft, usual)) continue;
    const { [name]: value } = usual;
    const mended = value === undefined ? without(draft, name) : withExtension(draft, { [name]: value });
    remark('differs-from-profile', ['extensions', name], inWords(usual, name), mended);
  }
}

function constraintRemarks(draft: CertificateDraft, remark: Remark): void {
  const { basicConstraints: basic, nameConstraints } = draft.extensions;
  const at = ['extensions', 'basicConstraints'];
  if (basic === undefined) {
    const mended = withExtension(draft, { basicConstraints: { critical: true, ca: false } });
    remark('no-basic-constraints', at, [], mended);
  } else if (basic.ca && !basic.critical) {
    const mended = withExtension(draft, { basicConstraints: { ...basic, critical: true } });
    remark('authority-basic-constraints-not-critical', at, [], mended);
  } else if (!basic.ca && basic.pathLength !== undefined) {
    const { pathLength: _, ...rest } = basic;
    remark('leaf-with-path-length', at, [], withExtension(draft, { basicConstraints: rest }));
  }
  if (nameConstraints?.critical === false) {
    const mended = withExtension(draft, { nameConstraints: { ...nameConstraints, critical: true } });
    remark('constraints-not-critical', ['extensions', 'nameConstraints'], [], mended);
  }
}

/** Key usages are never none (§4.2.1.3): what is left of them then is the one that every key has. */
const usagesWithout = (usages: readonly KeyUsage[], usage: KeyUsage): readonly KeyUsage[] => {
  const left = usages.filter((one) => one !== usage);
  return left.length > 0 ? left : ['digitalSignature'];
};

function usageRemarks(draft: CertificateDraft, { family }: RemarkFacts, remark: Remark): void {
  const { keyUsage } = draft.extensions;
  const at = ['extensions', 'keyUsage'];
  const authority = isAuthority(draft);
  if (keyUsage === undefined) {
    const usages: readonly KeyUsage[] = ['keyCertSign', 'cRLSign'];
    if (authority)
      remark(
        'authority-without-key-usage',
        at,
        [],
        withExtension(draft, { keyUsage: { critical: true, usages } }),
      );
    return;
  }
  const { usages } = keyUsage;
  const changed = (to: readonly KeyUsage[]) =>
    withExtension(draft, { keyUsage: { ...keyUsage, usages: to } });
  const signs = usages.includes('keyCertSign');
  if (authority && !signs) remark('authority-may-not-sign', at, [], changed([...usages, 'keyCertSign']));
  if (!authority && signs) remark('leaf-may-sign', at, [], changed(usagesWithout(usages, 'keyCertSign')));
  if (family === 'rsa' && isServer(draft) && !usages.includes('digitalSignature'))
    remark('rsa-without-digital-signature', at, [], changed(['digitalSignature', ...usages]));
  if (family !== undefined && family !== 'rsa' && usages.includes('keyEncipherment'))
    remark('key-encipherment-without-rsa', at, [], changed(usagesWithout(usages, 'keyEncipherment')));
}

function purposeRemarks(draft: CertificateDraft, remark: Remark): void {
  const { extendedKeyUsage } = draft.extensions;
  const at = ['extensions', 'extendedKeyUsage'];
  if (extendedKeyUsage === undefined) {
    if (!isAuthority(draft)) remark('no-extended-key-usage', at);
    return;
  }
  const { purposes } = extendedKeyUsage;
  if (purposes.includes(ANY_PURPOSE)) {
    const named = purposes.filter((purpose) => purpose !== ANY_PURPOSE);
    const mended = withExtension(draft, { extendedKeyUsage: { ...extendedKeyUsage, purposes: named } });
    remark('purpose-any', at, [], named.length > 0 ? mended : undefined);
  }
  const hosts = draft.alternativeNames.some(({ kind }) => kind === 'dns' || kind === 'ip');
  if (isAuthority(draft) && isServer(draft) && hosts)
    remark('server-is-authority', ['extensions', 'basicConstraints']);
}

function identifierRemarks(draft: CertificateDraft, { selfSigned }: RemarkFacts, remark: Remark): void {
  const { subjectKeyIdentifier, authorityKeyIdentifier } = draft.extensions;
  const at = ['extensions', 'subjectKeyIdentifier'];
  const hashed = withExtension(draft, { subjectKeyIdentifier: 'hash' });
  if (subjectKeyIdentifier === undefined) {
    // A leaf signs nothing that would refer to its key, and the baseline requirements advise against one there.
    if (isAuthority(draft)) remark('no-subject-key-identifier', at, [], hashed);
  } else if (subjectKeyIdentifier !== 'hash') remark('key-identifier-other', at, [], hashed);
  const authorityAt = ['extensions', 'authorityKeyIdentifier'];
  const byKey = withExtension(draft, { authorityKeyIdentifier: 'key' });
  if (authorityKeyIdentifier === undefined && !selfSigned)
    remark('no-authority-key-identifier', authorityAt, [], byKey);
  // It names its own serial number, and no certificate that is made anew with the same key fits any more.
  if (authorityKeyIdentifier === 'key-and-issuer' && selfSigned)
    remark('self-signed-authority-identifier', authorityAt, [], byKey);
}
