/** A stranger's text on its way to the page: nothing in it hides, and nothing in it turns what stands beside it. */
import { visible } from '../pki/inspect/shown';

export function shownText(text: string): string {
  return visible(text);
}
