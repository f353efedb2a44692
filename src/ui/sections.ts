/** The sections of the navigation, in its order. One row per page; a page that does not exist has none. */
import type { PageId } from '../app/location.svelte';

interface Section {
  readonly label: string;
  readonly page: PageId;
  /** The pages it leads to, itself first: for all of them it is where the user is. */
  readonly covers: Readonly<Partial<Record<PageId, true>>>;
}

interface SectionGroup {
  readonly title: string;
  readonly sections: readonly Section[];
}

export const sectionGroups: readonly SectionGroup[] = [
  {
    title: 'Make',
    sections: [
      { label: 'Local HTTPS', page: 'local-https', covers: { 'local-https': true, ready: true } },
      { label: 'Certificate', page: 'certificate', covers: { certificate: true } },
      { label: 'Signing request', page: 'request', covers: { request: true } },
      { label: 'In bulk', page: 'bulk', covers: { bulk: true } },
      { label: 'Bad certificates', page: 'bad-certificates', covers: { 'bad-certificates': true } },
    ],
  },
  {
    title: 'Read',
    sections: [
      { label: 'Inspect', page: 'inspect', covers: { inspect: true } },
      { label: 'Verify', page: 'verify', covers: { verify: true } },
      { label: 'Diagnose', page: 'diagnose', covers: { diagnose: true } },
    ],
  },
  {
    title: 'Keep',
    sections: [
      { label: 'Authorities', page: 'authorities', covers: { authorities: true } },
      { label: 'Fernet tokens', page: 'fernet', covers: { fernet: true } },
    ],
  },
];
