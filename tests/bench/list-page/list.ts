// In the page: a list of ten thousand, drawn as the application draws it, and as plain elements, all of them.
import { mount, unmount } from 'svelte';
import List from './List.svelte';

export interface ListRow {
  readonly title: string;
  readonly kind: string;
  readonly standing: string;
}

export type ListContestant = 'ours' | 'plain';
/** Draws the list, and resolves when it has been painted. */
export type ListRace = (contestant: ListContestant) => Promise<void>;

declare global {
  interface Window {
    listRace?: ListRace;
    /** Takes the list away again, so that it costs the next round nothing. */
    clearList?: () => Promise<void>;
  }
}

const ROWS = 10_000;
const rows: readonly ListRow[] = Array.from({ length: ROWS }, (_, at) => ({
  title: `app-${at}.example.test`,
  kind: 'certificate',
  standing: `key found · chain complete until day ${at}`,
}));

const painted = async (): Promise<void> => {
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
};

const place = document.getElementById('list');
if (place === null) throw new Error('The page has no place for a list');
let clear = (): Promise<void> | void => undefined;

function plain(target: HTMLElement): void {
  const list = document.createElement('div');
  list.setAttribute('role', 'tree');
  for (const { title, kind, standing } of rows) {
    const item = document.createElement('div');
    item.setAttribute('role', 'treeitem');
    item.tabIndex = -1;
    item.style.cssText = 'height: 54px; padding: 6px 10px 0; box-sizing: border-box';
    for (const texts of [[title, kind], [standing]]) {
      const line = document.createElement('p');
      line.style.cssText = 'margin: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap';
      const name = document.createElement('bdi');
      name.textContent = texts[0] ?? '';
      line.append(name);
      if (texts[1] !== undefined) {
        const aside = document.createElement('span');
        aside.textContent = texts[1];
        line.append(' ', aside);
      }
      item.append(line);
    }
    list.append(item);
  }
  target.append(list);
  clear = () => {
    list.remove();
  };
}

window.listRace = async (contestant) => {
  if (contestant === 'plain') plain(place);
  else {
    const mounted = mount(List, { target: place, props: { rows } });
    clear = () => unmount(mounted);
  }
  await painted();
};
window.clearList = async () => {
  await clear();
  await painted();
};
