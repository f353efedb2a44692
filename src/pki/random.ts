/** Salts and initialisation vectors: what `codec` takes as an argument, drawn from WebCrypto. */
import type { RandomOctets } from '../codec/random';

export const randomOctets: RandomOctets = (length) => crypto.getRandomValues(new Uint8Array(length));
