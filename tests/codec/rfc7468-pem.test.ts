// RFC 7468: textual encodings, with the dirt they come in; and the headers of RFC 1421.
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { decodePem, encodePem, MAX_DAMAGED, MAX_PEM_BODY, type PemBlock } from '../../src/codec/pem';

const der = Uint8Array.from({ length: 70 }, (_, index) => index);
const pem = encodePem('CERTIFICATE', der);
const other = encodePem('EC PRIVATE KEY', new Uint8Array([0x30, 0]));

/** Label and contents, or label and what is wrong. */
const shown = (blocks: readonly PemBlock[]) =>
  blocks.map((block) => [block.label, block.der.ok ? toHex(block.der.value) : block.der.error.code]);
const whole = ['CERTIFICATE', toHex(der)];
const neighbour = ['EC PRIVATE KEY', '3000'];

describe('§3 writing', () => {
  it('64 characters to a line, LF, and a line end at the end', () => {
    expect(pem).toBe(
      '-----BEGIN CERTIFICATE-----\n' +
        'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4v\n' +
        'MDEyMzQ1Njc4OTo7PD0+P0BBQkNERQ==\n' +
        '-----END CERTIFICATE-----\n',
    );
  });
  it('no empty line where the base64 fills its lines', () => {
    const lines = encodePem('X', new Uint8Array(96)).split('\n');
    expect(lines.map((line) => line.length)).toEqual([17, 64, 64, 15, 0]);
  });
  it('headers before a blank line (RFC 1421 §4.4)', () => {
    const headers = [{ name: 'Proc-Type', value: '4,ENCRYPTED' }];
    expect(encodePem('X', new Uint8Array([0]), headers)).toBe(
      '-----BEGIN X-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END X-----\n',
    );
  });
});

describe('§2 reading', () => {
  it.each([
    ['as written', pem],
    ['with CRLF', pem.replaceAll('\n', '\r\n')],
    ['with CR alone', pem.replaceAll('\n', '\r')],
    ['after a byte order mark', `\ufeff${pem}`],
    ['without the last line end', pem.trimEnd()],
    ['indented, as in YAML', pem.replace(/^/gm, '    ')],
    ['with blanks at line ends', pem.replaceAll('\n', ' \t\n')],
    ['with blank lines', pem.replaceAll('\n', '\n\n')],
    ['in one line', pem.replaceAll('\n', '')],
    ['in one line, blanks for line ends', pem.replaceAll('\n', ' ')],
    ['out of JSON, \\n for line ends', pem.replaceAll('\n', '\\n')],
    ['out of JSON, \\r\\n for line ends', pem.replaceAll('\n', '\\r\\n')],
    ['with no-break and zero-width spaces', pem.replaceAll('EF', 'E\u00a0\u200bF')],
    ['in prose', `Here you are: \n${pem}Regards, -- \nme ----- 5 < 6`],
    ['on lines of 76', pem.replace(/([A-Za-z0-9+/=])\n(?=[A-Za-z0-9+/=])/g, '$1')],
  ])('%s', (_, text) => {
    expect(shown(decodePem(text))).toEqual([whole]);
  });

  it('says where each block stands', () => {
    const text = `prose\n${pem}more${other}`;
    const spans = decodePem(text).map(({ start, end }) => text.slice(start, end));
    expect(spans).toEqual([pem.trimEnd(), other.trimEnd()]);
  });

  it('nothing where there is nothing', () => {
    expect(decodePem('')).toEqual([]);
    expect(decodePem('----- BEGIN -----')).toEqual([]);
  });

  it('blocks with nothing between them', () => {
    expect(shown(decodePem((pem + other + pem).replaceAll('\n', '')))).toEqual([whole, neighbour, whole]);
  });
});

describe('a damaged block hides no neighbour', () => {
  it.each([
    ['that never ends', pem.replace(/-----END.*/s, ''), ['CERTIFICATE', 'bad-pem']],
    ['that never begins', pem.replace(/^.*\n/, ''), ['CERTIFICATE', 'bad-pem']],
    ['that ends under another label', pem.replace('END CERT', 'END CART'), ['CERTIFICATE', 'bad-pem']],
    ['with a stray character', pem.replace('BgcI', 'Bg.I'), ['CERTIFICATE', 'bad-base64']],
    ['that lost a character', pem.replace('BgcI', 'BgI'), ['CERTIFICATE', 'bad-base64']],
    ['that begins in the middle of another boundary', '-----BEGIN ', undefined],
  ])('%s', (_, damaged, finding) => {
    const blocks = shown(decodePem(other + damaged + other));
    expect(blocks).toEqual([neighbour, ...(finding === undefined ? [] : [finding]), neighbour]);
  });

  it('larger than anything of use', () => {
    const huge = `-----BEGIN X-----${'A'.repeat(MAX_PEM_BODY + 1)}-----END X-----`;
    expect(shown(decodePem(huge + other))).toEqual([['X', 'too-large'], neighbour]);
  });
});

describe('RFC 1421 §4.4 headers', () => {
  const headersOf = (body: string) => {
    const [block] = decodePem(`-----BEGIN X-----\n${body}AAAA\n-----END X-----\n`);
    expect(block?.der.ok).toBe(true);
    return block?.headers.map(({ name, value }) => `${name}=${value}`);
  };
  it.each([
    ['none', '', []],
    ['one', 'Proc-Type: 4,ENCRYPTED\n\n', ['Proc-Type=4,ENCRYPTED']],
    ['without blank line', 'Proc-Type: 4,ENCRYPTED\n', ['Proc-Type=4,ENCRYPTED']],
    ['without blank', 'A:b\n\n', ['A=b']],
    ['with colons in the value', 'A: b:c\n\n', ['A=b:c']],
    ['folded', 'Key-Info: RSA,\n  abc\n\tdef\nB: c\n\n', ['Key-Info=RSA, abc def', 'B=c']],
  ])('%s', (_, body, headers) => {
    expect(headersOf(body)).toEqual(headers);
  });
});

describe('time stays linear in the text', () => {
  const length = 3_000_000;
  it.each([
    ['dashes', '-'.repeat(length)],
    ['beginnings', '-----BEGIN X-----'.repeat(length / 17)],
    ['half beginnings', '-----BEGIN '.repeat(length / 11)],
    ['an endless label', `-----BEGIN ${'A-'.repeat(length / 2)}`],
    ['ends', '-----END X-----'.repeat(length / 15)],
    [
      'blanks in a header',
      `-----BEGIN X-----\nA:${' '.repeat(length)}b${' '.repeat(length)}\n-----END X-----`,
    ],
    ['line ends', `-----BEGIN X-----${'\n'.repeat(length)}-----END X-----`],
    ['equal signs', `-----BEGIN X-----${'='.repeat(length)}-----END X-----`],
  ])('%s', (_, text) => {
    const blocks = decodePem(`${text} ${other}`);
    expect(blocks.length).toBeLessThanOrEqual(MAX_DAMAGED + 1);
    expect(shown(blocks.slice(-1))).toEqual([neighbour]);
  });
});
