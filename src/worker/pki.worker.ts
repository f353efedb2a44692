/** The worker's entry: hears a call, lets the desk do it, answers. A fault crosses as its code; its text may not. */
import { PkiError } from '../pki/error';
import { Desk } from './desk';
import type { Answer, Call, ReplyOf, RequestOf, Verb } from './protocol';

const desk = new Desk();

function run<V extends Verb>({ verb, request }: Call<V>): Promise<ReplyOf<V>> {
  const method = desk[verb] as (request: RequestOf<V>) => Promise<ReplyOf<V>>;
  return method.call(desk, request);
}

async function answer(call: Call): Promise<Answer> {
  try {
    return { call: call.call, ok: true, reply: await run(call) };
  } catch (error) {
    if (error instanceof PkiError)
      return { call: call.call, ok: false, code: error.code, facts: error.facts };
    return { call: call.call, ok: false, code: 'internal', facts: [] };
  }
}

/** Buffers of a finished file change hands instead of being copied. */
function transferable(reply: unknown): Transferable[] {
  const contents = (reply as { contents?: unknown } | undefined)?.contents;
  return contents instanceof Uint8Array && contents.buffer instanceof ArrayBuffer ? [contents.buffer] : [];
}

addEventListener('message', ({ data }: MessageEvent<Call>) => {
  void answer(data).then((reply) => {
    postMessage(reply, { transfer: reply.ok ? transferable(reply.reply) : [] });
  });
});
