// Two inventories made one: what was revoked anywhere stays revoked, and a revocation list is called current where it surely
// tells all of it, and out of date where it does not. A chain comes with what it says.
import { describe, expect, it } from 'vitest';
import type {
  AuthorityRef,
  Inventory,
  IssuedRecord,
  IssuedStatus,
  RevocationListRecord,
} from '../../src/pki/authority/authority-record';
import { firstSettings } from '../../src/pki/authority/authority-record';
import { mergeInventories } from '../../src/pki/authority/merge';

const id = 'a'.repeat(64) as AuthorityRef;
const certificate = new Uint8Array([0x30, 0]);
const revoked: IssuedStatus = { kind: 'revoked', at: 1, reason: 'keyCompromise' };

const issued = (serial: string, status: IssuedStatus): IssuedRecord => ({
  ...{ authority: id, serial, status, at: 1, profile: 'tls-server', note: '' },
});
const list = (number: number, revision: number): RevocationListRecord => ({
  ...{ authority: id, number, revision, der: certificate, thisUpdate: 1, nextUpdate: 2, count: 0 },
});

function inventory(
  revision: number,
  work: Readonly<Record<string, IssuedStatus>>,
  lists: readonly RevocationListRecord[],
): Inventory {
  // What these tests look at needs nothing of the certificate.
  const facts = {} as Inventory['authorities'][number]['facts'];
  const record = {
    ...{ id, certificate, chain: [], others: [], facts, settings: firstSettings, revision },
    ...{ listNumber: Math.max(0, ...lists.map(({ number }) => number)), createdAt: 1 },
    origin: 'made' as const,
  };
  const records = Object.entries(work).map(([serial, status]) => issued(serial, status));
  return { authorities: [record], issued: records, lists, templates: [] };
}

/** As the page says it of the newest list. */
function standing({ authorities: [authority], lists }: Inventory): 'current' | 'outdated' | 'none' {
  const [newest] = [...lists].sort((one, other) => other.number - one.number);
  const { revision } = authority!;
  if (newest === undefined) return revision > 0 ? 'outdated' : 'none';
  return newest.revision < revision ? 'outdated' : 'current';
}

const good: IssuedStatus = { kind: 'good' };
const held: IssuedStatus = { kind: 'held', at: 1 };

describe('after two are put together, the newest list', () => {
  it.each<[string, Inventory, Inventory, ReturnType<typeof standing>]>([
    [
      'is out of date where an imported folder knows of a revocation, and says nothing of a revision',
      inventory(3, { '01': good }, [list(7, 3)]),
      inventory(0, { '01': revoked }, [list(2, 0)]),
      'outdated',
    ],
    [
      'is out of date where a certificate of the folder is not known here at all',
      inventory(3, {}, [list(7, 3)]),
      inventory(0, { '01': revoked }, [list(2, 0)]),
      'outdated',
    ],
    [
      'is out of date where it came along, and here is a revocation it does not know of',
      inventory(1, { '01': revoked }, [list(1, 1)]),
      inventory(0, { '02': revoked }, [list(9, 0)]),
      'outdated',
    ],
    [
      'is current where it came along and knows all that is known here',
      inventory(4, { '01': revoked }, [list(1, 4)]),
      inventory(0, { '01': revoked, '02': revoked }, [list(9, 0)]),
      'current',
    ],
    [
      'is current where nothing is known but what it tells',
      inventory(2, { '01': revoked, '02': good }, [list(3, 2)]),
      inventory(2, { '01': revoked, '02': good }, [list(3, 2)]),
      'current',
    ],
    [
      'stays out of date where it was, whatever came',
      inventory(5, { '01': revoked }, [list(3, 4)]),
      inventory(0, { '01': good }, []),
      'outdated',
    ],
    [
      'stays out of date where it came along so',
      inventory(0, {}, []),
      inventory(1, { '01': revoked }, [list(3, 0)]),
      'outdated',
    ],
    [
      'is out of date where what was released here is held again',
      inventory(2, { '01': good }, [list(3, 2)]),
      inventory(1, { '01': held }, [list(2, 1)]),
      'outdated',
    ],
    [
      'is missing where a revocation came without one',
      inventory(0, { '01': good }, []),
      inventory(0, { '01': revoked }, []),
      'outdated',
    ],
    [
      'is not asked for where nothing was revoked',
      inventory(0, { '01': good }, []),
      inventory(0, {}, []),
      'none',
    ],
  ])('%s', (_, here, brought, expected) => {
    const merged = mergeInventories(here, brought);
    expect(standing(merged)).toBe(expected);
    const again = mergeInventories(merged, brought);
    expect(standing(again), 'and once more').toBe(expected);
    for (const { serial, status } of [...here.issued, ...brought.issued])
      if (status.kind === 'revoked')
        expect(merged.issued.find((one) => one.serial === serial)?.status.kind).toBe('revoked');
  });
});

describe('those above one that came without them the first time', () => {
  const root = new Uint8Array([0x30, 1, 0]);
  const other = new Uint8Array([0x30, 2, 0, 0]);
  type Facts = Inventory['authorities'][number]['facts'];
  const of = (
    own: typeof certificate,
    chain: readonly (typeof certificate)[],
    permitted: string,
  ): Inventory => {
    const { authorities, ...rest } = inventory(0, {}, []);
    const facts = { name: permitted, permitted: [permitted], cautionsOf: [] } as unknown as Facts;
    return { ...rest, authorities: authorities.map((one) => ({ ...one, certificate: own, chain, facts })) };
  };
  const merged = (here: Inventory, brought: Inventory) => mergeInventories(here, brought).authorities[0]!;

  it('come with what they limit, at once: nothing is left to be read if the tab dies', () => {
    const [alone, whole] = [of(certificate, [], 'anything'), of(certificate, [root], 'test')];
    expect(merged(alone, whole)).toMatchObject({ chain: [root], facts: { permitted: ['test'] } });
    expect(merged(whole, alone)).toMatchObject({ chain: [root], facts: { permitted: ['test'] } });
  });

  it('above another certificate of its key are read anew when the vault is opened', () => {
    const { chain, facts } = merged(of(certificate, [], 'anything'), of(other, [root], 'test'));
    expect(chain).toEqual([root]);
    expect(facts).toEqual({ name: 'anything', permitted: ['anything'] });
  });
});
