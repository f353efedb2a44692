// Entry point of the bundle that `made.ts` runs in a Node with ML-DSA: rows and the authority brought along come as files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMatrix, type Row } from './made-matrix';

const folder = process.argv[2] ?? '';
const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
await makeMatrix(
  folder,
  read('rows.json') as readonly Row[],
  read('given.json') as readonly string[],
  new Date(),
);
