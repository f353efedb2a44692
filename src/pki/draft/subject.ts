/** A distinguished name from what was typed: the bounds of RFC 5280 appendix A where they are about letters, nothing about taste. */
import { attributeType } from '../../codec/attribute-type';
import {
  distinguishedName,
  type DistinguishedName,
  type NameAttribute,
} from '../../codec/distinguished-name';
import type { CertificateDraft, DraftAttribute, DraftPlace } from './certificate-draft';
import { keptSubject } from './kept-subject';
import type { ProblemList } from './problem-list';
import { readOid } from './text-values';

const COUNTRY = '2.5.4.6';
/** More than any directory has levels. */
const MOST_ATTRIBUTES = 100;
/** Of attributes without a bound of their own. */
const LONGEST = 32_768;

/** The subject of a draft: kept as it was where it is a copy that nobody changed. */
export function readDraftSubject(
  draft: Pick<CertificateDraft, 'subject' | 'subjectOctets'>,
  problems: ProblemList,
): DistinguishedName | undefined {
  return keptSubject(draft) ?? readSubject(draft.subject, ['subject'], problems);
}

export function readSubject(
  attributes: readonly DraftAttribute[],
  place: DraftPlace,
  problems: ProblemList,
): DistinguishedName | undefined {
  const read = problems.each(
    attributes,
    place,
    (one, at) => readAttribute(one, at, problems),
    MOST_ATTRIBUTES,
  );
  return read && distinguishedName(read);
}

function readAttribute(
  { type, value }: DraftAttribute,
  place: DraftPlace,
  problems: ProblemList,
): NameAttribute | undefined {
  const oid = readOid(type, problems.at(...place, 'type'));
  const report = problems.at(...place, 'value');
  if (value === '') return report('empty');
  if (oid === undefined) return undefined;
  if (/\p{Cs}/u.test(value)) return report('not-in-this-string', '\ufffd');
  const known = attributeType(oid);
  if (oid === COUNTRY && !/^[A-Za-z]{2}$/.test(value)) return report('country-not-two-letters', value);
  const limit = known?.maximum ?? LONGEST;
  if ([...value].length > limit) return report('too-long', String(limit));
  return { type: oid, value };
}
