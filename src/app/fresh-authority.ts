/**
 * An authority's certificate as it would be made today: same name, same key, same limits, and everything clients want of an
 * authority that the one in use may lack.
 */
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import { draftFor, profileDays } from '../pki/draft/profiles';

/** @param old what the certificate in use says */
export function freshDraft(old: CertificateDraft, days: number): CertificateDraft {
  const { extensions } = draftFor(old.profile, old.keyAlgorithm);
  const { subjectKeyIdentifier = 'hash', basicConstraints, keyUsage: _, ...rest } = old.extensions;
  const pathLength = basicConstraints?.pathLength;
  return {
    ...old,
    validity: { kind: 'days', days },
    extensions: {
      ...rest,
      ...(extensions.keyUsage && { keyUsage: extensions.keyUsage }),
      basicConstraints: { critical: true, ca: true, ...(pathLength !== undefined && { pathLength }) },
      // What it signed refers to the identifier it had.
      subjectKeyIdentifier,
      ...(extensions.authorityKeyIdentifier && {
        authorityKeyIdentifier: extensions.authorityKeyIdentifier,
      }),
    },
  };
}

/** One that clients refuse, as they take it: what they do not know and must refuse for it cannot stay. */
export function mendedAuthority(old: CertificateDraft, profile: 'root' | 'intermediate'): CertificateDraft {
  const own = old.extensions.own.filter(({ critical }) => !critical);
  const kept = { ...old, profile, signature: 'default', serialNumber: '' } as const;
  return freshDraft({ ...kept, extensions: { ...old.extensions, own } }, profileDays(profile));
}
