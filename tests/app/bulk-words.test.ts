// What the page "In bulk" says of each row and each refusal: why something is made again, in words, and what follows from it.
import { expect, it } from 'vitest';
import type { BulkRow } from '../../src/app/bulk.svelte';
import type { Change, Difference } from '../../src/pki/manifest/change';
import { planOf } from '../../src/pki/manifest/plan';
import { nothingMade } from '../../src/pki/manifest/made-before';
import { changeSaid, refusalSaid, replacedSaid } from '../../src/ui/bulk/bulk-words';
import { later, readManifest } from '../support/manifest-making';

const manifest = readManifest({
  certwright: 1,
  authorities: { ca: { commonName: 'CA' }, listed: { commonName: 'Listed', permitted: ['a.test'] } },
  servers: [{ names: ['a.test'], signedBy: 'ca' }],
});
const { rows } = planOf(manifest, nothingMade, later(0));
const rowWith = (kind: BulkRow['kind'], change: Change, place = 0): BulkRow => {
  const row = rows.filter((one) => one.kind === kind)[place];
  return row === undefined ? expect.unreachable() : { ...row, change };
};
const server = (change: Change) => changeSaid(rowWith('server', change));

it.each<[Difference, string]>([
  ['commonName', 'another name'],
  ['signedBy', 'another authority'],
  ['signer', 'its authority changed'],
  ['key', 'another kind of key'],
  ['organization', 'another organization'],
  ['days', 'another number of days'],
  ['limits', 'may sign other names'],
  ['room', 'room for another authority below'],
])('made again for %s', (difference, words) => {
  expect(server({ kind: 'remake', differs: [difference] })).toBe(`make again: ${words}`);
});

it.each<[Change, string]>([
  [{ kind: 'make' }, 'make'],
  [{ kind: 'keep', until: '' }, 'is there already'],
  [{ kind: 'keep', until: '2027-03-01T08:00:00Z' }, 'stays, good until 1 March 2027'],
  [
    { kind: 'keep', until: '2027-03-01T08:00:00Z', ends: 'soon' },
    'stays, ends 1 March 2027: name the sha256 of the next one',
  ],
  [
    { kind: 'keep', until: '2027-03-01T08:00:00Z', ends: 'ended' },
    'ended 1 March 2027: name the sha256 of the next one',
  ],
  [{ kind: 'renew', until: '2027-03-01T08:00:00Z' }, 'renew, ends 1 March 2027'],
  [
    { kind: 'remake', differs: ['key', 'days'] },
    'make again: another kind of key and another number of days',
  ],
])('%j: %s', (change, words) => {
  expect(server(change)).toBe(words);
});

it('a life that its authority cuts short', () => {
  expect(changeSaid({ ...rowWith('server', { kind: 'make' }), cut: '2027-03-01T08:00:00Z' })).toBe(
    'make, only until 1 March 2027: its authority ends',
  );
});

it('what follows from an authority that is made again, and how to be spared it', () => {
  const remake = (differs: readonly Difference[], place = 0) =>
    rowWith('authority', { kind: 'remake', differs }, place);
  expect(
    replacedSaid([rowWith('authority', { kind: 'make' }), rowWith('server', { kind: 'renew', until: '' })]),
  ).toBe('');
  expect(replacedSaid([remake(['key'])])).toMatch(
    /^CA gets a new key and certificate: .* must be given the new one\.$/,
  );
  expect(replacedSaid([remake(['limits'])])).toMatch(/the zones under “permitted”/);
  expect(replacedSaid([remake(['limits'], 1)])).not.toMatch(/permitted/);
  expect(replacedSaid([rowWith('authority', { kind: 'renew', until: '' })])).toMatch(/new key/);
});

it('a refusal names the way out', () => {
  const outside = { code: 'outside-constraints', authority: 'ca', names: ['b.test'] } as const;
  expect(refusalSaid(outside)).toBe('“ca” may not sign b.test.');
  expect(refusalSaid({ ...outside, wasMade: true })).toMatch(/leave its entry out of made\.json/);
  expect(refusalSaid({ code: 'subject-outside', authority: 'ca', subjects: ['h.corp.example'] })).toMatch(
    /h\.corp\.example.*looks like a host/,
  );
  expect(refusalSaid({ code: 'authority-not-for-this', authority: 'CA', purpose: 'clients' })).toMatch(
    /signing clients/,
  );
  expect(refusalSaid({ code: 'root-missing', authority: 'CA' })).toMatch(/root’s certificate/);
});
