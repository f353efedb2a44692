/** Where an authority's certificate and revocation lists lie, put into what it signs (RFC 5280 §4.2.1.13 and §4.2.2.1). */
import type { AuthoritySettings } from '../pki/authority/authority-record';
import type { CertificateDraft } from '../pki/draft/certificate-draft';

export function withAddresses(
  draft: CertificateDraft,
  { listAddresses, certificateAddresses }: AuthoritySettings,
): CertificateDraft {
  return {
    ...draft,
    extensions: {
      ...draft.extensions,
      ...(listAddresses.length > 0 && {
        crlDistributionPoints: { critical: false, addresses: listAddresses },
      }),
      ...(certificateAddresses.length > 0 && {
        authorityInfoAccess: { ocsp: [], caIssuers: certificateAddresses },
      }),
    },
  };
}
