/** Rows that stand in the form for somebody to fill in, and that no certificate has while they are empty. */
import type { CertificateDraft, DraftName, DraftPlace } from '../pki/draft/certificate-draft';

const isBlank = (name: DraftName): boolean =>
  'value' in name && name.kind !== 'other' && name.value.trim() === '';

interface WithoutBlanks {
  readonly draft: CertificateDraft;
  /** Where a place in `draft` is in the form. */
  readonly placed: (place: DraftPlace) => DraftPlace;
}

export function withoutBlanks(draft: CertificateDraft): WithoutBlanks {
  const subject = [...draft.subject.keys()].filter((row) => draft.subject[row]?.value.trim() !== '');
  const names = [...draft.alternativeNames.entries()].filter(([, name]) => !isBlank(name));
  const rows: Readonly<Record<string, readonly number[]>> = {
    subject,
    alternativeNames: names.map(([row]) => row),
  };
  return {
    draft: {
      ...draft,
      subject: draft.subject.filter((_, row) => subject.includes(row)),
      alternativeNames: names.map(([, name]) => name),
    },
    placed([field, row, ...rest]) {
      if (field === undefined) return [];
      const there = typeof row === 'number' ? (rows[field]?.[row] ?? row) : row;
      return there === undefined ? [field] : [field, there, ...rest];
    },
  };
}
