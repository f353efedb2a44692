/**
 * Has the worker read something before anybody waits for it. What is read first takes five times as long as what is read next:
 * functions are compiled, the modules of ASN.1 are read, WebCrypto finds its threads. It is a pile of its own, and forgotten.
 */
import type { Item } from '../pki/inspect/item';
import type { WorkerClient } from '../worker/client';
import type { PileNews } from '../worker/inspection-protocol';
import type { RequestOf } from '../worker/protocol';

type PileId = RequestOf<'addToPile'>['pile'];

/** Signed by itself, so that a signature is proved; nobody looks at its dates. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIB0DCCAXWgAwIBAgIUZ34nXvmBIXhozI39G2eNuFzCMqUwCgYIKoZIzj0EAwIwHDEaMBgGA1UEAwwRcmVoZWFyc2FsLmludmFsaWQwHhcN
MjYxMTIyMTYwODExWhcNMjYxMTIzMTYwODExWjAcMRowGAYDVQQDDBFyZWhlYXJzYWwuaW52YWxpZDBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABEzclabobyar38Dx5bgDhsGr3Em5NllwZkCh5Wl6SgVMbkHRNG3yNCm1mRgc+peyprItW0NYVyIxrk7fMC7EMzWjgZQwgZEwHQYDVR0O
BBYEFM4grqC/0A8VMacJ9OfnT+zGMz9YMB8GA1UdIwQYMBaAFM4grqC/0A8VMacJ9OfnT+zGMz9YMA8GA1UdEwEB/wQFMAMBAf8wHAYDVR0R
BBUwE4IRcmVoZWFyc2FsLmludmFsaWQwCwYDVR0PBAQDAgeAMBMGA1UdJQQMMAoGCCsGAQUFBwMBMAoGCCqGSM49BAMCA0kAMEYCIQDyfJua
zk6rDY04ocyrotH9j9A3ceUy08aqiVQ+SViRnAIhAKq9lWbMZsHkvCYXijjbqN7htzt7gPnnxh4/X+eOJDzH
-----END CERTIFICATE-----
`;

/** Starts the worker where it does not run. Never rejects: whoever needs it next is told what is wrong with it. */
export async function rehearse(client: WorkerClient): Promise<void> {
  const pile = crypto.randomUUID() as PileId;
  const found: Item[] = [];
  const hear = (news: PileNews): void => {
    if (news.kind === 'items') found.push(...news.items);
  };
  try {
    await client.ask(
      'addToPile',
      { pile, inputs: [{ path: '', content: certificate }], password: '' },
      { hear },
    );
    for (const { id } of found) await client.ask('overview', { pile, item: id, at: Date.now() });
    await client.ask('forgetPile', { pile });
  } catch {
    // Ended meanwhile, or it does not start at all.
  }
}
