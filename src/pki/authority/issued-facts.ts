/** What the inventory says of a certificate, read from its octets once and kept beside them. */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import { fingerprint } from '../anchor';
import { documentRow } from '../inspect/row';
import { serialText } from './authority-facts';
import type { IssuedFacts } from './authority-record';
import { publicKeyLabel } from '../inspect/private-key-facts';

export interface DescribedCertificate {
  readonly serial: string;
  readonly facts: IssuedFacts;
}

/** @returns `undefined` where the octets are no certificate */
export async function describeCertificate(der: Bytes): Promise<DescribedCertificate | undefined> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return undefined;
  const { serialNumber, validity, publicKey } = parsed.value;
  const { title, names } = documentRow('certificate', der);
  return {
    serial: serialText(serialNumber),
    facts: {
      title,
      names,
      notBefore: validity.notBefore.getTime(),
      notAfter: validity.notAfter.getTime(),
      keyLabel: publicKeyLabel(publicKey.der),
      sha256: await fingerprint(der),
    },
  };
}

/** Whether a certificate's issuer is the subject of another, octet for octet. */
export const namesAsIssuer = (certificate: Certificate, authority: Certificate): boolean =>
  equalBytes(certificate.issuer.der, authority.subject.der);
