/**
 * jszip gives way after every step of every file, by `setImmediate`. Browsers have none, and the stand-in that comes with jszip
 * posts a message each time: ten thousand of them for a thousand certificates, and more than half of the time a zip takes. Off
 * the main thread there is nobody to give way to but a message now and then.
 */

/** Steps of some microseconds each: a message waits for a millisecond or two. */
const STEPS = 128;

type Step = (...given: readonly unknown[]) => void;

/** Puts a `setImmediate` where there is none, before jszip looks for one. */
export function giveWaySeldom(): void {
  const place = globalThis as { setImmediate?: (step: Step, ...given: readonly unknown[]) => void };
  if (place.setImmediate !== undefined) return;
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  let steps = 0;
  port1.onmessage = () => {
    waiting.shift()?.();
  };
  place.setImmediate = (step, ...given) => {
    const run = () => {
      step(...given);
    };
    if (++steps % STEPS !== 0) {
      queueMicrotask(run);
      return;
    }
    waiting.push(run);
    port2.postMessage(undefined);
  };
}
