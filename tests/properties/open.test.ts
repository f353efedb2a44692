// No octets make opening throw: noise under every kind, and real containers damaged. What their work factors become is bounded, so
// that nothing hangs either; and under a MAC no key is found that was not there.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { detect } from '../../src/pki/detect';
import type { Found, FoundKind } from '../../src/pki/detect/found';
import { canOpen, openFound } from '../../src/pki/inspect/open';
import type { Opening } from '../../src/pki/inspect/open/opening';
import { containerVectors, octetsOf, VECTOR_PASSWORD } from '../support/container-vectors';

const PASSWORDS = ['wrong', VECTOR_PASSWORD];
const kinds: readonly FoundKind[] = [
  ...(['encrypted-private-key', 'pkcs12', 'java-keystore', 'openssh-private-key', 'pkcs7'] as const),
  ...(['ocsp-response', 'time-stamp', 'certificate', 'rsa-public-key', 'private-key'] as const),
  ...(['rsa-private-key', 'ec-private-key', 'dsa-private-key', 'jwk', 'ssh-public-key', 'zip'] as const),
];
const span = { start: 0, end: 0 };

/** What is promised of anything. */
async function holds(found: Found, budget: KdfBudget): Promise<Opening> {
  const opening = await openFound(found, PASSWORDS, budget);
  expect(JSON.stringify(opening)).not.toContain(VECTOR_PASSWORD);
  if (opening.kind === 'opened')
    for (const { octets } of opening.members) expect(octets.length).toBeGreaterThan(0);
  return opening;
}

describe('never throws on', () => {
  it('noise', async () => {
    const budget = new KdfBudget();
    const noise = fc.uint8Array({ maxLength: 300 }).map((one) => new Uint8Array(one));
    const sequence = noise.map(
      (one) => new Uint8Array([0x30, 0x82, one.length >> 8, one.length & 255, ...one]),
    );
    const dek = { name: 'DEK-Info', value: 'AES-192-CBC,000102030405060708090A0B0C0D0E0F' };
    const headers = fc.constantFrom([], [{ name: 'Proc-Type', value: '4,ENCRYPTED' }, dek]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...kinds),
        fc.oneof(noise, sequence),
        headers,
        fc.oneof(fc.string({ unit: 'binary' }), fc.json()),
        async (kind, octets, head, text) => {
          await holds({ kind, label: '', span, octets, text, headers: head, notes: [] }, budget);
        },
      ),
      { numRuns: 500 },
    );
  });

  const seeds = containerVectors.map((vector) => octetsOf(vector));
  const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) });

  it(
    'real containers with octets changed, and finds no other key under a MAC',
    { timeout: 60_000 },
    async () => {
      const budget = new KdfBudget();
      const stamped = new Set(
        containerVectors.flatMap(({ name }, at) => (name.startsWith('PKCS#12') ? [at] : [])),
      );
      const keysOf = (opening: Opening) =>
        opening.kind === 'opened' ? opening.members.filter(({ kind }) => kind === 'private-key') : [];
      const known = new Set<string>();
      for (const at of stamped) {
        for (const one of detect(seeds[at] ?? new Uint8Array())) {
          for (const key of keysOf(await holds(one, budget))) known.add(toHex(key.octets));
        }
      }
      expect(known.size).toBe(1);
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: seeds.length - 1 }),
          fc.array(change, { minLength: 1, maxLength: 3 }),
          async (pick, changes) => {
            const octets: Bytes = seeds[pick]?.slice() ?? expect.unreachable();
            for (const { at, to } of changes) octets[at % octets.length] = to;
            for (const one of detect(octets)) {
              const opening = await holds(one, budget);
              if (stamped.has(pick) && one.kind === 'pkcs12')
                for (const key of keysOf(opening)) expect(known).toContain(toHex(key.octets));
            }
          },
        ),
        { numRuns: 300 },
      );
    },
  );

  it('real containers cut short, whatever they are taken for', async () => {
    const budget = new KdfBudget();
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.constantFrom(...kinds), async (pick, cut, kind) => {
        const whole = seeds[pick % seeds.length] ?? expect.unreachable();
        const octets = whole.slice(0, cut % (whole.length + 1));
        const found: Found = { kind, label: '', span, octets, notes: [] };
        expect(canOpen(found)).toBeTypeOf('boolean');
        await holds(found, budget);
      }),
      { numRuns: 500 },
    );
  });
});
