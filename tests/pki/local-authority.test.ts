// The default authority: what it may sign, for DNS and IP both, and how typed names widen it.
import { describe, expect, it } from 'vitest';
import type { GeneralName } from '../../src/codec/general-name';
import { authorityName, beyondLocal, localConstraints } from '../../src/pki/local-authority';
import { permits } from '../../src/pki/verify/name-constraints';

const named = (kind: 'dns' | 'ip' | 'email' | 'uri', value: string): GeneralName => ({ kind, value });
const signs = (value: string, typed: readonly GeneralName[] = []) =>
  permits([localConstraints(typed)], named(/^[\d.]+$|:/.test(value) ? 'ip' : 'dns', value)).permitted;

describe('without a name typed it signs what belongs to nobody', () => {
  it.each([
    'localhost',
    'app.localhost',
    '*.localhost',
    'app.test',
    '*.app.test',
    'nas.internal',
    'printer.home.arpa',
    'printer.local',
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.0.1',
    '169.254.169.254',
    '::1',
    'fc00::1',
    'fd12:3456::1',
    'fe80::1',
  ])('%s', (name) => {
    expect(signs(name)).toBe(true);
    expect(beyondLocal([named(name.includes(':') || /^[\d.]+$/.test(name) ? 'ip' : 'dns', name)])).toEqual(
      [],
    );
  });

  it.each([
    'example.com',
    'localhost.example.com',
    'mylocalhost',
    'test.com',
    'com',
    'arpa',
    'notlocal',
    '126.255.255.255',
    '128.0.0.1',
    '11.0.0.1',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '192.169.0.1',
    '8.8.8.8',
    '0.0.0.0',
    '100.64.0.1',
    '::',
    '::2',
    'fec0::1',
    '2001:db8::1',
    '::ffff:127.0.0.1',
  ])('but not %s', (name) => {
    expect(signs(name)).toBe(false);
  });
});

describe('typed names', () => {
  it('that are local change nothing', () => {
    expect(
      localConstraints([named('dns', 'localhost'), named('ip', '127.0.0.1'), named('ip', '::1')]),
    ).toEqual(localConstraints([]));
  });

  it.each([
    [named('dns', 'app.example.com'), { kind: 'dns', base: 'app.example.com' }],
    [named('dns', '*.app.example.com'), { kind: 'dns', base: 'app.example.com' }],
    [named('ip', '203.0.113.7'), { kind: 'ip', base: '203.0.113.7/32' }],
    [named('ip', '2001:db8::7'), { kind: 'ip', base: '2001:db8::7/128' }],
    [named('ip', '0.0.0.0'), { kind: 'ip', base: '0.0.0.0/32' }],
  ])('%j adds %j and nothing else', (name, subtree) => {
    const { permitted, excluded } = localConstraints([name]);
    expect(permitted).toEqual([...localConstraints([]).permitted, subtree]);
    expect(excluded).toEqual([]);
    expect(beyondLocal([name])).toEqual([name]);
    expect(permits([{ permitted, excluded }], name).permitted).toBe(true);
  });

  it('a neighbour of a typed name stays out', () => {
    const typed = [named('dns', 'app.example.com'), named('ip', '203.0.113.7')];
    expect(signs('www.example.com', typed)).toBe(false);
    expect(signs('example.com', typed)).toBe(false);
    expect(signs('203.0.113.8', typed)).toBe(false);
  });

  it('a name that an earlier one covers is not added again', () => {
    const typed = [named('dns', 'example.com'), named('dns', '*.example.com'), named('dns', 'a.example.com')];
    expect(localConstraints(typed).permitted).toHaveLength(localConstraints([]).permitted.length + 1);
  });

  it('mailboxes and URIs are not constrained: no local zone describes them', () => {
    const typed = [named('email', 'ann@example.com'), named('uri', 'spiffe://example.com/x')];
    expect(localConstraints(typed)).toEqual(localConstraints([]));
    for (const name of typed) expect(permits([localConstraints([])], name).permitted).toBe(true);
  });
});

describe('its name', () => {
  it('is the same for the same key and another for another: two roots of one name confuse Firefox', async () => {
    const [one, same, other] = await Promise.all(
      [[1], [1], [2]].map((key) => authorityName(new Uint8Array(key))),
    );
    expect(one).toBe(same);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^Certwright local authority [0-9a-f]{6}$/);
    expect((one ?? '').length).toBeLessThanOrEqual(64);
  });
});
