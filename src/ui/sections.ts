/** The sections of the navigation, in its order. One row per page; a page that does not exist has none. */
import type { PageId } from '../app/location.svelte';

interface Section {
  readonly label: string;
  readonly page: PageId;
  /** Pages that belong to it without a row of their own. */
  readonly within: readonly PageId[];
}

interface SectionGroup {
  readonly title: string;
  readonly sections: readonly Section[];
}

export const sectionGroups: readonly SectionGroup[] = [
  { title: 'Make', sections: [{ label: 'Local HTTPS', page: 'local-https', within: ['ready'] }] },
];
