// What can be measured of any page: targets that are too small, and what reaches beyond its edge.
import type { Page } from '@playwright/test';

/** Buttons, links and fields smaller than 24 px either way (WCAG 2.5.8); links within a sentence are exempt there. */
export function smallTargets(page: Page): Promise<string[]> {
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
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
