/** The serial number of a certificate to come, settled before it is signed so that it can be written down first. */
import { failure, success, type Result } from '../../codec/malformed';
import type { CertificateDraft } from '../draft/certificate-draft';
import type { DraftProblem } from '../draft/draft-problem';
import { ProblemList } from '../draft/problem-list';
import { readSerial } from '../draft/serial';
import { randomSerialNumber } from '../serial-number';
import { serialText } from './authority-facts';

interface Numbered {
  readonly draft: CertificateDraft;
  readonly serial: string;
}

/** A number nobody has, as a record writes it. */
export const freshSerial = (): string => serialText(randomSerialNumber());

/** @returns what is wrong with the number the draft names, where it is none */
export function promisedSerial(draft: CertificateDraft): Result<Numbered, readonly DraftProblem[]> {
  const problems = new ProblemList();
  const octets = readSerial(draft.serialNumber, randomSerialNumber(), problems);
  if (octets === undefined) return failure(problems.all);
  const serial = serialText(octets);
  return success({ draft: { ...draft, serialNumber: serial }, serial });
}
