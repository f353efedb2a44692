// Rules of the house: read as bases of name constraints (RFC 5280 §4.2.1.10), and kept with an authority as what may be absent.
import { describe, expect, it } from 'vitest';
import { type AuthoritySettings } from '../../src/pki/authority/authority-record';
import { constraintsOfRules, sameRule } from '../../src/pki/authority/house-rules';
import { soundRecords } from '../../src/pki/authority/sound-record';
import { keptInventory } from '../support/kept-inventory';

const rule = { may: true, kind: 'dns', base: 'example.com' } as const;

describe('rules', () => {
  it('become permitted and excluded subtrees; one that cannot be read is none', () => {
    const rules = [
      rule,
      { may: false, kind: 'dns', base: '.prod.example.com' },
      { may: true, kind: 'ip', base: '203.0.113.7' },
      { may: true, kind: 'email', base: 'a b' },
    ] as const;
    expect(constraintsOfRules(rules)).toEqual({
      permitted: [
        { kind: 'dns', base: 'example.com' },
        { kind: 'ip', base: '203.0.113.7/32' },
      ],
      excluded: [{ kind: 'dns', base: '.prod.example.com' }],
    });
  });

  it('are the same whatever the case of their letters', () => {
    expect(sameRule(rule, { ...rule, base: 'Example.COM' })).toBe(true);
    expect(sameRule(rule, { ...rule, may: false })).toBe(false);
  });
});

describe('an authority as it is kept', () => {
  const read = async (change: (settings: AuthoritySettings) => object) => {
    const { inventory } = await keptInventory();
    const authorities = inventory.authorities.map((one) => ({
      ...one,
      settings: change(one.settings) as AuthoritySettings,
    }));
    return { count: authorities.length, found: soundRecords({ ...inventory, authorities }) };
  };

  it('opens without rules, as every one from before they were there, and with them', async () => {
    const before = await read(({ listDays, listAddresses, certificateAddresses, note }) => ({
      ...{ listDays, listAddresses, certificateAddresses, note },
    }));
    expect(before.found.inventory.authorities).toHaveLength(before.count);
    const now = await read((settings) => ({ ...settings, signs: [rule] }));
    expect(now.found.inventory.authorities.map(({ settings }) => settings.signs)).toEqual(
      Array.from({ length: now.count }, () => [rule]),
    );
  });

  it('is said to be damaged where its rules are', async () => {
    const { found, count } = await read((settings) => ({ ...settings, signs: [{ may: 'yes' }] }));
    expect(found.unreadable).toBe(count);
  });
});
