// A certificate and its key the way people come by them: quoted in mail, numbered by an editor, commented out, pasted as a string of
// some language, sent through the web, printed as octets. Each is found whole, and nothing else is; what is truly damaged is said.
import { describe, expect, it } from 'vitest';
import { toBase64, utf8, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { detect } from '../../src/pki/detect';
import { chainWithKey } from '../support/certificate-chain';

const everyLine = (before: string) => (pem: string) => pem.replaceAll(/^/gm, before);
const between = (separator: string) => (pem: string) => pem.replaceAll('\n', separator);
const asStrings = (before: string, behind: string) => (pem: string) =>
  pem
    .trimEnd()
    .split('\n')
    .map((line) => `${before}${line}${behind}`)
    .join('\n');
const numbered = (write: (line: string, number: number) => string) => (pem: string) =>
  pem
    .trimEnd()
    .split('\n')
    .map((line, at) => write(line, at + 1))
    .join('\n');
const wide = (text: string, little: boolean): Bytes => {
  const octets = Buffer.from(text, 'utf16le');
  return new Uint8Array(little ? octets : octets.swap16());
};

const texts: Readonly<Record<string, (pem: string) => string | Bytes>> = {
  'blanks for line ends, as in an environment variable': between(' '),
  'nothing for line ends': between(''),
  'line ends written as \\n': between('\\n'),
  'line ends written as \\n, and that written once more': between('\\\\n'),
  'JSON in JSON': (pem) => JSON.stringify(JSON.stringify({ pem })),
  'JSON of PHP, slashes escaped': (pem) => JSON.stringify({ pem }).replaceAll('/', '\\/'),
  'quoted in mail': everyLine('> '),
  'quoted twice': everyLine('>> '),
  'commented out with #': everyLine('# '),
  'commented out with slashes, which are base64': everyLine('// '),
  'in a block comment': everyLine(' * '),
  'added by a patch': everyLine('+'),
  'removed by a patch': everyLine('-'),
  'indented by tabs': everyLine('\t\t'),
  'indented by blanks that do not break': everyLine('\u00a0\u00a0'),
  'numbered by an editor': numbered((line, number) => `${String(number).padStart(4)}  ${line}`),
  'numbered by cat -n': numbered((line, number) => `${String(number).padStart(6)}\t${line}`),
  'numbered by grep -n': numbered((line, number) => `${number}:${line}`),
  'with the name of its file, by grep -H': everyLine('app.pem:'),
  'zero-width blanks in it': (pem) => pem.replaceAll(/(.{10})/g, '$1\u200b'),
  'soft hyphens in it': (pem) => pem.replaceAll(/([A-Za-z0-9+/]{20})/g, '$1\u00ad'),
  'word joiners at line ends': between('\u2060\n'),
  'colours of a terminal': (pem) => pem.replaceAll('\n', '\u001b[0m\n\u001b[32m'),
  'NULs at line ends': between('\n\0'),
  'long dashes, as word processors make them': (pem) => pem.replaceAll('-----', '\u2014\u2014-'),
  'short dashes': (pem) => pem.replaceAll('-----', '\u2013\u2013\u2013\u2013\u2013'),
  'no dashes': (pem) => pem.replaceAll('-----', ''),
  'small letters in BEGIN and END': (pem) => pem.replaceAll('BEGIN', 'begin').replaceAll('END', 'end'),
  'a page of HTML': (pem) => `<html><body><pre>\n${pem}</pre></body></html>`,
  'HTML with <br>': (pem) => `<p>${pem.trimEnd().replaceAll('\n', '<br>')}</p>`,
  'HTML, each line a paragraph': asStrings('<p>', '</p>'),
  'HTML with entities': (pem) =>
    pem.replaceAll('+', '&#43;').replaceAll('=', '&#61;').replaceAll('/', '&#x2F;'),
  'in a URL': (pem) => encodeURIComponent(pem),
  'in a form': (pem) => encodeURIComponent(pem).replaceAll('%20', '+'),
  'in a proxy’s header': (pem) => `By=x;Cert="${encodeURIComponent(pem)}";Subject="CN=x"`,
  'UTF-16 with a mark': (pem) => wide(`\ufeff${pem}`, true),
  'UTF-16 without a mark': (pem) => wide(pem, true),
  'UTF-16, the other way round, without a mark': (pem) => wide(pem, false),
  'UTF-8 with a mark': (pem) => utf8(`\ufeff${pem}`),
  'beside octets of Windows-1252': (pem) =>
    new Uint8Array(Buffer.from(`\xe4\xf6 \x96 \x93x\x94\n${pem}`, 'latin1')),
  'line ends of old Macs': between('\r'),
  'line ends doubled by two programs': between('\r\r\n'),
  'quoted-printable mail': (pem) => pem.replaceAll('=', '=3D').replaceAll(/(.{50})(?=.)/g, '$1=\n'),
  'an attachment of mail': (pem) =>
    `Content-Type: application/x-pem-file\nContent-Transfer-Encoding: base64\n\n${toBase64(utf8(pem)).replace(/.{76}/g, '$&\r\n')}\n`,
  'a folded scalar of YAML': (pem) => `cert: >\n${everyLine('    ')(pem)}`,
  'a quoted scalar of YAML over several lines': (pem) => `cert: "${pem.replaceAll('\n', '\\n\\\n  ')}"`,
  'strings of C': asStrings('  "', '\\n"'),
  'strings of JavaScript, joined': asStrings("'", "\\n' +"),
  'octets of Python, joined': asStrings("b'", "\\n'"),
  'strings of Visual Basic, joined': asStrings('"', '" & vbCrLf & _'),
  'a string of PowerShell': between('`n'),
  'a string of SQL': between("'||chr(10)||'"),
  'rich text': (pem) => `{\\rtf1 ${pem.replaceAll('\n', '\\par\n')}}`,
  'two layers of base64': (pem) => toBase64(utf8(toBase64(utf8(pem)))),
};

const rows = (der: Bytes, line: (octets: Buffer, offset: number) => string) =>
  Array.from({ length: Math.ceil(der.length / 16) }, (_, at) =>
    line(Buffer.from(der.subarray(16 * at, 16 * at + 16)), 16 * at),
  ).join('\n');
const printable = (octets: Buffer) => octets.toString('latin1').replaceAll(/[^\x20-\x7e]/g, '.');
const pairs = (octets: Buffer) => [...octets].map((one) => one.toString(16).padStart(2, '0')).join(' ');

const octetTexts: Readonly<Record<string, (der: Bytes) => string>> = {
  xxd: (der) =>
    rows(der, (octets, at) => {
      const hex = octets.toString('hex').replaceAll(/(....)/g, '$1 ');
      return `${at.toString(16).padStart(8, '0')}: ${hex.padEnd(41)} ${printable(octets)}`;
    }),
  'hexdump -C': (der) =>
    rows(der, (octets, at) => {
      const halves = `${pairs(octets.subarray(0, 8))}  ${pairs(octets.subarray(8))}`;
      return `${at.toString(16).padStart(8, '0')}  ${halves.padEnd(49)} |${printable(octets)}|`;
    }),
  'od -tx1': (der) => rows(der, (octets, at) => `${at.toString(8).padStart(7, '0')} ${pairs(octets)}`),
  'a Buffer of Node in JSON': (der) => JSON.stringify(Buffer.from(der)),
  'signed bytes of Java': (der) => `{${[...Int8Array.from(der)].join(', ')}}`,
  'XML with line ends as Java writes them': (der) =>
    `<X509Certificate>${toBase64(der).replaceAll(/.{76}/g, '$&&#13;\n')}</X509Certificate>`,
};

const found = (input: string | Bytes) =>
  detect(input).map((one) => [
    one.kind,
    one.kind === 'unreadable' ? one.error.code : toBase64(one.octets ?? utf8('')),
  ]);

describe('a certificate and its key', () => {
  it.each(Object.entries(texts))('%s', async (_, dress) => {
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    expect(found(dress(encodePem('CERTIFICATE', leaf) + encodePem('PRIVATE KEY', pkcs8)))).toEqual([
      ['certificate', toBase64(leaf)],
      ['private-key', toBase64(pkcs8)],
    ]);
  });
});

describe('a certificate as octets', () => {
  it.each(Object.entries(octetTexts))('%s', async (_, dress) => {
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    const text = `before\n${dress(leaf)}\nbehind\n${encodePem('PRIVATE KEY', pkcs8)}`;
    expect(found(text)).toEqual([
      ['certificate', toBase64(leaf)],
      ['private-key', toBase64(pkcs8)],
    ]);
    const [first] = detect(text);
    expect(text.slice(0, first?.span.start)).toMatch(/^before\n(?:<X509Certificate>|[^\d]*)$/);
  });
});

describe('what is damaged is no document, whatever stands before it', () => {
  it.each<[string, (pem: string) => string]>([
    ['a strange character', (pem) => pem.replace(/\nM/, '\nM!')],
    ['cut short by somebody', (pem) => `${pem.slice(0, 100)}...\n${pem.slice(300)}`],
  ])('%s', async (_, damage) => {
    const { leaf } = await chainWithKey('ec-p256');
    const [first, ...others] = detect(damage(encodePem('CERTIFICATE', leaf)));
    expect(others).toEqual([]);
    const same = first?.kind === 'certificate' && toBase64(first.octets ?? utf8('')) === toBase64(leaf);
    expect(first?.kind === 'unreadable' || same).toBe(true);
  });
});
