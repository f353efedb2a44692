// Whatever is pasted, there is an answer: never an exception, each line and excerpt bounded, each message once, and a megabyte
// of what is worst for it read through.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { catalogue } from '../../src/pki/diagnose/catalogue';
import { diagnose } from '../../src/pki/diagnose/diagnose';

const phrases = catalogue.flatMap(({ patterns }) => patterns);
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...phrases) },
  fc.constantFrom(
    '\n',
    '\r\n',
    ': ',
    '"',
    "'",
    '-----BEGIN ',
    '-----END ',
    'PRIVATE KEY-----',
    'password=',
    '\u0000',
    'İ',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

it('never throws, and says each message once, within bounds', () => {
  fc.assert(
    fc.property(text, (pasted) => {
      const { found } = diagnose(pasted);
      expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
      const lines = pasted.split(/\r\n?|\n/).length;
      for (const { line, excerpt, facts } of found) {
        expect(line).toBeGreaterThan(0);
        expect(line).toBeLessThanOrEqual(lines);
        expect(excerpt.length).toBeLessThanOrEqual(2_000);
        for (const fact of Object.values(facts)) expect(fact.length).toBeLessThanOrEqual(4_000);
      }
    }),
    { numRuns: 400 },
  );
});

const MEGABYTE = 1_000_000;
const garbage: readonly (readonly [what: string, unit: string])[] = [
  ['one letter', 'a'],
  ['spaces', ' '],
  ['line ends', '\n'],
  ['the beginning of a long message', 'x509: certificate is valid for '],
  ['every message', `${phrases.join(' ')}\n`],
  ['unfinished blocks', '-----BEGIN CERTIFICATE----- -----BEGIN PRIVATE KEY-----'],
  ['half an address', 'https://a'],
  ['passwords', 'password = '],
  ['hyphens and digits', '-9807 0x800b0109 '],
  ['host-like labels', 'a-a.'],
];

it.each(garbage)('reads a megabyte of %s to its end', (_, unit) => {
  const diagnosis = diagnose(unit.repeat(Math.ceil(MEGABYTE / unit.length)));
  expect(diagnosis.found.length).toBeLessThanOrEqual(catalogue.length);
});
