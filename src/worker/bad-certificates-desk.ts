/**
 * The worker's desk for the kit of bad certificates. Two hundred cases and what it takes to make them are of no use to anybody
 * else, so they load with the first request. Keys leave in the zip, and are not kept.
 */
import type { CaseGroup } from '../pki/bad-certificates/kit';
import type {
  BadCertificatesRequest,
  BadCertificatesVerbs,
  MadeBadCertificates,
} from './bad-certificates-protocol';
import type { Errand } from './errand';

type Answers = {
  readonly [V in keyof BadCertificatesVerbs]: (
    request: Parameters<BadCertificatesVerbs[V]>[0],
    errand: Errand,
  ) => Promise<ReturnType<BadCertificatesVerbs[V]>>;
};

export class BadCertificatesDesk implements Answers {
  async badCertificateGroups(): Promise<readonly CaseGroup[]> {
    const { caseGroups } = await import('../pki/bad-certificates/case-groups');
    return caseGroups;
  }

  async makeBadCertificates(
    { at, ...plan }: BadCertificatesRequest,
    { signal, tell }: Errand,
  ): Promise<MadeBadCertificates> {
    const { makeBadCertificates } = await import('../pki/bad-certificates/make-kit');
    const { files, ...summary } = await makeBadCertificates(plan, new Date(at), { signal, tell });
    const { badCertificatesDownload } = await import('../pki/bad-certificates/kit-download');
    const file = await badCertificatesDownload(files);
    signal.throwIfAborted();
    return { ...summary, file };
  }
}
