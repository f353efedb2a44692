// What a browser says of a server: `ok`, or the code of its error page.
import type { BrowserContext } from 'playwright';

const ERROR_CODE = /net::ERR_\w+|(?:SEC|SSL|MOZILLA_PKIX)_ERROR_\w+/;

/** The code within a text of a browser's; the text where there is none. */
export const errorCodeIn = (text: string): string => ERROR_CODE.exec(text)?.[0] ?? text;

export async function askBrowser(context: BrowserContext, url: string): Promise<string> {
  const page = await context.newPage();
  try {
    const response = await page.goto(url, { timeout: 60_000 });
    return response?.ok() === true ? 'ok' : 'no response';
  } catch (reason) {
    return errorCodeIn(String(reason));
  } finally {
    await page.close();
  }
}
