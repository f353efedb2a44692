/** What the page and the worker say about the kit of bad certificates: which cases there are, and making those that are wanted. */
import type { BadCertificatesPlan, BadCertificatesSummary, CaseGroup } from '../pki/bad-certificates/kit';
import type { Download } from '../pki/handover';

/** As `BadCertificatesPlan`, with the moment of making in ms since 1970. */
export type BadCertificatesRequest = BadCertificatesPlan & { readonly at: number };

export interface MadeBadCertificates extends BadCertificatesSummary {
  /** Everything in one zip, the throw-away keys included. */
  readonly file: Download;
}

export interface BadCertificatesVerbs {
  badCertificateGroups(request: undefined): readonly CaseGroup[];
  /** Tells `BadCertificatesNews` (`pki/bad-certificates/kit`) on the way, and can be abandoned between two cases. */
  makeBadCertificates(request: BadCertificatesRequest): MadeBadCertificates;
}
