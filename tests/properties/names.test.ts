// Whatever is pasted: reading never throws, and what was accepted is what clients and our own writer agree on.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8 } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { readGeneralName, writeGeneralName } from '../../src/codec/general-name';
import { connectableHosts } from '../../src/pki/connectable-hosts';
import { retyped, type AcceptedName } from '../../src/pki/name';
import { readNames, toGeneralName } from '../../src/pki/names';
import { suggestNames } from '../../src/pki/suggested-names';

const pieces = [
  ...[
    '.',
    '..',
    '*',
    '*.',
    '-',
    '_',
    ':',
    '::',
    '/',
    '//',
    '@',
    '%',
    '[',
    ']',
    '(',
    ')',
    "'",
    '"',
    ' ',
    ',',
    '\n',
    '\\',
    '?',
    '#',
  ],
  ...[
    'localhost',
    'app',
    'test',
    'com',
    '127',
    '0',
    '01',
    '256',
    '0x7f',
    '65536',
    '127.0.0.1',
    '::1',
    'fe80',
    'ffff',
    '/8',
  ],
  ...['https://', 'spiffe://', 'mailto:', 'urn:', 'URI:', 'DNS:', 'IP:', 'email:', 'DNS.1 = ', 'IP Address:'],
  ...['xn--', 'xn--bcher-kva', 'ü', 'ß', 'İ', 'а', '日本', 'א', '１', '。', '＊', '＿', '％', '½', '℀', '☕'],
  ...[
    '\u200b',
    '\u200d',
    '\u202e',
    '\u00ad',
    '\ufe0f',
    '\0',
    '\ud800',
    '\u{e0041}',
    '%20',
    '%00',
    'a'.repeat(63),
  ],
];
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.domain(),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true }),
  fc.ipV4Extended(),
  fc.ipV6(),
);
const runs = { numRuns: 1000 };

const acceptedIn = (typed: string): readonly AcceptedName[] => readNames(typed).filter((name) => name.ok);

describe('any text', () => {
  it('is read without a throw, each word as one name or one problem', () => {
    fc.assert(
      fc.property(text, (typed) => {
        for (const name of readNames(typed)) {
          expect(name.input).not.toBe('');
          if (!name.ok) expect(name.problem.citation).not.toBe('');
        }
      }),
      runs,
    );
  });

  it('gives names that read as themselves, and fixes that do', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const names = readNames(typed);
        for (const name of names.flatMap((read) => (read.ok ? [read] : read.fixes))) {
          const { kind, value, display } = name;
          expect(readNames(retyped(name))).toMatchObject([{ ok: true, kind, value, display }]);
          if (kind !== 'uri') expect(readNames(display)).toMatchObject([{ ok: true, kind, value, display }]);
        }
      }),
      runs,
    );
  });

  it('gives names in ASCII, within their length, that survive the writing of a certificate', () => {
    fc.assert(
      fc.property(text, (typed) => {
        for (const name of acceptedIn(typed)) {
          expect(name.value).toMatch(/^[!-~]+$/);
          if (name.kind === 'dns' || name.kind === 'wildcard') {
            expect(name.value).toMatch(
              /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
            );
            expect(name.value.length).toBeLessThanOrEqual(253);
          }
          const entry = toGeneralName(name);
          const der = DerWriter.encode((writer) => writeGeneralName(writer, entry));
          expect(DerReader.document(der, readGeneralName)).toEqual(entry);
          expect(utf8(name.value)).toHaveLength(name.value.length);
        }
      }),
      runs,
    );
  });

  it('gives hosts that a browser opens under the same name', () => {
    fc.assert(
      fc.property(text, (typed) => {
        for (const host of connectableHosts(acceptedIn(typed))) {
          const inUrl = host.includes(':') ? `[${host}]` : host;
          const { hostname } = new URL(`https://${inUrl}:8443/`);
          // The URL Standard knows no mixed form of an IPv6 address.
          if (!/:.*\./.test(host)) expect(hostname).toBe(inUrl);
        }
      }),
      runs,
    );
  });

  it('shows nothing that reorders or hides characters', () => {
    fc.assert(
      fc.property(text, (typed) => {
        for (const { display } of acceptedIn(typed)) {
          expect(display).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Z}]/u);
        }
      }),
      runs,
    );
  });

  it('never holds one entry twice, nor suggests what is there', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 6 }), (typed) => {
        const names = acceptedIn(typed.join(' '));
        const values = names.map(({ kind, value }) => `${kind} ${value}`);
        expect(new Set(values).size).toBe(values.length);
        for (const suggestion of suggestNames(names))
          expect(readNames(suggestion, names)).toMatchObject([{ ok: true }]);
      }),
    );
  });
});

describe('hostile text', () => {
  it.each([
    '.',
    '*.',
    '*',
    '-',
    '-a.',
    ':',
    'a:',
    '[',
    '1.',
    '0',
    'a@',
    '/',
    '%',
    'xn--',
    'ü',
    'а.',
    'DNS:',
    'URI:a:',
    "'a",
    'DNS.1 ',
    '\u200d',
  ])('a megabyte of %j is read like any other', (piece) => {
    const megabyte = piece.repeat(Math.floor(1_000_000 / piece.length));
    // In one word, and in words just short enough to be looked into.
    expect(readNames(megabyte).length).toBeGreaterThanOrEqual(0);
    const words = Array.from(
      { length: 480 },
      (_, i) => piece.repeat(Math.floor(2030 / piece.length)) + String(i),
    );
    expect(readNames(words.join(' ')).length).toBeGreaterThan(0);
  });
});
