/**
 * The key derivations that PBES2 may name: PBKDF2 (RFC 8018 appendix A.2) and scrypt (RFC 7914 §7), which runs in JavaScript
 * in slices of ten milliseconds.
 */
import { scryptAsync } from '@noble/hashes/scrypt.js';
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { IMPOSSIBLE_SCRYPT_MEMORY, type KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import { pbkdf2, readPbkdf2 } from './pbkdf2';

const SCRYPT = '1.3.6.1.4.1.11591.4.11';

export interface KeyDerivation {
  /** Octets to derive, where the file says. */
  readonly keyLength?: number;
  readonly derive: (password: string, length: number, budget: KdfBudget) => Promise<Bytes>;
}

export function readKeyDerivation(algorithm: AlgorithmIdentifier): KeyDerivation {
  if (algorithm.oid === SCRYPT) return readScrypt(algorithm);
  const parameters = readPbkdf2(algorithm);
  const { keyLength } = parameters;
  return {
    ...(keyLength !== undefined && { keyLength }),
    derive: (password, length, budget) => pbkdf2(password, parameters, length, budget),
  };
}

function readScrypt({ oid, parameters }: AlgorithmIdentifier): KeyDerivation {
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    const sequence = reader.sequence();
    const salt = DerReader.own(sequence.octetString());
    const [N, r, p] = [sequence.smallInteger(), sequence.smallInteger(), sequence.smallInteger()];
    const keyLength = sequence.done ? undefined : sequence.smallInteger();
    sequence.finish();
    // RFC 7914 §2: N is a power of two above one, and r times p below 2^30.
    if (N < 2 || !Number.isInteger(Math.log2(N)) || r === 0 || p === 0 || r * p >= 2 ** 30) {
      throw new Malformed('bad-value', 0, `scrypt with N=${N}, r=${r}, p=${p}`);
    }
    return {
      ...(keyLength !== undefined && { keyLength }),
      derive(password, length, budget) {
        budget.scrypt({ N, r, p });
        const onProgress = (): void => {
          budget.stopIfTold();
        };
        // The library counts some working space besides.
        const maxmem = 2 * IMPOSSIBLE_SCRYPT_MEMORY;
        return scryptAsync(utf8(password), salt, { N, r, p, dkLen: length, maxmem, onProgress });
      },
    };
  });
}
