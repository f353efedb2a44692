// A download link stays until there is a newer one: whoever makes a second thing waits for a link that is another than before.
import type { Locator } from '@playwright/test';
import { expect } from './page-fixture';

/** Does what makes something, and waits for the link to it, whatever stood there before. @returns that link */
export async function newerLink(link: Locator, make: () => Promise<unknown>): Promise<Locator> {
  const before = (await link.count()) === 0 ? '' : await link.getAttribute('href');
  await make();
  await expect(link).not.toHaveAttribute('href', before ?? '', { timeout: 60_000 });
  return link;
}
