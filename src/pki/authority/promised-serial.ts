/** The serial number of a certificate to come, settled before it is signed so that it can be written down first. */
import type { CertificateDraft } from '../draft/certificate-draft';
import { ProblemList } from '../draft/problem-list';
import { readSerial } from '../draft/serial';
import { randomSerialNumber } from '../serial-number';
import { serialText } from './authority-facts';

/** @returns `undefined` where the draft names a number that is none; issuing says what is wrong with it */
export function promisedSerial(
  draft: CertificateDraft,
): { readonly draft: CertificateDraft; readonly serial: string } | undefined {
  const octets = readSerial(draft.serialNumber, randomSerialNumber(), new ProblemList());
  if (octets === undefined) return undefined;
  const serial = serialText(octets);
  return { draft: { ...draft, serialNumber: serial }, serial };
}
