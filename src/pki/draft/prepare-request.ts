/**
 * From a draft to what a request asks for (RFC 2986): name, names and extensions. Validity, serial number and what names the
 * authority are the authority's to choose and left out, and so is a key identifier that it would compute itself.
 */
import type { Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import { LONGEST_ATTRIBUTE_TEXT } from '../../codec/request-attribute';
import { worded } from '../issue';
import type { RequestContents } from '../request';
import type { SignatureScheme } from '../signature-scheme';
import type { CertificateDraft } from './certificate-draft';
import { isCritical } from './criticality';
import type { DraftProblem } from './draft-problem';
import { readExtensions, readKeyIdentifier } from './extensions';
import { MOST_NAMES, readDraftName } from './names';
import { meaningsOf, readOwnExtensions } from './own-extensions';
import { ProblemList } from './problem-list';
import { alternativeNames } from './prepare';
import { chosenScheme } from './signing';
import { readDraftSubject } from './subject';

/** Attributes of a request besides the extensions (RFC 2985 §5.4.1, §5.4.3); empty for none. */
export interface RequestTexts {
  readonly challengePassword: string;
  readonly unstructuredName: string;
}

export interface PreparedRequest {
  readonly contents: RequestContents;
  readonly scheme: SignatureScheme;
}

/** @param keyHere its private half is here, and signs */
export function prepareRequest(
  draft: CertificateDraft,
  { challengePassword, unstructuredName }: RequestTexts,
  key: { readonly publicKey: Bytes; readonly keyHere: boolean },
): Result<PreparedRequest, readonly DraftProblem[]> {
  const problems = new ProblemList();
  const subject = readDraftSubject(draft, problems);
  const names = problems.each(
    draft.alternativeNames,
    ['alternativeNames'],
    (name, place) => readDraftName(name, place, problems),
    MOST_NAMES,
  );
  const plain = readExtensions(draft.extensions, problems);
  const own = readOwnExtensions(draft.extensions.own, problems, draft.extensions);
  const { subjectKeyIdentifier: typed } = draft.extensions;
  const identifier = typed === undefined || typed === 'hash' ? undefined : readKeyIdentifier(typed, problems);
  const scheme = chosenScheme(draft.signature, key.publicKey, undefined, problems);
  if (!key.keyHere) problems.at()('key-not-here');
  checkText('challengePassword', challengePassword, problems);
  checkText('unstructuredName', unstructuredName, problems);
  if (problems.all.length > 0 || !subject || !names || !own || !scheme) return failure(problems.all);
  const extensions = [
    ...plain,
    ...alternativeNames(draft, subject, names),
    ...(identifier === undefined
      ? []
      : [worded('subjectKeyIdentifier', isCritical(draft.extensions, 'subjectKeyIdentifier'), identifier)]),
  ];
  return success({
    contents: {
      subject: subject.der,
      extensions: [
        ...extensions.map(({ encoded }) => encoded),
        ...own.map(({ oid, critical, value }) => ({ oid, critical, value })),
      ],
      intended: [...extensions.map(({ intended }) => intended), ...meaningsOf(own)],
      challengePassword,
      unstructuredName,
    },
    scheme,
  });
}

function checkText(place: keyof RequestTexts, text: string, problems: ProblemList): void {
  const report = problems.at(place);
  if ([...text].length > LONGEST_ATTRIBUTE_TEXT) report('too-long', String(LONGEST_ATTRIBUTE_TEXT));
  if (/\p{Cs}/u.test(text)) report('not-in-this-string', '\ufffd');
}
