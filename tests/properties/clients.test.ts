// Every client answers about every chain: certificates with octets changed, cut off or repeated, chains in any order, loops,
// names by the ten thousand. Nothing throws, and an answer is one of the four.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientIds, type ClientQuestion } from '../../src/pki/clients/client';
import { judge } from '../../src/pki/clients/judge';
import { ChainMaker, type Authority } from '../support/odd-chain';
import { constraints, dns } from '../support/odd-extension';

const at = new Date(Date.UTC(2026, 10, 22));
const make = new ChainMaker(at);
const own = (der: Uint8Array) => new Uint8Array(der);

const root = make.root({
  with: [constraints({ permitted: [{ dns: 'localhost' }, { ip: [127, 0, 0, 0, 255, 0, 0, 0] }] })],
});
const middle = make.intermediate(root);
const leaf = make.leaf(middle);
const honest = [leaf, middle, root].map(({ der }) => own(der));

async function answers(question: Omit<ClientQuestion, 'at' | 'host'>, host = 'localhost'): Promise<void> {
  const verdicts = await judge({ ...question, host, at });
  expect(verdicts.map(({ client }) => client)).toEqual(clientIds);
  for (const { outcome, hits } of verdicts) {
    expect(['accepted', 'accepted-but', 'refused', 'unknown']).toContain(outcome);
    if (outcome !== 'accepted') expect(hits.length).toBeGreaterThan(0);
    for (const { error } of hits) expect(error).not.toBe('');
  }
}

/** An octet changed, a piece cut out, a piece written twice. */
const spoiled = fc
  .tuple(
    fc.constantFrom(...honest),
    fc.nat(),
    fc.nat({ max: 255 }),
    fc.constantFrom('change', 'cut', 'twice'),
  )
  .map(([der, place, octet, how]) => {
    const start = place % der.length;
    if (how === 'change') return own(der).map((one, i) => (i === start ? octet : one));
    const end = Math.min(der.length, start + (octet % 40));
    const piece = how === 'cut' ? [] : [...der.subarray(start, end), ...der.subarray(start, end)];
    return Uint8Array.from([...der.subarray(0, start), ...piece, ...der.subarray(end)]);
  });

describe('clients', { timeout: 60_000 }, () => {
  it('answer about certificates with any octets', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(spoiled, { maxLength: 4 }),
        fc.array(spoiled, { maxLength: 2 }),
        async (chain, anchors) => {
          await answers({ chain, anchors: [...anchors, own(root.der)] });
        },
      ),
      { numRuns: 150 },
    ));

  it('answer about octets that are no certificate', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 3 }),
        fc.string(),
        async (chain, host) => {
          await answers({ chain: chain.map(own), anchors: [] }, host);
        },
      ),
      { numRuns: 50 },
    ));

  it('come to the same whatever the order in which intermediates are sent, but those that heed it', async () => {
    const chain = [leaf, middle].map(({ der }) => own(der));
    const others = [make.intermediate(root), make.intermediate(root)].map(({ der }) => own(der));
    const inOrder = await judge({
      chain: [...chain, ...others],
      anchors: [own(root.der)],
      host: 'localhost',
      at,
    });
    const [first = own(leaf.der), ...rest] = chain;
    const mixed = await judge({
      chain: [first, ...others, ...rest],
      anchors: [own(root.der)],
      host: 'localhost',
      at,
    });
    const outcomes = (verdicts: typeof inOrder) => verdicts.map(({ client, outcome }) => [client, outcome]);
    expect(outcomes(mixed)).toEqual(outcomes(inOrder));
  });

  it('answer about a hundred authorities that issued each other', async () => {
    const names = Array.from({ length: 3 }, (_, place) => make.root({ keyName: `loop ${place}` }));
    const crossed: Authority[] = [];
    for (let round = 0; round < 11; round++)
      for (const below of names)
        for (const above of names)
          crossed.push(make.intermediate(above, { subject: below.name, keyName: `cross ${round % 2}` }));
    const [first = root] = crossed;
    const chain = [make.leaf(first), ...crossed].map(({ der }) => own(der));
    await answers({ chain, anchors: [own(root.der)] });
    await answers({ chain, anchors: names.map(({ der }) => own(der)) });
  });

  it('answer about ten thousand names under ten thousand constraints', async () => {
    const many = (zone: string) => Array.from({ length: 10_000 }, (_, place) => `h${place}.${zone}`);
    const limited = make.root({
      with: [constraints({ permitted: many('app.test').map((host) => ({ dns: host })) })],
    });
    const crowded = make.leaf(limited, { with: [dns(...many('app.test'))] });
    await answers({ chain: [own(crowded.der)], anchors: [own(limited.der)] }, 'h1.app.test');
  });
});
