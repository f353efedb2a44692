// Paths of our own making: what leads to trust, what is the cause where it does not, and that nothing else about the input
// decides. The suites of others are in rfc5280-path-corpora.test.ts.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, type Bytes } from '../../src/codec/bytes';
import { issue } from '../../src/pki/issue';
import { profiles } from '../../src/pki/profile';
import { verify, type Verdict } from '../../src/pki/verify/path';
import type { PathRequest } from '../../src/pki/verify/path-request';
import { at, authority, name, root, under, type Made } from '../support/path-links';

const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';
const causes = ({ findings }: Verdict): readonly string[] =>
  findings.map(({ code, at: place }) => `${code}@${place}`);

let top: Made;
let middle: Made;
let leaf: Made;
const request = (changed: Partial<PathRequest> = {}): PathRequest => ({
  leaf: leaf.der,
  intermediates: [middle.der],
  anchors: [top.der],
  at,
  profile: 'rfc5280',
  names: [{ kind: 'dns', value: 'www.app.test' }],
  purposes: [SERVER],
  ...changed,
});

beforeAll(async () => {
  top = await root('Top');
  middle = await under(top, 'Middle', { ...authority, basicConstraints: { ca: true, pathLength: 0 } });
  leaf = await under(middle, 'www.app.test', profiles.tlsServer, ['www.app.test', '*.app.test']);
});

describe('root → intermediate (pathLength 0) → leaf', () => {
  it('is trusted, in every profile', async () => {
    for (const profile of ['path', 'rfc5280', 'browsers', 'web-pki'] as const) {
      const verdict = await verify(request({ profile }));
      expect(causes(verdict)).toEqual([]);
      expect(verdict.path).toEqual([leaf.der, middle.der, top.der]);
    }
  });

  it.each([
    ['another host', { names: [{ kind: 'dns', value: 'app.test' }] }, ['name-not-in-certificate@0']],
    [
      'a host two labels below the wildcard',
      { names: [{ kind: 'dns', value: 'a.b.app.test' }] },
      ['name-not-in-certificate@0'],
    ],
    ['another purpose', { purposes: [CLIENT] }, ['wrong-purpose@0']],
    ['after its end', { at: new Date('2028-06-01') }, ['expired@0']],
    [
      'before its beginning',
      { at: new Date('2020-01-01') },
      ['not-yet-valid@0', 'not-yet-valid@1', 'not-yet-valid@2'],
    ],
    ['without the intermediate', { intermediates: [] }, ['no-issuer@0']],
    ['without the anchor', { anchors: [] }, ['no-issuer@1']],
    ['with no intermediate allowed', { maxIntermediates: 0 }, ['too-deep@2']],
  ] as const)('for %s is refused', async (_, changed, expected) => {
    const verdict = await verify(request(changed));
    expect(verdict.trusted).toBe(false);
    expect(causes(verdict)).toEqual(expected);
  });

  it('with a leaf that somebody changed is refused for its signature', async () => {
    const changed = leaf.der.slice();
    // In the middle of the signature, at the end.
    changed[changed.length - 10] = (changed[changed.length - 10] ?? 0) ^ 1;
    expect(causes(await verify(request({ leaf: changed })))).toEqual(['signature-wrong@0']);
  });
});

describe('authorities', () => {
  it('below one with pathLength 0 are too many', async () => {
    const second = await under(middle, 'Second', authority);
    const below = await under(second, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const verdict = await verify(request({ leaf: below.der, intermediates: [second.der, middle.der] }));
    expect(causes(verdict)).toEqual(['path-too-long@2']);
  });

  it('that are servers sign nothing', async () => {
    const below = await under(leaf, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const verdict = await verify(request({ leaf: below.der, intermediates: [leaf.der, middle.der] }));
    expect(causes(verdict)).toContain('not-an-authority@1');
    expect(causes(verdict)).toContain('may-not-sign-certificates@1');
  });

  it('sign nothing outside their name constraints', async () => {
    const constrained = await root('Constrained', {
      ...authority,
      nameConstraints: { permitted: [{ kind: 'dns', base: 'corp.test' }], excluded: [] },
    });
    const below = await under(constrained, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const verdict = await verify(request({ leaf: below.der, intermediates: [], anchors: [constrained.der] }));
    expect(causes(verdict)).toEqual(['name-not-permitted@0']);
  });

  it('that certify each other in a circle lead nowhere, and soon', async () => {
    const [one, other] = [await root('One'), await root('Other')];
    const cross = async (subject: Made, by: Made, commonName: string): Promise<Bytes> => {
      const whom = {
        name: name(commonName),
        alternativeNames: [],
        publicKey: subject.issuer.publicKey,
        family: 'ec',
      } as const;
      return (await issue(authority, whom, by.issuer, { at })).der;
    };
    const circle = [await cross(one, other, 'One'), await cross(other, one, 'Other')];
    const below = await under(one, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const verdict = await verify(request({ leaf: below.der, intermediates: circle }));
    expect(verdict.trusted).toBe(false);
  });

  it('with an expired certificate and a good one are trusted by the good one', async () => {
    const whom = {
      name: name('Middle'),
      alternativeNames: [],
      publicKey: middle.issuer.publicKey,
      family: 'ec',
    } as const;
    const old = await issue({ ...authority, days: 1 }, whom, top.issuer, { at: new Date('2020-01-01') });
    const verdict = await verify(request({ intermediates: [old.der, middle.der] }));
    expect(causes(verdict)).toEqual([]);
  });

  it('that are the leaf itself are trusted as they stand', async () => {
    const verdict = await verify(request({ intermediates: [], anchors: [leaf.der], profile: 'path' }));
    expect(causes(verdict)).toEqual([]);
  });
});

describe('whatever the input', () => {
  it('the verdict does not depend on its order', async () => {
    const strangers = [await root('Stranger'), await root('Middle')];
    const pile = [middle.der, ...strangers.map(({ der }) => der), top.der, leaf.der];
    const expected = await verify(request({ intermediates: pile }));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(pile, { minLength: pile.length }), async (intermediates) => {
        expect(await verify(request({ intermediates }))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('nothing is thrown', async () => {
    const damaged = fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([place, octet]) => {
      const changed = leaf.der.slice();
      changed[place % changed.length] = octet;
      return changed;
    });
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 64 }).map((octets) => concat(octets)),
      damaged,
    );
    await fc.assert(
      fc.asyncProperty(anything, fc.array(anything, { maxLength: 3 }), async (one, others) => {
        const verdict = await verify(request({ leaf: one, intermediates: [middle.der, ...others] }));
        expect(verdict.trusted).toBe(verdict.findings.length === 0);
      }),
      { numRuns: 300 },
    );
  });
});
