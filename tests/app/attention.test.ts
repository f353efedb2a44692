// What the page of authorities says when it is opened: lists that servers no longer take, certificates that ended and were not renewed.
import { expect, it } from 'vitest';
import { byAuthority, endedLately, listStanding } from '../../src/app/attention';
import type { AuthorityEntry, IssuedEntry } from '../../src/app/authorities.svelte';

const now = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

const withList = (from: number, until: number, facts: object = {}): AuthorityEntry =>
  ({
    list: { thisUpdate: now + from * DAY, nextUpdate: now + until * DAY },
    facts: { notAfter: now + 100 * DAY, signsLists: true, ...facts },
  }) as unknown as AuthorityEntry;

it('a list past its next update is over, one that is nearly so is due, and the notice fits the life of the list', () => {
  const cases = [
    [withList(-31, -1), 'over'],
    [withList(-24, 6), 'due'],
    [withList(-22, 8), undefined],
    // Of a list for three days a week's notice would be there from the start.
    [withList(-1, 2), undefined],
    [withList(-2.5, 0.5), 'due'],
    // It names no next update.
    [withList(-31, -31), undefined],
    [withList(-31, -1, { notAfter: now - DAY }), undefined],
    [withList(-31, -1, { signsLists: false }), undefined],
    [{ ...withList(0, 1), list: undefined }, undefined],
  ] as const;
  for (const [entry, expected] of cases) expect(listStanding(entry, now)).toBe(expected);
});

const ended = (serial: string, days: number, more: object = {}): IssuedEntry =>
  ({
    ...{ serial, authority: 'one', authorityName: 'One', status: { kind: 'good' } },
    facts: { notAfter: now + days * DAY },
    ...more,
  }) as unknown as IssuedEntry;

it('what ended lately and was neither renewed nor revoked', () => {
  const inventory = [
    ended('yesterday', -1),
    ended('renewed', -1, { renewedBy: 'another' }),
    ended('revoked', -1, { status: { kind: 'revoked' } }),
    ended('long ago', -31),
    ended('not yet', 1),
    ended('unseen', -1, { facts: undefined }),
    ended('other', -2, { authority: 'two', authorityName: 'Two' }),
  ];
  const lately = endedLately(inventory, now);
  expect(lately.map(({ serial }) => serial)).toEqual(['yesterday', 'other']);
  expect(byAuthority(lately).map(({ id, name, entries }) => [id, name, entries.length])).toEqual([
    ['one', 'One', 1],
    ['two', 'Two', 1],
  ]);
});
