// One visit to a page as a visitor has it, in a browser context of its own, without Playwright on the page: Playwright listens to
// each page's console, and a page that is listened to parses its whole script again at the first Error made, which Svelte does.
import type { Browser } from 'playwright';

/**
 * Seconds of main-thread CPU spent running and compiling JavaScript until the first screen has been painted.
 * @param painted an expression that is true of a page with its first screen on it
 */
export async function scriptTimeOfVisit(browser: Browser, address: string, painted: string): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { browserContextId } = await session.send('Target.createBrowserContext');
  try {
    const { targetId } = await session.send('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId });
    const waiting = new Map<number, (answer: Answer) => void>();
    const loaded = new Promise<void>((resolve) => {
      session.on('Target.receivedMessageFromTarget', (event) => {
        if (event.sessionId !== sessionId) return;
        const message = JSON.parse(event.message) as Answer;
        if (message.id !== undefined) waiting.get(message.id)?.(message);
        else if (message.method === 'Page.loadEventFired') resolve();
      });
    });
    const send = async (method: string, params = {}): Promise<unknown> => {
      const id = waiting.size + 1;
      const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method, params }),
      });
      const { result, error } = await answer;
      if (error !== undefined) throw new Error(`${method}: ${error.message}`);
      return result;
    };
    await send('Page.enable');
    await send('Performance.enable', { timeDomain: 'threadTicks' });
    // What a page puts off until it is idle comes after its first screen, and must not slip in before the reading.
    await send('Page.addScriptToEvaluateOnNewDocument', { source: 'window.requestIdleCallback = () => 0' });
    await send('Page.navigate', { url: address });
    await loaded;
    const expression = `new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => done(${painted})));
    })`;
    const seen = (await send('Runtime.evaluate', { expression, awaitPromise: true })) as Evaluated;
    if (seen.result.value !== true) throw new Error(`${address} does not show its first screen`);
    const { metrics } = (await send('Performance.getMetrics')) as Metrics;
    return metrics
      .filter(({ name }) => name === 'ScriptDuration' || name === 'V8CompileDuration')
      .reduce((sum, { value }) => sum + value, 0);
  } finally {
    await session.send('Target.disposeBrowserContext', { browserContextId });
    await session.detach();
  }
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
}

interface Metrics {
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
}
