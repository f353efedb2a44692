// What is told of a chain beside the verdict: the cause first, then what else would be wrong; which certificate begins and ends
// its time; who is missing.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from '../../src/codec/certificate';
import type { Bytes } from '../../src/codec/bytes';
import { profiles } from '../../src/pki/profile';
import { assess } from '../../src/pki/verify/assess';
import type { Assessment } from '../../src/pki/verify/assessment';
import type { PathRequest } from '../../src/pki/verify/path-request';
import { at, authority, root, under, type Made } from '../support/path-links';

const SERVER = '1.3.6.1.5.5.7.3.1';
let top: Made;
let middle: Made;
let leaf: Made;

beforeAll(async () => {
  top = await root('Top');
  middle = await under(top, 'Middle', { ...authority, basicConstraints: { ca: true, pathLength: 0 } });
  leaf = await under(middle, 'www.app.test', profiles.tlsServer, ['www.app.test']);
});

const told = (changed: Partial<PathRequest> = {}): Promise<Assessment> =>
  assess({
    leaf: leaf.der,
    intermediates: [middle.der],
    anchors: [top.der],
    at,
    profile: 'rfc5280',
    names: [{ kind: 'dns', value: 'www.app.test' }],
    purposes: [SERVER],
    ...changed,
  });

const causes = ({ findings }: Assessment): readonly string[] =>
  findings.map(({ code, at: place }) => `${code}@${place}`);
const roles = ({ links }: Assessment): readonly string[] => links.map(({ role }) => role);

function validityOf(der: Bytes) {
  const read = parseCertificate(der);
  if (!read.ok) throw read.error;
  return read.value.validity;
}

describe('root → intermediate → leaf', () => {
  it('is told from the leaf to the anchor, with the end that comes first and whose it is', async () => {
    const assessment = await told();
    expect(assessment.trusted).toBe(true);
    expect(roles(assessment)).toEqual(['leaf', 'intermediate', 'anchor']);
    expect(assessment.links.map(({ der }) => der)).toEqual([leaf.der, middle.der, top.der]);
    expect(assessment.revocation).toEqual([{ state: 'unasked' }, { state: 'unasked' }, { state: 'unasked' }]);
    expect(assessment.window).toEqual({
      from: validityOf(leaf.der).notBefore,
      until: validityOf(leaf.der).notAfter,
      fromBecause: 0,
      untilBecause: 0,
    });
  });

  it('names the intermediate where it is the one that ends first', async () => {
    const short = await under(top, 'Short', { ...authority, days: 7 });
    const below = await under(short, 'www.app.test', profiles.tlsServer, ['www.app.test']);
    const { window } = await told({ leaf: below.der, intermediates: [short.der] });
    expect(window?.untilBecause).toBe(1);
    expect(window?.until).toEqual(validityOf(short.der).notAfter);
  });

  it('has the same window at whatever time it is asked for', async () => {
    const { window } = await told();
    const later = await told({ at: new Date('2040-01-01') });
    expect(later.trusted).toBe(false);
    expect(later.window).toEqual(window);
  });

  it('is never trusted for another host, and has no window then', async () => {
    expect(await told({ names: [{ kind: 'dns', value: 'app.test' }] })).not.toHaveProperty('window');
  });
});

describe('where no anchor is reached', () => {
  it('the missing link is the cause, and what is wrong with the rest follows', async () => {
    const assessment = await told({
      intermediates: [],
      names: [{ kind: 'dns', value: 'other.test' }],
      at: new Date('2040-01-01'),
    });
    expect(causes(assessment)).toEqual(['no-issuer@0', 'name-not-in-certificate@0', 'expired@0']);
    expect(roles(assessment)).toEqual(['leaf']);
    expect(assessment.links[0]?.findings).toEqual(assessment.findings);
  });

  it('a root that signed itself is named as such', async () => {
    const assessment = await told({ intermediates: [middle.der, top.der], anchors: [] });
    expect(causes(assessment)).toEqual(['untrusted-root@2']);
    expect(roles(assessment)).toEqual(['leaf', 'intermediate', 'intermediate']);
  });

  it('a root that was made anew under its old name is no damage to what the old one signed', async () => {
    const anew = await root('Top');
    const assessment = await told({ anchors: [anew.der] });
    expect(causes(assessment)).toEqual(['issuer-key-differs@1']);
    expect(assessment.findings[0]?.facts).toHaveLength(2);
  });

  it('a leaf that nobody can read is all there is to say', async () => {
    const assessment = await told({ leaf: new Uint8Array([0x30, 0x00]) });
    expect(causes(assessment)).toEqual(['unreadable@0']);
    expect(assessment.trusted).toBe(false);
  });
});
