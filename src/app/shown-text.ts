/** A stranger's text on its way to the page: nothing in it hides, and nothing in it turns what stands beside it. */
import { visible, visibleHost } from '../pki/inspect/shown';

export function shownText(text: string): string {
  return visible(text);
}

/** With the international form of a host name beside the encoded one. */
export function shownHost(text: string): string {
  return visibleHost(text);
}
