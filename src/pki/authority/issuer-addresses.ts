/**
 * Where an authority's revocation lists, its certificate and its responder are found, put into what it signs (RFC 5280
 * §4.2.1.13 and §4.2.2.1). Whatever signs under an authority's settings takes them from here.
 */
import type { CertificateDraft } from '../draft/certificate-draft';
import type { AuthoritySettings } from './authority-record';

/** What was chosen takes the place of what stands in the draft; where nothing was chosen, that stays. */
export function withAddresses(
  draft: CertificateDraft,
  {
    listAddresses,
    certificateAddresses,
    ocspAddresses = [],
  }: Pick<AuthoritySettings, 'listAddresses' | 'certificateAddresses' | 'ocspAddresses'>,
): CertificateDraft {
  const { authorityInfoAccess: before } = draft.extensions;
  return {
    ...draft,
    extensions: {
      ...draft.extensions,
      ...(listAddresses.length > 0 && {
        crlDistributionPoints: { critical: false, addresses: listAddresses },
      }),
      ...(certificateAddresses.length + ocspAddresses.length > 0 && {
        authorityInfoAccess: {
          ...before,
          ocsp: ocspAddresses.length > 0 ? ocspAddresses : (before?.ocsp ?? []),
          caIssuers: certificateAddresses.length > 0 ? certificateAddresses : (before?.caIssuers ?? []),
        },
      }),
    },
  };
}
