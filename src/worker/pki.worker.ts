/** The worker's entry: hears a call, lets a desk do it, answers. A fault crosses as its code; its text may not. */
import { PkiError } from '../pki/error';
import { AuthorityDesk } from './authority-desk';
import { BadCertificatesDesk } from './bad-certificates-desk';
import { CertificateDesk } from './certificate-desk';
import { Desk } from './desk';
import { DiagnosisDesk } from './diagnosis-desk';
import type { Errand } from './errand';
import { FernetDesk } from './fernet-desk';
import { InspectionDesk } from './inspection-desk';
import { KeyRing } from './key-ring';
import { KitDesk } from './kit-desk';
import { SigningDesk } from './signing-desk';
import { ManifestDesk } from './manifest-desk';
import { VerificationDesk } from './verification-desk';
import type { Answer, Call, Cancellation, News, ReplyOf, RequestOf, Verb } from './protocol';

const ring = new KeyRing();
const desks: readonly object[] = [
  new Desk(ring),
  new CertificateDesk(ring),
  new AuthorityDesk(ring),
  new InspectionDesk(),
  new ManifestDesk(ring),
  new KitDesk(ring),
  new SigningDesk(),
  new VerificationDesk(ring),
  new BadCertificatesDesk(),
  new FernetDesk(),
  new DiagnosisDesk(),
];
/** Calls that may still be abandoned. */
const open = new Map<number, AbortController>();

type Method<V extends Verb> = (request: RequestOf<V>, errand: Errand) => Promise<ReplyOf<V>>;

function run<V extends Verb>({ verb, request }: Call<V>, errand: Errand): Promise<ReplyOf<V>> {
  // The types of the desks have every verb on one of them.
  const owner = desks.find((desk) => verb in desk);
  return (owner as Readonly<Record<V, Method<V>>>)[verb](request, errand);
}

async function answer(call: Call): Promise<Answer> {
  const controller = new AbortController();
  open.set(call.call, controller);
  const tell: Errand['tell'] = (news, changesHands = []) => {
    postMessage({ call: call.call, news } satisfies News, { transfer: [...changesHands] });
  };
  try {
    return { call: call.call, ok: true, reply: await run(call, { signal: controller.signal, tell }) };
  } catch (error) {
    if (error instanceof PkiError)
      return { call: call.call, ok: false, code: error.code, facts: error.facts };
    return { call: call.call, ok: false, code: 'internal', facts: [] };
  } finally {
    open.delete(call.call);
  }
}

/** Buffers of a file that was just made change hands instead of being copied. What a desk keeps is copied. */
function transferable(reply: unknown): Transferable[] {
  const { kind, file, contents } = (reply ?? {}) as { kind?: unknown; file?: unknown; contents?: unknown };
  if (kind === 'made' && file !== undefined) return transferable(file);
  return contents instanceof Uint8Array && contents.buffer instanceof ArrayBuffer ? [contents.buffer] : [];
}

addEventListener('message', ({ data }: MessageEvent<Call | Cancellation>) => {
  if ('abandon' in data) {
    open.get(data.abandon)?.abort();
    return;
  }
  void answer(data).then((reply) => {
    postMessage(reply, { transfer: reply.ok ? transferable(reply.reply) : [] });
  });
});
