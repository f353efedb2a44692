/**
 * Issuing what was prepared: signed once, read back by two readers, its signature checked from the written octets. What
 * leaves here is proved (`proof.ts`), own extensions octet for octet too.
 */
import { equalBytes } from '../../codec/bytes';
import { encodeCertificate, encodeTbsCertificate, parseCertificate } from '../../codec/certificate';
import { PkiError } from '../error';
import type { Issued } from '../issue';
import { prove } from '../proof';
import type { SigningKey } from '../signing-key';
import type { PreparedCertificate } from './prepare';

/**
 * @param key the issuer's
 * @throws PkiError `proof-failed`, `platform-refused`, `unsupported-algorithm`
 */
export async function certify(prepared: PreparedCertificate, key: SigningKey): Promise<Issued> {
  const { tbs, scheme, issuerKey, intended, keyIdentifier } = prepared;
  const toSign = encodeTbsCertificate(tbs);
  const signature = await key.sign(scheme, toSign);
  const der = encodeCertificate(toSign, scheme.signature, signature);
  const issued: Issued = { der, intended: tbs, intendedExtensions: intended, keyIdentifier };
  await prove(issued, { publicKey: issuerKey, scheme });
  proveExtensions(issued);
  return issued;
}

/** `proof.ts` compares extensions by their meaning; those that have none here are their octets. */
function proveExtensions({ der, intended }: Issued): void {
  const parsed = parseCertificate(der);
  const seen = parsed.ok ? parsed.value.extensions : [];
  const same =
    seen.length === intended.extensions.length &&
    intended.extensions.every(({ value }, index) =>
      equalBytes(value, seen[index]?.value ?? new Uint8Array()),
    );
  if (!same) throw new PkiError('proof-failed', ['own reader: octets of extensions']);
}
