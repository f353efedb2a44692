// What README.md says of tables, held against what reads them.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { tableHeadings } from '../../src/pki/manifest/from-table';

const readme = readFileSync('README.md', 'utf8');

it('README.md lists every heading of a table, and no other', () => {
  const [, table = ''] = /\| column \| also called \|.*\n\|[-|]+\|\n((?:\|.*\n)+)/.exec(readme) ?? [];
  const listed = table
    .trim()
    .split('\n')
    .flatMap((row) => row.split('|').slice(1, 3).join())
    .flatMap((cells) => [...cells.matchAll(/`([^`]+)`/g)].map(([, heading]) => heading));
  expect(listed.toSorted()).toEqual(tableHeadings.toSorted());
});
