/** Text from a stranger's file as the page may show it: what hides or turns text is written out, host names stand in both forms. */
import { visibleText } from '../../codec/visible-text';
import { toShownUnicode } from '../international-name';

export const visible = visibleText;

/** `bücher.test (xn--bcher-kva.test)`; anything without an A-label as `visible` has it. */
export function visibleHost(text: string): string {
  const shown = visibleText(text);
  if (!/(?:^|\.)xn--/i.test(shown)) return shown;
  const international = toShownUnicode(shown.toLowerCase());
  return international === undefined ? shown : `${international} (${shown})`;
}
