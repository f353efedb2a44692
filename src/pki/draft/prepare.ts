/**
 * From a draft to what would be signed: every problem there is, each at its place, or a TBSCertificate. Cheap and without
 * a signature, so that a form asks at every keystroke; time, serial number and key are arguments.
 */
import type { Bytes } from '../../codec/bytes';
import type { TbsCertificate } from '../../codec/certificate';
import type { DistinguishedName } from '../../codec/distinguished-name';
import { DerWriter } from '../../codec/der-writer';
import { DerReader } from '../../codec/der-reader';
import type { Extension } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { failure, success, type Result } from '../../codec/malformed';
import { keyIdentifierOf, worded, type IntendedExtension, type Worded } from '../issue';
import type { AuthorityWithoutKey } from '../open-authority';
import type { SignatureScheme } from '../signature-scheme';
import { heldAgainstAuthority } from './authority-limits';
import type { CertificateDraft } from './certificate-draft';
import { isCritical } from './criticality';
import type { DraftProblem } from './draft-problem';
import { readExtensions, readKeyIdentifier } from './extensions';
import { MOST_NAMES, readDraftName } from './names';
import { meaningsOf, readOwnExtensions, type OwnExtension } from './own-extensions';
import { ProblemList } from './problem-list';
import { readSerial } from './serial';
import { chosenScheme } from './signing';
import { readDraftSubject } from './subject';
import { readValidity } from './validity';

/** Who signs: the key the certificate is for, or an authority. */
export type Signing =
  | { readonly kind: 'self'; /** Its private half is here. */ readonly keyHere: boolean }
  | { readonly kind: 'authority'; readonly authority: AuthorityWithoutKey };

export interface Situation {
  /** SubjectPublicKeyInfo, DER, of whom it is for. */
  readonly publicKey: Bytes;
  readonly signing: Signing;
  /** The moment of issuing. */
  readonly at: Date;
  /** Magnitude of the serial number for a draft that names none. */
  readonly serialNumber: Bytes;
}

export interface PreparedCertificate {
  readonly tbs: TbsCertificate;
  /** Those with a meaning, for the proof. */
  readonly intended: readonly IntendedExtension[];
  /** Of whoever signs. */
  readonly scheme: SignatureScheme;
  readonly issuerKey: Bytes;
  readonly keyIdentifier: Bytes;
  readonly subject: DistinguishedName;
  readonly names: readonly GeneralName[];
  /** The authority ends sooner than was asked for. */
  readonly cutByAuthority: boolean;
}

export function prepare(
  draft: CertificateDraft,
  { publicKey, signing, at, serialNumber }: Situation,
): Result<PreparedCertificate, readonly DraftProblem[]> {
  const problems = new ProblemList();
  const authority = signing.kind === 'authority' ? signing.authority : undefined;
  const subject = readDraftSubject(draft, problems);
  const names = problems.each(
    draft.alternativeNames,
    ['alternativeNames'],
    (name, place) => readDraftName(name, place, problems),
    MOST_NAMES,
  );
  const end = authority && endOf(authority);
  const validity = readValidity(draft.validity, at, end, problems);
  const serial = readSerial(draft.serialNumber, serialNumber, problems);
  const plain = readExtensions(draft.extensions, problems);
  const own = readOwnExtensions(draft.extensions.own, problems, draft.extensions);
  const { subjectKeyIdentifier } = draft.extensions;
  const keyIdentifier =
    subjectKeyIdentifier === undefined || subjectKeyIdentifier === 'hash'
      ? keyIdentifierOf(publicKey)
      : readKeyIdentifier(subjectKeyIdentifier, problems);
  const issuerKey = authority?.issuer.publicKey ?? publicKey;
  const scheme = chosenScheme(draft.signature, issuerKey, authority?.issuer.scheme, problems);
  if (signing.kind === 'self' && !signing.keyHere) problems.at()('key-not-here');
  const isAuthority = draft.extensions.basicConstraints?.ca === true;
  if (draft.subject.length === 0 && (isAuthority || authority === undefined))
    problems.at('subject')('no-name');
  if (authority !== undefined) heldAgainstAuthority({ authority, at, isAuthority, subject, names }, problems);

  if (problems.all.length > 0) return failure(problems.all);
  if (!subject || !names || !validity || !serial || !own || !keyIdentifier || !scheme)
    // Each of them has told its problem above; this is for the compiler.
    return failure(problems.all);
  const extensions = [
    ...plain,
    ...alternativeNames(draft, subject, names),
    ...(subjectKeyIdentifier === undefined
      ? []
      : [
          worded('subjectKeyIdentifier', isCritical(draft.extensions, 'subjectKeyIdentifier'), keyIdentifier),
        ]),
    ...authorityKey(draft, authority, { keyIdentifier, subject, serial }),
  ];
  const { notBefore, notAfter, cutByAuthority } = validity;
  return success({
    tbs: {
      serialNumber: serial,
      signature: scheme.signature,
      issuer: authority?.issuer.name ?? subject.der,
      validity: { notBefore, notAfter },
      subject: subject.der,
      publicKey,
      extensions: [...extensions.map(({ encoded }) => encoded), ...own.map(encoded)],
    },
    intended: [...extensions.map(({ intended }) => intended), ...meaningsOf(own)],
    scheme,
    issuerKey,
    keyIdentifier,
    subject,
    names,
    cutByAuthority,
  });
}

const encoded = ({ oid, critical, value }: OwnExtension): Extension => ({ oid, critical, value });

/** Nothing lasts longer than any authority above it. */
export function endOf({ chain }: AuthorityWithoutKey): Date {
  return new Date(Math.min(...chain.map(({ validity }) => validity.notAfter.getTime())));
}

export function alternativeNames(
  { extensions: { subjectAltNameCritical: critical } }: CertificateDraft,
  subject: DistinguishedName,
  names: readonly GeneralName[],
): readonly Worded[] {
  if (names.length === 0) return [];
  const isCritical = critical === 'auto' ? subject.rdns.length === 0 : critical;
  return [worded('subjectAltName', isCritical, names)];
}

interface OwnFacts {
  readonly keyIdentifier: Bytes;
  readonly subject: DistinguishedName;
  readonly serial: Bytes;
}

function authorityKey(
  { extensions }: CertificateDraft,
  authority: AuthorityWithoutKey | undefined,
  own: OwnFacts,
): readonly Worded[] {
  const { authorityKeyIdentifier: form } = extensions;
  if (form === undefined) return [];
  const critical = isCritical(extensions, 'authorityKeyIdentifier');
  const keyIdentifier = authority?.issuer.keyIdentifier ?? own.keyIdentifier;
  if (form === 'key') return [worded('authorityKeyIdentifier', critical, { keyIdentifier })];
  // The authority's certificate is named by who issued it, and that is not the authority (§4.2.1.1).
  const name = authority?.certificate.issuer ?? own.subject;
  const serialNumber = authority?.certificate.serialNumber ?? signedOctets(own.serial);
  return [
    worded('authorityKeyIdentifier', critical, {
      keyIdentifier,
      issuer: [{ kind: 'directory', name }],
      serialNumber,
    }),
  ];
}

/** Contents octets of the INTEGER. */
const signedOctets = (magnitude: Bytes): Bytes =>
  DerReader.own(
    DerReader.document(
      DerWriter.encode((writer) => writer.unsignedInteger(magnitude)),
      (reader) => reader.integerOctets(),
    ),
  );
