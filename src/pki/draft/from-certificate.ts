/**
 * *Re-issue a copy*: what a certificate or a request says, as a draft. Total for any octets. What belongs to the one
 * certificate and not to its copy (serial number, where it stood in a transparency log) does not come along; an extension that
 * a draft has no words for, and that is no DER either, is named as left out.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import { parseCertificateRequest } from '../../codec/certificate-request';
import type { DistinguishedName } from '../../codec/distinguished-name';
import { extensionValue, type Extension } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import { EMAIL_PROTECTION, SERVER_AUTH } from '../profile';
import { sameAlgorithm, schemeOf, schemesOf } from '../signature-scheme';
import type { CertificateDraft, DraftValidity, ProfileId } from './certificate-draft';
import { draftExtensions } from './from-extensions';
import { draftNames } from './from-names';
import { attributesOf, subjectToKeep } from './kept-subject';
import { keyFacts } from './key-facts';
import { CLIENT_AUTH, draftFor, profileDays, profileIds, profileExtensions } from './profiles';
import { isoSecond } from './validity';

export interface CopiedDraft {
  readonly draft: CertificateDraft;
  /** Extensions that could not be carried over, by identifier. */
  readonly leftOut: readonly string[];
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly keyAlgorithm: KeyAlgorithmId | undefined;
}

const DAY = 86_400_000;
/** A hundred years: whoever wants more means that there is no end (RFC 5280 §4.1.2.5). */
const LIFETIME = 36_525 * DAY;

/** `undefined` where the octets are neither. */
export function draftFrom(octets: Bytes): CopiedDraft | undefined {
  const certificate = parseCertificate(octets);
  if (certificate.ok) return fromCertificate(certificate.value);
  const request = parseCertificateRequest(octets);
  if (!request.ok) return undefined;
  const { subject, extensions, publicKey } = request.value;
  const copied = copy(subject, extensions, publicKey.der, guessProfile(extensions, false));
  const { draft } = copied;
  return {
    ...copied,
    draft: {
      ...draft,
      // A request asks for neither of them.
      extensions: {
        subjectKeyIdentifier: 'hash',
        ...(draft.profile !== 'root' && { authorityKeyIdentifier: 'key' }),
        ...draft.extensions,
      },
    },
  };
}

function fromCertificate(certificate: Certificate): CopiedDraft {
  const { subject, issuer, extensions, publicKey, validity } = certificate;
  const selfIssued = equalBytes(subject.der, issuer.der);
  const copied = copy(subject, extensions, publicKey.der, guessProfile(extensions, selfIssued));
  return {
    ...copied,
    draft: {
      ...copied.draft,
      validity: lasting(validity),
      ...(selfIssued && { signature: signatureOf(certificate) }),
    },
  };
}

function copy(
  subject: DistinguishedName,
  extensions: readonly Extension[],
  publicKey: Bytes,
  profile: ProfileId,
): CopiedDraft {
  const { algorithm } = keyFacts(publicKey);
  const names = draftNames(extensions, subject.rdns.length === 0);
  const carried = draftExtensions(extensions, publicKey);
  return {
    draft: {
      ...draftFor(profile, algorithm),
      subject: attributesOf(subject),
      ...subjectToKeep(subject),
      alternativeNames: names.names,
      validity: { kind: 'days', days: profileDays(profile) },
      extensions: { ...carried.extensions, subjectAltNameCritical: names.critical },
    },
    leftOut: [...names.leftOut, ...carried.leftOut],
    publicKey,
    keyAlgorithm: algorithm,
  };
}

/** A copy begins when it is made and lasts as long, in days; one for less than a day or beyond a lifetime keeps its dates. */
function lasting({ notBefore, notAfter }: Certificate['validity']): DraftValidity {
  const length = notAfter.getTime() - notBefore.getTime();
  if (length > LIFETIME || length < DAY - 1000)
    return { kind: 'dates', notBefore: isoSecond(notBefore), notAfter: isoSecond(notAfter) };
  return { kind: 'days', days: Math.round(length / DAY) };
}

/** What a certificate that signs itself was signed with, where that is not what its key signs with by itself. */
function signatureOf({ publicKey, signature }: Certificate): CertificateDraft['signature'] {
  const used = schemesOf(publicKey).find((scheme) => sameAlgorithm(scheme.signature, signature));
  return used === undefined || used.id === schemeOf(publicKey)?.id ? 'default' : used.id;
}

/** The profile with the same purposes; several purposes beyond a profile's are nobody's. */
function guessProfile(extensions: readonly Extension[], selfIssued: boolean): ProfileId {
  const basic = extensionValue(extensions, 'basicConstraints');
  if (basic.ok && basic.value?.value.ca === true) return selfIssued ? 'root' : 'intermediate';
  const read = extensionValue(extensions, 'extendedKeyUsage');
  const purposes = (read.ok ? read.value?.value : undefined) ?? [];
  const wanted = purposes.toSorted().join();
  // Local HTTPS and mkcert add email protection where a server's certificate names a mailbox.
  if ([SERVER_AUTH, EMAIL_PROTECTION].toSorted().join() === wanted) return 'tls-server';
  const same = profileIds.find(
    (id) => profileExtensions(id, 'ec').extendedKeyUsage?.purposes.toSorted().join() === wanted,
  );
  if (same !== undefined) return same;
  if (purposes.includes(SERVER_AUTH))
    return purposes.includes(CLIENT_AUTH) ? 'tls-server-client' : 'tls-server';
  return 'custom';
}
