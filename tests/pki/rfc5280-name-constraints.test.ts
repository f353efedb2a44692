// RFC 5280 §4.2.1.10: which names an authority may sign. The BetterTLS suite is the judge where it is at hand.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extensionValue } from '../../src/codec/extension';
import type { GeneralName } from '../../src/codec/general-name';
import type { NameConstraints, Subtree } from '../../src/codec/name-constraint';
import { namesInSubject, permits } from '../../src/pki/verify/name-constraints';
import { describeWithShared } from '../support/shared';

type Kind = 'dns' | 'ip' | 'email' | 'uri';
const named = (kind: Kind, value: string): GeneralName => ({ kind, value });
const subtree = (kind: Kind, base: string): Subtree => ({ kind, base });
const only = (...permitted: readonly Subtree[]): NameConstraints => ({ permitted, excluded: [] });
const never = (...excluded: readonly Subtree[]): NameConstraints => ({ permitted: [], excluded });
const within = (kind: Kind, base: string, value: string) =>
  permits([only(subtree(kind, base))], named(kind, value)).permitted;

describe('dNSName: the base and everything under it, whole labels', () => {
  it.each([
    ['example.com', 'example.com', true],
    ['example.com', 'a.example.com', true],
    ['example.com', 'a.b.example.com', true],
    ['example.com', '*.example.com', true],
    ['example.com', 'EXAMPLE.com', true],
    ['Example.COM', 'a.example.com', true],
    ['example.com', 'badexample.com', false],
    ['example.com', 'example.com.evil.test', false],
    ['example.com', 'com', false],
    ['a.example.com', '*.example.com', false],
    ['localhost', 'localhost', true],
    ['localhost', 'app.localhost', true],
    ['', 'anything.test', true],
    // A leading dot is not in the RFC for host names; OpenSSL, GnuTLS and Go take it as: at least one label more.
    ['.example.com', 'a.example.com', true],
    ['.example.com', 'example.com', false],
    ['.example.com', '*.example.com', true],
    ['.example.com', 'badexample.com', false],
  ])('under "%s" %s: %s', (base, value, permitted) => {
    expect(within('dns', base, value)).toBe(permitted);
  });
});

describe('iPAddress: address and mask', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['127.0.0.1/32', '127.0.0.1', true],
    ['127.0.0.1/32', '127.0.0.2', false],
    ['10.0.0.9/8', '10.1.1.1', true],
    ['0.0.0.0/0', '8.8.8.8', true],
    ['10.0.0.0/255.0.255.0', '10.7.0.1', true],
    ['10.0.0.0/255.0.255.0', '10.7.1.1', false],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
    ['::/0', '10.0.0.1', false],
    ['0.0.0.0/0', '::1', false],
    ['127.0.0.0/8', '::ffff:127.0.0.1', false],
  ])('under %s %s: %s', (base, value, permitted) => {
    expect(within('ip', base, value)).toBe(permitted);
  });
});

describe('rfc822Name: a mailbox, a host, or everything under a domain', () => {
  it.each([
    ['ann@example.com', 'ann@example.com', true],
    ['ann@example.com', 'ann@EXAMPLE.com', true],
    ['ann@example.com', 'Ann@example.com', false],
    ['ann@example.com', 'bob@example.com', false],
    ['example.com', 'ann@example.com', true],
    ['example.com', 'ann@mail.example.com', false],
    ['.example.com', 'ann@mail.example.com', true],
    ['.example.com', 'ann@example.com', false],
  ])('under %s %s: %s', (base, value, permitted) => {
    expect(within('email', base, value)).toBe(permitted);
  });
});

describe('uniformResourceIdentifier: the host, or everything under a domain', () => {
  it.each([
    ['example.com', 'https://example.com/x', true],
    ['example.com', 'https://example.com:8443/x', true],
    ['example.com', 'spiffe://ann@example.com/x', true],
    ['example.com', 'https://a.example.com/', false],
    ['.example.com', 'https://a.example.com/', true],
    ['.example.com', 'https://example.com/', false],
    // No host, or an address: nothing to hold against a domain, so refused.
    ['example.com', 'urn:isbn:1', false],
    ['example.com', 'mailto:ann@example.com', false],
    ['example.com', 'https://[::1]/', false],
    ['example.com', 'https://evil.test/@example.com', false],
    ['example.com', 'https://evil.test#@example.com', false],
    ['example.com', 'https://evil.test?@example.com', false],
  ])('under %s %s: %s', (base, value, permitted) => {
    expect(within('uri', base, value)).toBe(permitted);
  });
});

describe('directoryName: everything under its RDNs', () => {
  const name = (...words: readonly (readonly [string, string])[]) =>
    distinguishedName(words.map(([type, value]) => ({ type, value })));
  const team = name(['2.5.4.6', 'DE'], ['2.5.4.10', 'Team']);
  const under = (subject: ReturnType<typeof name>) =>
    permits([only({ kind: 'directory', name: team })], { kind: 'directory', name: subject }).permitted;

  it.each([
    ['itself', team, true],
    ['one RDN more', name(['2.5.4.6', 'DE'], ['2.5.4.10', 'Team'], ['2.5.4.3', 'app']), true],
    ['other case and spaces (§7.1)', name(['2.5.4.6', 'de'], ['2.5.4.10', ' team  ']), true],
    ['another word', name(['2.5.4.6', 'DE'], ['2.5.4.10', 'Tea']), false],
    ['another order', name(['2.5.4.10', 'Team'], ['2.5.4.6', 'DE']), false],
    ['another type', name(['2.5.4.6', 'DE'], ['2.5.4.11', 'Team']), false],
    ['one RDN less', name(['2.5.4.6', 'DE']), false],
  ])('%s: %s', (_, subject, permitted) => {
    expect(under(subject)).toBe(permitted);
  });
});

describe('permitted and excluded together', () => {
  it('a kind without permitted subtrees is free', () => {
    expect(permits([only(subtree('dns', 'test'))], named('ip', '8.8.8.8'))).toEqual({ permitted: true });
    expect(permits([only()], named('dns', 'example.com'))).toEqual({ permitted: true });
    expect(permits([], named('dns', 'example.com'))).toEqual({ permitted: true });
  });

  it('any of several permitted subtrees will do', () => {
    const constraints = only(subtree('dns', 'a.test'), subtree('dns', 'b.test'));
    expect(permits([constraints], named('dns', 'x.b.test')).permitted).toBe(true);
  });

  it('excluded wins over permitted and is told', () => {
    const excluded = subtree('dns', 'secret.example.com');
    const constraints = { permitted: [subtree('dns', 'example.com')], excluded: [excluded] };
    expect(permits([constraints], named('dns', 'a.secret.example.com'))).toEqual({
      permitted: false,
      because: 'excluded',
      subtree: excluded,
    });
    expect(permits([constraints], named('dns', 'a.example.com'))).toEqual({ permitted: true });
    expect(permits([constraints], named('dns', 'example.org'))).toEqual({
      permitted: false,
      because: 'not-permitted',
    });
  });

  it.each([
    ['*.example.com', 'secret.example.com', false],
    ['*.example.com', '.secret.example.com', false],
    ['*.example.com', 'a.secret.example.com', true],
    ['*.example.com', 'example.org', true],
    ['*.example.com', 'example.com', false],
    ['*.secret.example.com', 'secret.example.com', false],
  ])('a wildcard %s beside excluded %s: %s', (value, base, permitted) => {
    expect(permits([never(subtree('dns', base))], named('dns', value)).permitted).toBe(permitted);
  });

  it('no DNS and no addresses at all', () => {
    const none = never(subtree('dns', ''), subtree('ip', '0.0.0.0/0'), subtree('ip', '::/0'));
    for (const name of [named('dns', 'a.test'), named('ip', '1.2.3.4'), named('ip', '::1')]) {
      expect(permits([none], name).permitted).toBe(false);
    }
  });
});

describe('along a chain every authority has its say', () => {
  const [wide, narrow] = [only(subtree('dns', 'example.com')), only(subtree('dns', 'dev.example.com'))];

  it.each([
    ['a.dev.example.com', true],
    ['a.example.com', false],
    ['dev.example.com.test', false],
  ])('%s: %s', (value, permitted) => {
    expect(permits([wide, narrow], named('dns', value)).permitted).toBe(permitted);
    expect(permits([narrow, wide], named('dns', value)).permitted).toBe(permitted);
  });

  it('a wider authority below a narrower one gains nothing', () => {
    expect(permits([only(subtree('dns', '')), narrow], named('dns', 'example.com')).permitted).toBe(false);
  });
});

describe('names in a subject', () => {
  const subject = distinguishedName([
    { type: '2.5.4.3', value: 'app.example.com' },
    { type: '1.2.840.113549.1.9.1', value: 'ann@example.com' },
  ]);
  const kinds = (names: readonly GeneralName[]) => names.map(({ kind }) => kind);
  const cn = (value: string) => namesInSubject(distinguishedName([{ type: '2.5.4.3', value }]), []);

  it('itself and its email address; its CommonName only where there is no host besides', () => {
    expect(kinds(namesInSubject(subject, [named('dns', 'a.test')]))).toEqual(['directory', 'email']);
    expect(kinds(namesInSubject(subject, [named('ip', '::1')]))).toEqual(['directory', 'email', 'dns']);
    expect(namesInSubject(distinguishedName([]), [])).toEqual([]);
  });

  it.each([
    ['app.example.com', true],
    ['127.0.0.1', true],
    ['a_b.test', true],
    ['localhost', false],
    ['My server', false],
    ['My server.test', false],
    ['app.', false],
    ['-a.test', false],
    ['*.a.test', false],
    ['ä.test', false],
  ])('the CommonName %s looks like a host: %s', (value, host) => {
    expect(kinds(cn(value)).includes('dns')).toBe(host);
  });
});

interface PathCase {
  readonly id: string;
  readonly untrusted: readonly string[];
  readonly leaf: string;
  readonly expect: 'SUCCESS' | 'FAILURE';
  readonly features: readonly string[];
}

describeWithShared('corpora/path', 'BetterTLS name constraints', (path) => {
  const read = (base64: string): Certificate => {
    const parsed = parseCertificate(new Uint8Array(Buffer.from(base64, 'base64')));
    return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
  };

  it('what constraints alone decide is decided so', () => {
    const cases = gunzipSync(readFileSync(path('bettertls-nameconstraints.jsonl.gz')))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as PathCase)
      // The others fail for the name the client looked for.
      .filter(({ features }) => !features.some((feature) => feature.startsWith('VALIDATE_')));
    expect(cases.length).toBeGreaterThan(500);
    const wrong = cases.filter(({ untrusted, leaf, expect: expected }) => {
      const constraints = untrusted.map(read).flatMap(({ extensions }) => {
        const found = extensionValue(extensions, 'nameConstraints');
        return found.ok ? (found.value === undefined ? [] : [found.value.value]) : expect.unreachable();
      });
      // Of the subject the suite asks nothing.
      const found = extensionValue(read(leaf).extensions, 'subjectAltName');
      const names = (found.ok ? found.value?.value : undefined) ?? [];
      const permitted = names.every((name) => permits(constraints, name).permitted);
      return permitted !== (expected === 'SUCCESS');
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});
