// The built page, driven as a person does: choices by their labels, the one button, the link to the zip.
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { serveDist } from '../support/static-server';

export interface Application {
  readonly page: Page;
  /** Presses *Create* and waits for the link to the zip. */
  create(): Promise<Creation>;
  close(): Promise<void>;
}

export interface Creation {
  /** From the press to the link, ms. */
  readonly took: number;
  /** The longest time between two frames meanwhile, ms. */
  readonly longestGap: number;
}

export async function openApplication(browser: Browser): Promise<Application> {
  const site = await serveDist();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.address);
  await page.getByRole('button', { name: 'Create certificate' }).waitFor();
  return {
    page,
    create: async () => {
      const back = page.getByRole('button', { name: 'Make another' });
      if (await back.isVisible()) await back.click();
      await page.getByRole('button', { name: 'Create certificate' }).waitFor();
      const creation = await page.evaluate(pressAndWait);
      await requireZip(page);
      return creation;
    },
    close: async () => {
      await context.close();
      await site.close();
    },
  };
}

/** Runs in the page. */
async function pressAndWait(): Promise<Creation> {
  const button = [...document.querySelectorAll('button')].find(
    ({ textContent }) => textContent.trim() === 'Create certificate',
  );
  if (button === undefined) throw new Error('There is no button to create a certificate');
  let longestGap = 0;
  let last = performance.now();
  let watching = true;
  const frame = (): void => {
    const now = performance.now();
    longestGap = Math.max(longestGap, now - last);
    last = now;
    if (watching) requestAnimationFrame(frame);
  };
  await new Promise(requestAnimationFrame);
  last = performance.now();
  requestAnimationFrame(frame);
  const pressed = performance.now();
  const linked = new Promise<number>((resolve, reject) => {
    const observer = new MutationObserver(() => {
      if (document.querySelector('a[download][href^="blob:"]') === null) return;
      observer.disconnect();
      resolve(performance.now());
    });
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    setTimeout(() => reject(new Error('No zip within a minute')), 60_000);
  });
  button.click();
  const took = (await linked) - pressed;
  // The frame that shows the link counts too.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  watching = false;
  return { took, longestGap };
}

/** The longest time between two frames of a page that has nothing to do, ms. */
export function idleGap(page: Page, duration: number): Promise<number> {
  return page.evaluate(async (wanted) => {
    let longest = 0;
    let last = performance.now();
    const end = last + wanted;
    while (last < end) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  }, duration);
}

/** Takes the zip, as a person would before making another; an empty hand would make the time meaningless. */
async function requireZip(page: Page): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('a[download][href^="blob:"]').click(),
  ]);
  const octets = readFileSync(await download.path());
  if (octets.subarray(0, 4).toString('latin1') !== 'PK\x03\x04') throw new Error('What was made is no zip');
  await download.delete();
}
