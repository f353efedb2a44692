// What can be measured of any page: what axe finds, targets that are too small, and what reaches beyond its edge.
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** What every page owes everyone, in whatever state it is: axe finds nothing, nothing is too small or reaches too far. */
export async function owesNothing(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);
  expect(await smallTargets(page)).toEqual([]);
}

/**
 * Each rule of axe that is broken, and the elements that break it. It is put into a page once, and runs there: to bring half a
 * megabyte four times for each look, and what was fine of ten thousand elements back, takes longer than the looking. There
 * are no frames, for which that would be needed.
 */
async function violations(page: Page): Promise<readonly string[][]> {
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) });
  const found = await axe
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  return found.violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
}

/** Buttons, links and fields smaller than 24 px either way (WCAG 2.5.8); links within a sentence are exempt there. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>(
      'button, summary, select, input, a:not(p a, li a), label.choice',
    );
    return [...targets]
      .filter((target) => target.checkVisibility() && target.closest('.visually-hidden, .skip') === null)
      .filter((target) => !(target instanceof HTMLInputElement && target.closest('label') !== null))
      .map((target) => ({ target, box: target.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 24 || box.height < 24)
      .map(({ target, box }) => `${target.outerHTML.slice(0, 80)}: ${box.width} × ${box.height}`);
  });
}

/** What reaches beyond the right edge without scrolling by itself. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
