// Verification of whatever anybody hands over: it never throws, says the same in whatever order things come, and stops where they
// were made to keep it busy. Work is counted, not timed: signatures by what WebCrypto is asked, the rest by what the verdict says.
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { issue } from '../../src/pki/issue';
import { profiles } from '../../src/pki/profile';
import { issueRevocationList } from '../../src/pki/revocation';
import { SigningKey } from '../../src/pki/signing-key';
import { assess } from '../../src/pki/verify/assess';
import type { Assessment } from '../../src/pki/verify/assessment';
import { policyFailure, type PolicyWork } from '../../src/pki/verify/policy-graph';
import type { PathRequest } from '../../src/pki/verify/path-request';
import { at, authority, name, root, under, type Made } from '../support/path-links';

const DAY = 86_400_000;
/** As in `path-workshop.ts`. */
const MAX_SIGNATURES = 100;

let top: Made;
let middle: Made;
let leaf: Made;

beforeAll(async () => {
  top = await root('Top');
  middle = await under(top, 'Middle', authority);
  leaf = await under(middle, 'www.app.test', profiles.tlsServer, ['www.app.test']);
});
afterEach(() => vi.restoreAllMocks());

const told = (changed: Partial<PathRequest> = {}): Promise<Assessment> =>
  assess({
    leaf: leaf.der,
    intermediates: [middle.der],
    anchors: [top.der],
    ...{ at, profile: 'rfc5280', names: [], purposes: [] },
    ...changed,
  });

const codes = ({ findings }: Assessment): readonly string[] => findings.map(({ code }) => code);

async function cross(subject: Made, by: Made, commonName: string): Promise<Bytes> {
  const { publicKey } = subject.issuer;
  const whom = { name: name(commonName), alternativeNames: [], publicKey, family: 'ec' } as const;
  return (await issue(authority, whom, by.issuer, { at })).der;
}

async function listBy({ issuer }: Made, number: bigint, serials: readonly number[]): Promise<Bytes> {
  const { scheme, privateKey, publicKey } = issuer;
  const { der } = await issueRevocationList({
    issuer,
    signing: await SigningKey.of({ privateKey, publicKey }),
    scheme,
    number,
    thisUpdate: new Date(at.getTime() - DAY),
    nextUpdate: new Date(at.getTime() + DAY),
    revoked: serials.map((serial) => ({ serialNumber: new Uint8Array([serial]), at })),
  });
  return der;
}

/** Authorities that all certify each other: n of them have more paths than n! */
async function mesh(
  count: number,
): Promise<{ readonly authorities: readonly Made[]; readonly pile: Bytes[] }> {
  const authorities: Made[] = [];
  for (let i = 0; i < count; i++) authorities.push(await root(`Mesh ${i}`));
  const pile: Bytes[] = [];
  for (const [i, subject] of authorities.entries())
    for (const by of authorities) if (by !== subject) pile.push(await cross(subject, by, `Mesh ${i}`));
  return { authorities, pile };
}

describe('piles that were made to keep somebody busy', () => {
  it('authorities that all certify each other: few signatures, and an end', async () => {
    const { authorities, pile } = await mesh(9);
    const [first] = authorities;
    if (first === undefined) throw new Error('no mesh');
    const below = await under(first, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const asked = vi.spyOn(crypto.subtle, 'verify');
    const lost = await told({ leaf: below.der, intermediates: pile });
    expect(codes(lost)).toContain('too-much-work');
    expect(asked.mock.calls.length).toBeLessThanOrEqual(MAX_SIGNATURES + 1);
    // The way out is found all the same, since anchors are looked at first.
    const { trusted } = await told({
      leaf: below.der,
      intermediates: [...pile, await cross(first, top, 'Mesh 0')],
    });
    expect(trusted).toBe(true);
  });

  it('many authorities of one name, none of whom signed: no more signatures than the bound', async () => {
    const pile: Bytes[] = [];
    for (let i = 0; i < 300; i++) pile.push((await root('Middle')).der);
    const asked = vi.spyOn(crypto.subtle, 'verify');
    const unnamed = await cross(leaf, middle, 'without identifier');
    const verdict = await told({ leaf: unnamed, intermediates: pile });
    expect(verdict.trusted).toBe(false);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(MAX_SIGNATURES + 1);
  });

  it('10,000 names under 10,000 constraints', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `h${i}.app.test`);
    const excluded = many.map((host) => ({ kind: 'dns', base: `x.${host}` }) as const);
    const narrow = await under(top, 'Narrow', { ...authority, nameConstraints: { permitted: [], excluded } });
    const below = await under(narrow, 'www.app.test', profiles.tlsServer, many);
    expect(codes(await told({ leaf: below.der, intermediates: [narrow.der] }))).toEqual(['too-much-work']);
  });

  it('constraints over many paths: what one path may cost, all together may', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `h${i}.app.test`);
    const excluded = Array.from({ length: 300 }, (_, i) => ({ kind: 'dns', base: `x${i}.test` }) as const);
    const wrong = [{ kind: 'dns', value: 'elsewhere.test' }] as const;
    const narrow = { ...authority, nameConstraints: { permitted: [], excluded } };
    const one = await under(top, 'Narrow', narrow);
    const { publicKey } = one.issuer;
    const whom = { name: name('Narrow'), alternativeNames: [], publicKey, family: 'ec' } as const;
    const twin = (await issue(narrow, whom, top.issuer, { at })).der;
    const below = await under(one, 'www.app.test', profiles.tlsServer, many);
    const once = await told({ leaf: below.der, intermediates: [one.der], names: wrong });
    expect(codes(once)).toEqual(['name-not-in-certificate']);
    const twice = await told({ leaf: below.der, intermediates: [one.der, twin], names: wrong });
    expect(codes(twice)).toContain('too-much-work');
  });

  it('policies that are mapped to each other: given up before they are multiplied', () => {
    const policies = Array.from({ length: 2000 }, (_, i) => `1.2.${i}`);
    const mappings = policies.map((issuer, i) => ({ issuer, subject: policies[1999 - i] ?? issuer }));
    const links = Array.from({ length: 50 }, () => ({ policies: { policies, mappings }, selfIssued: false }));
    let spent = 0;
    const work: PolicyWork = {
      spend: (_, amount) => {
        spent += amount;
      },
      affords: () => spent <= 1_000_000,
    };
    const demand = { explicit: true, inhibitMapping: false, inhibitAny: false, acceptable: [] };
    expect(policyFailure(links, demand, work)).toBe(0);
    expect(spent).toBeLessThan(10_000_000);
  });

  it('a thousand lists of one issuer: no more signatures than the bound', async () => {
    const good = await listBy(middle, 1n, [7]);
    const forged = Array.from({ length: 1000 }, (_, i) => {
      const changed = good.slice();
      changed[changed.length - 1 - (i % 30)] = (changed[changed.length - 1 - (i % 30)] ?? 0) ^ (1 + (i >> 5));
      return changed;
    });
    const asked = vi.spyOn(crypto.subtle, 'verify');
    const revocation = { lists: forged, responses: [], demand: 'all' } as const;
    expect((await told({ revocation })).trusted).toBe(false);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2 * MAX_SIGNATURES);
  });
});

describe('whatever the input', () => {
  it('its order says nothing: certificates and lists', async () => {
    const strangers = [await root('Stranger'), await root('Middle'), await root('Top')];
    const pile = [middle.der, top.der, leaf.der, ...strangers.map(({ der }) => der)];
    const lists = [
      ...[await listBy(middle, 1n, [7]), await listBy(middle, 2n, [8]), await listBy(top, 1n, [9])],
      ...(await Promise.all(strangers.map((one) => listBy(one, 1n, [1])))),
    ];
    const revocation = (given: readonly Bytes[]) => ({ lists: given, responses: [], demand: 'all' }) as const;
    const expected = await told({ intermediates: pile, revocation: revocation(lists) });
    expect(expected.trusted).toBe(true);
    const order = <T>(of: T[]) => fc.shuffledSubarray(of, { minLength: of.length });
    await fc.assert(
      fc.asyncProperty(order(pile), order(lists), async (intermediates, given) => {
        expect(await told({ intermediates, revocation: revocation(given) })).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('nothing is thrown: damaged certificates, lists and responses', async () => {
    const list = await listBy(middle, 1n, [7]);
    const damaged = (of: Bytes) =>
      fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([place, octet]) => {
        const changed = of.slice();
        changed[place % changed.length] = octet;
        return changed;
      });
    const noise = fc.uint8Array({ maxLength: 64 }).map((octets) => new Uint8Array(octets));
    const certificates = fc.array(fc.oneof(noise, damaged(middle.der), damaged(top.der)), { maxLength: 3 });
    const lists = fc.array(fc.oneof(noise, damaged(list)), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        certificates,
        lists,
        fc.array(noise, { maxLength: 2 }),
        async (pile, given, responses) => {
          const verdict = await told({
            intermediates: [middle.der, ...pile],
            revocation: { lists: given, responses, demand: 'if-given' },
          });
          expect(verdict.trusted).toBe(verdict.findings.length === 0);
          expect(verdict.revocation).toHaveLength(verdict.links.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('no name makes it throw', async () => {
    const names = fc.record({
      kind: fc.constantFrom('dns', 'ip', 'email', 'uri'),
      value: fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.ipV6(), fc.emailAddress()),
    });
    const profile = fc.constantFrom(
      'path',
      'rfc5280',
      'browsers',
      'web-pki',
      'mtls-client',
      'email',
      'x509-strict',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(names, { maxLength: 3 }), profile, async (wanted, asked) => {
        const verdict = await told({
          names: wanted,
          profile: asked,
        });
        expect(verdict.trusted).toBe(verdict.findings.length === 0);
      }),
      { numRuns: 200 },
    );
  });
});
