/**
 * Making certification requests (PKCS#10, RFC 2986): what somebody asks an authority for, signed with the key it is for, so
 * that the authority knows they hold it. Read back by two readers before it is handed over, as certificates are.
 */
import type { Bytes } from '../codec/bytes';
import {
  encodeCertificateRequest,
  encodeRequestInformation,
  parseCertificateRequest,
  type CertificateRequest,
  type RequestInformation,
} from '../codec/certificate-request';
import type { Extension } from '../codec/extension';
import { challengePassword, extensionRequest, unstructuredName } from '../codec/request-attribute';
import { intendedRequestSheet, ownRequestSheet } from '../codec/request-sheet';
import { secondRequestSheet, secondRequestVerify } from '../codec/second-reader-request';
import { PkiError } from './error';
import { intendedTexts } from './intended-text';
import type { IntendedExtension } from './issue';
import { secondKnows } from './proof';
import { verifySignature } from './signature';
import type { SignatureScheme } from './signature-scheme';
import type { SigningKey } from './signing-key';
import { proveReadings } from './two-readings';

/** What is asked for. */
export interface RequestContents {
  /** DER of the subject's Name. */
  readonly subject: Bytes;
  /** All that are asked for, in order; the attribute is left out where there are none. */
  readonly extensions: readonly Extension[];
  /** Those of them that have a meaning here, for the proof. */
  readonly intended: readonly IntendedExtension[];
  /** At most 255 characters; '' for none. The authority reads it: it is no secret. */
  readonly challengePassword: string;
  /** At most 255 characters; '' for none. */
  readonly unstructuredName: string;
}

/** @throws Malformed where a text is too long */
export function requestInformation(contents: RequestContents, publicKey: Bytes): RequestInformation {
  const { subject, extensions, challengePassword: password, unstructuredName: name } = contents;
  return {
    subject,
    publicKey,
    attributes: [
      ...(extensions.length === 0 ? [] : [extensionRequest(extensions)]),
      ...(password === '' ? [] : [challengePassword(password)]),
      ...(name === '' ? [] : [unstructuredName(name)]),
    ],
  };
}

/**
 * A signed and proved request, DER.
 * @param scheme one of the key's
 * @throws PkiError `proof-failed`, `unsupported-algorithm`; Malformed where a text is too long
 */
export async function requestCertificate(
  contents: RequestContents,
  key: SigningKey,
  scheme: SignatureScheme,
): Promise<Bytes> {
  const information = requestInformation(contents, key.publicKey);
  const toSign = encodeRequestInformation(information);
  const signature = await key.sign(scheme, toSign);
  const der = encodeCertificateRequest(toSign, scheme.signature, signature);
  await proveRequest(der, contents, information, scheme);
  return der;
}

/** @throws PkiError `proof-failed` with the readers and fields that disagree */
export async function proveRequest(
  der: Bytes,
  { extensions, intended }: RequestContents,
  information: RequestInformation,
  scheme: SignatureScheme,
): Promise<void> {
  const own = parseCertificateRequest(der);
  if (!own.ok) throw new PkiError('proof-failed', ['own reader: ' + own.error.message], own.error);
  const request = own.value;
  await proveReadings({
    intended: intendedRequestSheet(information, extensions, scheme.signature, intendedTexts(intended)),
    own: ownRequestSheet(request),
    second: () => secondRequestSheet(der),
    signatureHolds: () => signatureHolds(request, scheme),
  });
}

function signatureHolds(request: CertificateRequest, scheme: SignatureScheme): Promise<boolean> {
  const { der, publicKey, signatureValue, information } = request;
  if (secondKnows(scheme)) return secondRequestVerify(der, publicKey.der);
  return verifySignature(scheme, publicKey.der, signatureValue, information);
}
