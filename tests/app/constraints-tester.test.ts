// "May it sign this name?": what is tried is what will be encoded (RFC 5280 §4.2.1.10), whatever was typed for it.
import { expect, it } from 'vitest';
import { ConstraintsTester } from '../../src/app/certificate-tester.svelte';
import { Rulebook } from '../../src/app/rulebook.svelte';
import type { DraftSubtree } from '../../src/pki/draft/certificate-draft';

async function verdicts(name: string, rule: DraftSubtree): Promise<readonly unknown[]> {
  const rulebook = new Rulebook();
  await rulebook.open();
  const tester = new ConstraintsTester(rulebook);
  tester.name = name;
  return [
    tester.verdict({ critical: true, permitted: [rule], excluded: [] }),
    tester.verdict({ critical: true, permitted: [], excluded: [rule] }),
  ];
}

it.each([
  ['10.0.0.1', { kind: 'ip', base: '10.0.0.1' }],
  ['2001:db8::1', { kind: 'ip', base: ' 2001:DB8:0::1 ' }],
  ['www.münchen.test', { kind: 'dns', base: 'münchen.test' }],
  ['xn--mnchen-3ya.test', { kind: 'dns', base: 'München.test' }],
  ['app.corp.test', { kind: 'dns', base: '.corp.test' }],
] as const)('%s is within what was typed', async (name, rule) => {
  expect(await verdicts(name, rule)).toEqual(['yes', 'no']);
});

it('another address than the one that was typed is not', async () => {
  expect(await verdicts('10.0.0.2', { kind: 'ip', base: '10.0.0.1' })).toEqual(['no', 'yes']);
});

it('a rule that is half typed bears on nothing', async () => {
  for (const base of ['', '10.0.0.0/99'])
    expect(await verdicts('10.0.0.1', { kind: 'ip', base })).toEqual(['yes', 'yes']);
});
