// Tables and calendars that leave the page: CSV (RFC 4180) as Python reads it, calendars by the rules of RFC 5545, and tables
// of people as they come in.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvTable } from '../../src/pki/record/csv';
import { expiryCalendar, type FurtherEnd } from '../../src/pki/record/calendar';
import { inventoryCsv, inventoryJson } from '../../src/pki/record/inventory-export';
import type { InventoryRow } from '../../src/pki/record/inventory-row';
import { readPeople } from '../../src/pki/record/people';
import { describeWith } from '../support/tools';

const at = Date.UTC(2026, 10, 22, 8);
const row: InventoryRow = {
  serialNumber: '0badc0de',
  issuer: 'Example Root',
  title: 'app.example.test',
  subject: 'CN=app.example.test, O=A\\, B',
  names: ['app.example.test', '127.0.0.1'],
  profile: 'tls-server',
  keyLabel: 'ECDSA P-256',
  notBefore: at,
  notAfter: Date.UTC(2027, 1, 28, 23, 59, 59),
  status: 'good',
  sha256: 'ab'.repeat(32),
  note: '',
};

/** Cells as an attacker's certificate would have them. */
const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '\t',
        '\r',
        '\n',
        '"',
        "'",
        ',',
        ';',
        ' ',
        '\\',
        ':',
        'END:VEVENT',
        'é',
        '🔒',
        '＝',
        '\0',
        'A1',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describeWith(['python3'], 'CSV, read by Python', (path) => {
  const read = (text: string): unknown => {
    const program =
      'import csv, io, json, sys; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode("utf-8-sig"), newline="")))))';
    return JSON.parse(execFileSync(path('python3'), ['-c', program], { encoding: 'utf8', input: text }));
  };

  it('has every cell as it was, but for an apostrophe before what a spreadsheet would run', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            hostile.filter((text) => !text.includes('\0')),
            { minLength: 2, maxLength: 4 },
          ),
          { minLength: 1, maxLength: 8 },
        ),
        fc.boolean(),
        (rows, byteOrderMark) => {
          const cells = read(csvTable(rows, { byteOrderMark })) as string[][];
          expect(cells.map((line) => line.length)).toEqual(rows.map((line) => line.length));
          for (const [i, line] of rows.entries())
            for (const [j, text] of line.entries()) {
              const cell = cells[i]![j]!;
              expect(cell === text || cell === `'${text}`).toBe(true);
              expect(cell).not.toMatch(/^[\s\ufeff]*[=+\-@\t\r]/);
            }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('an inventory', () => {
    const text = inventoryCsv(
      [row, { ...row, title: '=cmd|x', status: 'revoked', revokedAt: at, reason: 'keyCompromise' }],
      { byteOrderMark: true },
    );
    expect(text.startsWith('\ufeffSerial number,Title,')).toBe(true);
    const [header, first, second] = read(text) as string[][];
    expect(header).toHaveLength(14);
    expect(first?.slice(0, 4)).toEqual([
      '0badc0de',
      'app.example.test',
      'CN=app.example.test, O=A\\, B',
      'app.example.test 127.0.0.1',
    ]);
    expect(second?.slice(1, 2)).toEqual(["'=cmd|x"]);
    expect(second?.slice(8, 12)).toEqual([
      '2027-02-28T23:59:59Z',
      'revoked',
      '2026-11-22T08:00:00Z',
      'keyCompromise',
    ]);
  });
});

it('JSON has times in ISO 8601 and a version', () => {
  expect(JSON.parse(inventoryJson([row], at))).toEqual({
    format: 'certwright-inventory',
    version: 1,
    exportedAt: '2026-11-22T08:00:00Z',
    certificates: [{ ...row, notBefore: '2026-11-22T08:00:00Z', notAfter: '2027-02-28T23:59:59Z' }],
  });
});

/** Content lines of a calendar, unfolded; throws where RFC 5545 §3.1 is broken. */
function contentLines(text: string): readonly string[] {
  expect(text.endsWith('\r\n')).toBe(true);
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  // eslint's no-control-regex is about accidents; §3.1 forbids all of them but the tab.
  for (const line of lines) {
    expect([...line].filter((character) => character < ' ' && character !== '\t')).toEqual([]);
    expect(line).toMatch(/^[A-Z-]+(?:;[A-Z-]+=[^:;]+)*:/);
  }
  return lines;
}

/** §3.3.11: TEXT without a bare semicolon, comma or backslash. */
function textOf(line: string): string {
  const value = line.slice(line.indexOf(':') + 1);
  expect(value).toMatch(/^(?:[^\\;,]|\\[\\;,nN])*$/);
  return value.replace(/\\(.)/g, (_, next: string) => (/n/i.test(next) ? '\n' : next));
}

describe('calendars (RFC 5545)', () => {
  it('all-day, with two reminders', () => {
    const lines = contentLines(expiryCalendar([row], { at, allDay: true }));
    expect(lines.filter((line) => !line.startsWith('DESCRIPTION'))).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Certwright//Certificate expiry//EN',
      'CALSCALE:GREGORIAN',
      'METHOD:PUBLISH',
      'BEGIN:VEVENT',
      `UID:${'ab'.repeat(32)}@certwright.invalid`,
      'DTSTAMP:20261122T080000Z',
      'DTSTART;VALUE=DATE:20270228',
      'DTEND;VALUE=DATE:20270301',
      'SUMMARY:app.example.test ends',
      'TRANSP:TRANSPARENT',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P30D',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:DISPLAY',
      'TRIGGER:-P7D',
      'END:VALARM',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  it('to the second, and without what was revoked or has no end', () => {
    const rows = [
      row,
      { ...row, status: 'revoked' as const },
      { ...row, notAfter: Date.UTC(9999, 11, 31, 23, 59, 59) },
    ];
    const lines = contentLines(expiryCalendar(rows, { at, allDay: false }));
    expect(lines.filter((line) => line.startsWith('DTSTART'))).toEqual(['DTSTART:20270228T235959Z']);
  });

  it('whatever the names hold, there is one event a certificate, and the text comes back', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 4 }), (titles) => {
        const lines = contentLines(
          expiryCalendar(
            titles.map((title) => ({ ...row, title })),
            { at, allDay: true },
          ),
        );
        expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(titles.length);
        expect(lines.filter((line) => line === 'END:VEVENT')).toHaveLength(titles.length);
        const shown = (title: string) =>
          `${title.replace(/\r\n?|\n/g, '\n').replace(/[^\P{Cc}\n]|\p{Cs}/gu, '\ufffd')} ends`;
        expect(lines.filter((line) => line.startsWith('SUMMARY')).map(textOf)).toEqual(titles.map(shown));
      }),
      { numRuns: 200 },
    );
  });
});

describe('people and devices', () => {
  const people = (text: string) =>
    readPeople(text).people.map(({ line, name, email, device, password }) => [
      line,
      name,
      email,
      device,
      password,
    ]);

  it.each([
    ['commas', 'name,email,device,password\r\nJo Doe,jo@example.test,Laptop,s3cret!\r\n'],
    [
      'semicolons in another order',
      '\ufeffDevice;Password;E-Mail;Name\nLaptop;s3cret!;jo@example.test;Jo Doe',
    ],
    [
      'tabs, with blanks around',
      'Name\tMail\tMachine\tPassphrase\rJo Doe \t jo@example.test\tLaptop\ts3cret!\r',
    ],
    ['quotes', '"name","email","device","password"\n"Jo Doe","jo@example.test","Laptop","s3cret!"\n'],
  ])('%s', (_name, text) => {
    expect(readPeople(text).problems).toEqual([]);
    expect(people(text)).toEqual([[2, 'Jo Doe', 'jo@example.test', 'Laptop', 's3cret!']]);
  });

  it('a plain list has no headers', () => {
    expect(people('Jo Doe\njane@example.test\n\nDoe; Jim\nPrinter, Ann <x>\n')).toEqual([
      [1, 'Jo Doe', '', '', ''],
      [2, '', 'jane@example.test', '', ''],
      [4, 'Doe; Jim', '', '', ''],
      [5, 'Printer', '', 'Ann <x>', ''],
    ]);
  });

  it('without headers, a cell too many is told and not dropped', () => {
    const text = 'Alice, alice@example.test, laptop, MyPassw0rd\nBob, bob@example.test\n';
    expect(people(text)).toEqual([[2, 'Bob', 'bob@example.test', '', '']]);
    expect(readPeople(text).problems).toEqual([{ code: 'cells-without-headers', line: 1, facts: [] }]);
  });

  it('machines and Windows accounts have names of their own', () => {
    const text = 'device,URI,UPN\nprinter,spiffe://example.test/printer,printer@corp.example.test\n';
    expect(
      readPeople(text).people.map(({ device, uri, userPrincipalName }) => [device, uri, userPrincipalName]),
    ).toEqual([['printer', 'spiffe://example.test/printer', 'printer@corp.example.test']]);
  });

  it('quoted cells hold commas, quotes and line ends, and lines are counted on', () => {
    expect(people('name,device\n"Doe, ""Jo""",a\n"two\nlines",b\nlast,c\n')).toEqual([
      [2, 'Doe, "Jo"', '', 'a', ''],
      [5, 'last', '', 'c', ''],
    ]);
    expect(readPeople('name,device\n"two\nlines",b\n').problems).toEqual([
      { code: 'control-character', line: 2, facts: ['name'] },
    ]);
  });

  it('every row that cannot be is told with its line', () => {
    const text = [
      'name,email,colour,name',
      'Jo,jo@',
      'Jo,,,',
      ',,red',
      'Jo,,red',
      'A,b@example.test,c,d,e',
      'x'.repeat(65),
      '"open',
    ].join('\n');
    expect(readPeople(text).problems.map(({ line, code, facts }) => [line, code, ...facts])).toEqual([
      [1, 'header-unknown', 'colour'],
      [1, 'header-twice', 'name'],
      [2, 'not-an-email', 'jo@'],
      [4, 'no-name'],
      [5, 'twice', '3'],
      [6, 'too-many-cells'],
      [7, 'too-long', 'name', '64'],
      [8, 'quote-not-closed'],
    ]);
    expect(readPeople('').problems).toEqual([{ code: 'nobody', line: 0, facts: [] }]);
  });

  it('ends at 10,000', () => {
    const many = Array.from({ length: 10_002 }, (_, i) => `person ${i}`).join('\n');
    const reading = readPeople(many);
    expect(reading.people).toHaveLength(10_000);
    expect(reading.problems.map(({ code }) => code)).toEqual(['too-many']);
  });

  it('any text gives a reading', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { people: read, problems } = readPeople(text);
        expect(read.length + problems.length).toBeGreaterThan(0);
        for (const { name, device } of read) expect(name + device).not.toMatch(/\p{Cc}/u);
      }),
    );
  });
});

it('a calendar holds the ends of authorities and the days lists are due, each once however often it is told', () => {
  const own: FurtherEnd = {
    ...{
      id: row.sha256,
      title: 'Team CA',
      kind: 'authority',
      description: 'over',
      end: Date.UTC(2030, 0, 1),
    },
  };
  const list: FurtherEnd = {
    ...{ id: 'list-1', title: 'The revocation list of Team CA', kind: 'list', description: 'due' },
    end: Date.UTC(2026, 11, 1),
  };
  // Its issuer's record has it already.
  const intermediate = { ...own, id: 'cd'.repeat(32), title: 'app.example.test' };
  const lines = contentLines(
    expiryCalendar([{ ...row, sha256: intermediate.id }], { at, allDay: true }, [intermediate, own, list]),
  );
  const starting = (word: string) => lines.filter((line) => line.startsWith(word));
  expect(starting('SUMMARY:')).toEqual([
    'SUMMARY:app.example.test ends',
    'SUMMARY:Team CA ends',
    'SUMMARY:The revocation list of Team CA is due',
  ]);
  expect(starting('DTSTART')).toEqual([
    'DTSTART;VALUE=DATE:20270228',
    'DTSTART;VALUE=DATE:20300101',
    'DTSTART;VALUE=DATE:20261201',
  ]);
  expect(starting('TRIGGER')).toEqual(['30', '7', '180', '30', '7', '1'].map((days) => `TRIGGER:-P${days}D`));
});
