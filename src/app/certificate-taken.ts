/** What came to the form from elsewhere, and what became of it. */
import type { ReplyOf } from '../worker/protocol';
import type { Fault } from './fault';

export type ConfigReading = ReplyOf<'readConfig'>;
type ConfigDraft = ConfigReading['drafts'][number];

/** What a form takes of it: where certificates are made, a request is one as the authority makes it. */
export const draftFor = (
  what: ConfigDraft['what'],
  { draft, certified }: ConfigDraft,
): ConfigDraft['draft'] => (what === 'certificate' ? (certified ?? draft) : draft);

export type Taken =
  | { readonly kind: 'template' | 'link' | 'key' }
  /** `leftOut`: identifiers of extensions that could not be carried over. */
  | { readonly kind: 'copy'; readonly leftOut: readonly string[]; readonly request: boolean }
  | { readonly kind: 'config'; readonly reading: ConfigReading }
  | { readonly kind: 'nothing' | 'template-damaged' | 'step-template' | 'link-damaged' | 'too-large' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/**
 * Whether a DER document that was read as one of the two is a request and not a certificate: PKCS#10 begins with the number 0,
 * a certificate of version 3 with a tag.
 */
export function isRequest(octets: Uint8Array): boolean {
  const inner = afterHeader(octets, afterHeader(octets, 0));
  return octets[inner] === 0x02 && octets[inner + 1] === 1 && octets[inner + 2] === 0;
}

/** Where the contents of the value at `start` begin (X.690 §8.1.3). */
function afterHeader(octets: Uint8Array, start: number): number {
  const length = octets[start + 1] ?? 0;
  return start + 2 + (length < 0x80 ? 0 : length & 0x7f);
}
