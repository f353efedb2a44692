// What closing a tab brings up: the browser's question, or nothing.
import type { Page } from '@playwright/test';

/** Closes it, and stays where it asks. @returns whether it asked */
export async function asksBeforeClosing(page: Page): Promise<boolean> {
  const asked = page.waitForEvent('dialog').then(
    async (dialog) => {
      await dialog.dismiss();
      return dialog.type() === 'beforeunload';
    },
    // It closed instead, which ends the waiting.
    () => false,
  );
  await page.close({ runBeforeUnload: true });
  return asked;
}
