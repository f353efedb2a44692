// Outside test data beside the project (`../shared`): certificates from other projects' suites, with what independent
// parsers make of them. A bare clone has none of it; suites that use it are then skipped and listed by name, and since
// nothing can install it they never fail for its absence.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import type { Bytes } from '../../src/codec/bytes';
import { recordSkip } from './tools';

const shared = join(projectRoot, '..', 'shared');

/** Vitest's `describe` for tests that need files under `../shared`; `path` is relative to it. */
export function describeWithShared(
  path: string,
  title: string,
  body: (path: (name: string) => string) => void,
): void {
  if (existsSync(join(shared, path))) {
    describe(title, () => {
      body((name) => join(shared, path, name));
    });
    return;
  }
  recordSkip(`needs ../shared/${path}`, title);
  describe.skip(title, () => {
    body((name) => name);
  });
}

/** An object of `corpora/decode` or `corpora/pqc`: see the README there. */
export interface CorpusRecord {
  readonly id: number;
  readonly kind: 'cert' | 'csr' | 'crl' | 'key' | 'p12' | 'p7' | 'spki' | 'sshkey' | 'rsapub';
  readonly src: string;
  readonly der?: string;
  readonly pem?: string;
  readonly accept: Readonly<Record<'openssl' | 'gnutls' | 'pyca' | 'go', boolean | undefined>>;
  /** Fields as pyca/cryptography reads them. */
  readonly golden?: Readonly<Record<string, unknown>>;
}

/** The records of one gzipped JSON Lines file. */
export function corpusRecords(file: string): readonly CorpusRecord[] {
  return gunzipSync(readFileSync(file))
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as CorpusRecord);
}

export const derOf = ({ der }: CorpusRecord): Bytes => new Uint8Array(Buffer.from(der ?? '', 'base64'));
