// The ways a document reaches the page: each makes of its DER what a person pastes or drops.
import { toBase64, toHex, utf8, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';

type Form = (der: Bytes, label: string) => string | Bytes;

const lines = (text: string, width = 64) => text.replace(new RegExp(`.{${width}}`, 'g'), '$&\n');

export const forms: Readonly<Record<string, Form>> = {
  DER: (der) => der,
  PEM: (der, label) => encodePem(label, der),
  'PEM in a file': (der, label) => utf8(encodePem(label, der)),
  base64: (der) => toBase64(der),
  'base64 in lines': (der) => lines(toBase64(der)),
  hex: (der) => toHex(der),
};

/** Surroundings, too many for every object of the corpora. */
export const surroundings: Readonly<Record<string, Form>> = {
  'prose around PEM, CRLF, a mark at the start': (der, label) =>
    `\ufeffDear all,\r\nhere it is:\r\n${encodePem(label, der).replaceAll('\n', '\r\n')}Regards\r\n`,
  'PEM indented, without the last line end': (der, label) =>
    encodePem(label, der).replace(/^/gm, '    ').trimEnd(),
  'base64 in quotes': (der) => `cert = "${toBase64(der)}"`,
  'base64 in quoted lines joined by +': (der) =>
    (toBase64(der).match(/.{1,60}/g) ?? []).map((line) => `"${line}" +`).join('\n'),
  'base64 with prose behind': (der) => `${toBase64(der)}\n\nRegards, Eve`,
  'base64url without padding': (der) =>
    toBase64(der).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
  'hex with colons': (der) => toHex(der, ':'),
  'hex with spaces, in lines, capitals': (der) => lines(toHex(der, ' ').toUpperCase(), 48),
  'hex of a C array': (der) => `unsigned char x[] = { 0x${toHex(der, ', 0x')} };`,
  'hex behind 0x': (der) => `0x${toHex(der)}`,
  'a mobileconfig': (der) =>
    `<plist><dict><key>PayloadContent</key><data>\n\t\t${lines(toBase64(der), 52).replaceAll('\n', '\n\t\t')}\n</data></dict></plist>`,
  'a Kubernetes Secret of PEM': (der, label) =>
    `apiVersion: v1\nkind: Secret\ndata:\n  tls.crt: ${toBase64(utf8(encodePem(label, der)))}\n  other: aGVsbG8=\n`,
  'a Kubernetes Secret of base64 of PEM': (der, label) =>
    `data:\n  tls.crt: ${toBase64(utf8(toBase64(utf8(encodePem(label, der)))))}\n`,
  'a Kubernetes Secret of DER, as JSON': (der) => JSON.stringify({ data: { 'tls.der': toBase64(der) } }),
  'PEM in JSON': (der, label) => JSON.stringify({ pem: encodePem(label, der) }),
  'PEM in UTF-16': (der, label) => {
    const text = `\ufeff${encodePem(label, der)}`;
    return new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer);
  },
};
