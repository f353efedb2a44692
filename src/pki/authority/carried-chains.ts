/**
 * What stands below an authority that got another certificate for its name and key: the chains through the one before lead
 * through the new one from then on, and say what that says. A certificate that names its issuer's by serial number (RFC 5280
 * §4.2.1.1) goes on under the one it names: clients would not have the other.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import { authorityFacts, serialText, type AuthorityFacts } from './authority-facts';
import type { AuthorityRecord, OtherCertificate } from './authority-record';

export type Certificates = Pick<AuthorityRecord, 'certificate' | 'chain' | 'others'>;

export interface CarriedChain {
  readonly chain: readonly Bytes[];
  readonly others: readonly OtherCertificate[];
  readonly facts: AuthorityFacts;
}

/** @returns of each, in order; `undefined` for what is no certificate */
export function carriedChains(
  authorities: readonly Certificates[],
): Promise<readonly (CarriedChain | undefined)[]> {
  return Promise.all(
    authorities.map(async ({ certificate, chain, others }): Promise<CarriedChain | undefined> => {
      const carried = carry(certificate, chain, authorities);
      const facts = await authorityFacts(certificate, carried);
      return (
        facts && {
          chain: carried,
          // One it had before goes on as it was; one by another authority is still handed out.
          others: others.map((other) =>
            other.why === 'earlier' ? other : { ...other, chain: carry(other.der, other.chain, authorities) },
          ),
          facts,
        }
      );
    }),
  );
}

/** Above a certificate, its issuer first, as those authorities go now. */
function carry(own: Bytes, chain: readonly Bytes[], authorities: readonly Certificates[]): readonly Bytes[] {
  for (const [place, above] of chain.entries()) {
    const replaced = authorities.find(({ others }) =>
      others.some(({ der, why }) => why === 'earlier' && equalBytes(der, above)),
    );
    if (replaced === undefined || !mayStandUnder(chain[place - 1] ?? own, replaced.certificate)) continue;
    // Each is asked once: two that re-issued each other's would go round for ever.
    const rest = authorities.filter((one) => one !== replaced);
    const up = carry(replaced.certificate, replaced.chain, rest);
    return [...chain.slice(0, place), replaced.certificate, ...up];
  }
  return chain;
}

/** Of an issuer with the same name and key as the one before: whether what it signed says that it means another. */
function mayStandUnder(der: Bytes, issuer: Bytes): boolean {
  const [below, above] = [parseCertificate(der), parseCertificate(issuer)];
  if (!below.ok || !above.ok) return false;
  const wanted = extensionValue(below.value.extensions, 'authorityKeyIdentifier');
  const offered = extensionValue(above.value.extensions, 'subjectKeyIdentifier');
  if (!wanted.ok || !offered.ok) return false;
  const { keyIdentifier, serialNumber } = wanted.value?.value ?? {};
  const identifier = offered.value?.value;
  const isKey =
    keyIdentifier === undefined || identifier === undefined || equalBytes(keyIdentifier, identifier);
  const isSerial =
    serialNumber === undefined || serialText(serialNumber) === serialText(above.value.serialNumber);
  return isKey && isSerial;
}
