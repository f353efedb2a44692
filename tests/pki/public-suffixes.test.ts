// Wildcards and the list of public suffixes (publicsuffix.org; CA/B Baseline Requirements 3.2.2.6): what a registry gives out belongs to
// nobody, what a company gives out below its own name is the company's. And what browsers check, held against what binds authorities alone.
import { describe, expect, it } from 'vitest';
import { isWideWildcard, publicSuffixes } from '../../src/pki/public-suffix';
import { profiles } from '../../src/pki/profile';
import { verify } from '../../src/pki/verify/path';
import type { PathProfile } from '../../src/pki/verify/path-request';
import { at, root, under } from '../support/path-links';

describe('the list of public suffixes', () => {
  it.each([
    ['example.com', 'com'],
    ['www.example.co.uk', 'co.uk'],
    ['WWW.Example.CO.UK', 'co.uk'],
    ['me.github.io', 'io'],
    ['foo.bar.ck', 'bar.ck'],
    ['www.ck', 'ck'],
    ['a.city.kawasaki.jp', 'kawasaki.jp'],
    ['a.xn--55qx5d.cn', 'xn--55qx5d.cn'],
    ['nas.internal', 'internal'],
    ['localhost', 'localhost'],
    ['_dmarc.example.co.uk', 'co.uk'],
  ])('%s lies below %s', async (host, suffix) => {
    const suffixOf = await publicSuffixes();
    expect(suffixOf(host)).toBe(suffix);
  });

  it.each([
    ['*.com', true],
    ['*.CO.uk', true],
    ['*.internal', true],
    ['*.bar.ck', true],
    ['*.example.com', false],
    ['*.github.io', false],
    ['*.s3.amazonaws.com', false],
    ['*.www.ck', false],
    ['co.uk', false],
    ['*.', true],
  ])('%s is as wide as a registry: %s', async (presented, wide) => {
    expect(isWideWildcard(presented, await publicSuffixes())).toBe(wide);
  });
});

describe('profiles for public servers', () => {
  const causes = async (profile: PathProfile, commonName: string, hosts: readonly string[], host: string) => {
    const top = await root('Top');
    const { der } = await under(top, commonName, profiles.tlsServer, hosts);
    const { findings } = await verify({
      leaf: der,
      intermediates: [],
      anchors: [top.der],
      at,
      profile,
      names: [{ kind: 'dns', value: host }],
      purposes: ['1.3.6.1.5.5.7.3.1'],
    });
    return findings.map(({ code, facts }) => [code, ...facts].join(' '));
  };
  const wide = ['*.co.uk', 'example.co.uk'];

  it.each(['browsers', 'web-pki'] as const)(
    '%s refuses a wildcard for a whole registry, not for a company’s',
    async (profile) => {
      expect(await causes(profile, 'example.co.uk', wide, 'example.co.uk')).toEqual([
        'wildcard-too-wide *.co.uk',
      ]);
      expect(await causes(profile, '*.github.io', ['*.github.io'], 'me.github.io')).toEqual([]);
    },
  );

  it('RFC 5280 knows no registries', async () => {
    expect(await causes('rfc5280', 'example.co.uk', wide, 'example.co.uk')).toEqual([]);
  });

  it('a CommonName that is none of the names is wrong by the Baseline Requirements, and no browser looks', async () => {
    expect(await causes('web-pki', 'a.test', ['b.test'], 'b.test')).toEqual([
      'name-not-in-certificate a.test',
    ]);
    expect(await causes('browsers', 'a.test', ['b.test'], 'b.test')).toEqual([]);
  });
});
