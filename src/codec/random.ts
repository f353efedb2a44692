/** Randomness is an argument here: salts and vectors can be fixed in tests, and a layer above draws them once. */
import type { Bytes } from './bytes';

/** As many octets as asked for, fit for keys. */
export type RandomOctets = (length: number) => Bytes;
