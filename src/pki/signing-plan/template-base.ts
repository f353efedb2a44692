/** A kept template as what many requests are signed by: whom each is for, its number and its key are the request's own. */
import type { CertificateDraft } from '../draft/certificate-draft';

const COMMON_NAME = '2.5.4.3';

export function templateBase({ subjectOctets, ...draft }: CertificateDraft): CertificateDraft {
  const { subjectKeyIdentifier } = draft.extensions;
  return {
    ...draft,
    subject: draft.subject.filter(({ type, value }) => type !== COMMON_NAME && value.trim() !== ''),
    alternativeNames: [],
    serialNumber: '',
    extensions: {
      ...draft.extensions,
      // A number that was typed is that of one key.
      ...(subjectKeyIdentifier !== undefined && { subjectKeyIdentifier: 'hash' }),
    },
  };
}

/** Whose own key signs it is nobody's request. */
export const signsRequests = ({ profile }: CertificateDraft): boolean => profile !== 'root';
