// Containers and locked keys as other programs wrote them, all under one password; `made` says with what.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';
import type { FoundKind } from '../../src/pki/detect/found';

export const VECTOR_PASSWORD = 'changeit';

interface Vector {
  readonly name: string;
  readonly made: string;
  /** Kinds of its members. */
  readonly opens: readonly FoundKind[];
  readonly base64: string;
}

export const containerVectors = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/containers.json'), 'utf8'),
) as readonly Vector[];

export const octetsOf = ({ base64 }: Vector): Bytes => new Uint8Array(Buffer.from(base64, 'base64'));
