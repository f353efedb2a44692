/**
 * Where an authority's revocation lists, its certificate and its responder are found, put into what it signs (RFC 5280
 * §4.2.1.13 and §4.2.2.1). Whatever signs under an authority's settings takes them from here.
 */
import type { CertificateDraft } from '../draft/certificate-draft';
import { readAddressOfResource } from '../draft/names';
import type { IssuerAddresses } from '../profile';
import type { AuthoritySettings } from './authority-record';

type AddressSettings = Pick<AuthoritySettings, 'listAddresses' | 'certificateAddresses' | 'ocspAddresses'>;

/** For what is signed without a draft: *Local HTTPS* and manifests. */
export const addressesIn = ({
  listAddresses,
  certificateAddresses,
  ocspAddresses = [],
}: AddressSettings): IssuerAddresses => ({
  lists: listAddresses,
  certificate: certificateAddresses,
  ocsp: ocspAddresses,
});

/** What was typed once for all that an authority signs: what cannot be encoded is left out, as nothing fetches it. */
export function encodable({ lists, certificate, ocsp }: IssuerAddresses): IssuerAddresses {
  const read = (typed: readonly string[]) =>
    typed.flatMap((one) => readAddressOfResource(one, () => undefined) ?? []);
  return { lists: read(lists), certificate: read(certificate), ocsp: read(ocsp) };
}

/** What was chosen takes the place of what stands in the draft; where nothing was chosen, that stays. */
export function withAddresses(
  draft: CertificateDraft,
  { listAddresses, certificateAddresses, ocspAddresses = [] }: AddressSettings,
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
