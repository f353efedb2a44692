/** What came of reading an openssl.cnf. */
import type { CertificateDraft } from '../draft/certificate-draft';

/** A mistake, a thing left out, or a thing to know, on a line of the file (from 1; 0 for the file as a whole). */
export interface ConfigRemark {
  readonly code: string;
  readonly line: number;
  readonly facts: readonly string[];
  readonly kind: 'mistake' | 'left-out' | 'note';
}

/** A certificate or a request that the file describes: a section of extensions with the name and the key beside it. */
export interface ConfigDraft {
  /** `x509_extensions = v3_ca`, for choosing among several. */
  readonly label: string;
  readonly draft: CertificateDraft;
  readonly what: 'certificate' | 'request';
}

export interface ConfigReading {
  readonly drafts: readonly ConfigDraft[];
  readonly remarks: readonly ConfigRemark[];
}
