/** A second worker that lends a hand where there is much to make. */
import { WorkerClient } from '../worker/client';

/** From so many on a second worker saves more time than starting it takes. */
const WORTH_IT = 100;

/** To be ended when the work is done; none where it is not worth it. @param todo certificates to make */
export function helperFor(todo: number): WorkerClient | undefined {
  return todo < WORTH_IT || navigator.hardwareConcurrency < 2 ? undefined : new WorkerClient();
}

/** A port to it. Where it does not start it takes no orders, since one worker alone does it as well. */
export function portTo(helper: WorkerClient | undefined): MessagePort | undefined {
  if (helper === undefined) return undefined;
  const { port1, port2 } = new MessageChannel();
  helper.ask('lendHand', { port: port2 }, { transfer: [port2] }).catch(() => undefined);
  return port1;
}
