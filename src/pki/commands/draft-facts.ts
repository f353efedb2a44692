/** Facts of a draft that every program's commands need: how long, which number, and each extension in octets. */
import type { Wanted } from './commands';
import { keyAlgorithms } from '../algorithms';
import type { SignatureSchemeId } from '../signature-scheme';
import { distinguishedName } from '../../codec/distinguished-name';
import { extension, type Extension } from '../../codec/extension';
import type { CertificateDraft, DraftName, DraftValidity } from '../draft/certificate-draft';
import { readExtensions } from '../draft/extensions';
import { readDraftName } from '../draft/names';
import { readOwnExtensions } from '../draft/own-extensions';
import { ProblemList } from '../draft/problem-list';
import { readHex } from '../draft/text-values';

const DAY = 86_400_000;

/** What it will be signed with; `undefined` where that is another's key of which nothing is known. */
export function signatureOf({ draft, signer, what, key, scheme }: Wanted): SignatureSchemeId | undefined {
  if (draft.signature !== 'default') return draft.signature;
  const isNew = (signer === 'self' || what === 'request') && (key ?? 'new') === 'new';
  return scheme ?? (isNew ? keyAlgorithms[draft.keyAlgorithm].scheme.id : undefined);
}

/** `SHA384`, where the scheme leaves it to choose. */
export const hashOf = (scheme: SignatureSchemeId | undefined): string | undefined =>
  /-sha(\d+)$/.exec(scheme ?? '')?.[1]?.replace(/^/, 'SHA');

/** In whole days; what does not fit into them is for the program's list of what it cannot say. */
export function daysOf(validity: DraftValidity): number {
  if (validity.kind === 'days') return Math.max(1, Math.trunc(validity.days));
  const [from, to] = [Date.parse(validity.notBefore), Date.parse(validity.notAfter)];
  return Number.isFinite(to - from) ? Math.max(1, Math.round((to - from) / DAY)) : 1;
}

const quiet = (): undefined => undefined;

/** Lower-case hex of the serial number; `undefined` where it is drawn at random. */
export function serialHex({ serialNumber }: CertificateDraft): string | undefined {
  const octets =
    serialNumber.trim() === ''
      ? undefined
      : readHex(serialNumber.length % 2 ? `0${serialNumber}` : serialNumber, quiet);
  return octets === undefined
    ? undefined
    : [...octets].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}

/** Every extension as it would stand in the certificate, but for the key identifiers, which hang on the keys. */
export function encodedExtensions(draft: CertificateDraft): readonly Extension[] {
  // What cannot be encoded is told elsewhere, with its place in the form.
  const problems = new ProblemList();
  const own = readOwnExtensions(draft.extensions.own, problems, draft.extensions) ?? [];
  return [
    ...readExtensions(draft.extensions, problems).map(({ encoded }) => encoded),
    ...alternativeNames(draft),
    ...own.map(({ oid, critical, value }) => ({ oid, critical, value })),
  ];
}

export function namesCritical({ subject, extensions }: CertificateDraft): boolean {
  const { subjectAltNameCritical: critical } = extensions;
  return critical === 'auto' ? subject.length === 0 : critical;
}

function alternativeNames(draft: CertificateDraft): readonly Extension[] {
  const problems = new ProblemList();
  const names = draft.alternativeNames.flatMap((name) => readDraftName(name, [], problems) ?? []);
  return names.length === 0 ? [] : [extension('subjectAltName', namesCritical(draft), names)];
}

/** The names as they will stand there: A-labels, canonical addresses; those that have no text stay as they are. */
export function spelledNames({ alternativeNames: names }: CertificateDraft): readonly DraftName[] {
  const problems = new ProblemList();
  return names.map((name): DraftName => {
    const read = readDraftName(name, [], problems);
    return read !== undefined && 'value' in read ? { kind: read.kind, value: read.value } : name;
  });
}

/** Whether any value of the subject fits a PrintableString, which programs then write where ours is a UTF8String. */
export function hasPrintable({ subject }: CertificateDraft): boolean {
  return distinguishedName(subject)
    .rdns.flat()
    .some(({ value }) => /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value));
}
