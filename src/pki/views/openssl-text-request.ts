/** What `openssl req -text -noout` prints, as OpenSSL 3.0 formats it. */
import { latin1 } from '../../codec/bytes';
import {
  outlineRequest,
  readExtensionList,
  type RequestOutline,
  type TaggedOctets,
} from '../../codec/document-outline';
import { DerReader } from '../../codec/der-reader';
import { attempt, type Result } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { extensionTexts } from './openssl-extension';
import { integerText } from './openssl-lines';
import { onelineName } from './openssl-name';
import { longName } from './openssl-objects';
import { signatureLines } from './openssl-signature';
import { subjectKeyLines, versionText } from './openssl-text';
import { terminalText } from './string-text';

/** extensionRequest (RFC 2985 §5.4.2), and Microsoft's own identifier for the same. */
const extensionRequests = ['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'];
const strings: readonly number[] = [
  ...[Tag.PRINTABLE_STRING, Tag.TELETEX_STRING, Tag.NUMERIC_STRING, Tag.UTF8_STRING, Tag.IA5_STRING],
];

export function opensslRequestText(der: Uint8Array): Result<string> {
  const outlined = outlineRequest(der);
  return outlined.ok ? attempt(() => terminalText(requestText(outlined.value))) : outlined;
}

const valueText = ({ tag, octets }: TaggedOctets): string =>
  strings.includes(tag) ? latin1(octets) : 'unable to print attribute';

function attributeLines({ attributes }: RequestOutline): string {
  if (attributes.length === 0) return '            (none)\n';
  return attributes
    .filter(({ oid }) => !extensionRequests.includes(oid))
    .map(({ oid, values }) => {
      const lines = values.map((value) => `:${valueText(value)}\n`);
      return `            ${longName(oid).padEnd(25)}${lines.join(' '.repeat(25))}`;
    })
    .join('');
}

function requestedExtensions({ attributes }: RequestOutline): string {
  const [wanted] = extensionRequests.flatMap((oid) =>
    attributes.filter((attribute) => attribute.oid === oid),
  );
  const [value] = wanted?.values ?? [];
  if (value === undefined) return '            Requested Extensions:\n';
  if (value.tag !== Tag.SEQUENCE) return '';
  const list = attempt(() => readExtensionList(new DerReader(value.octets)));
  return list.ok ? `            Requested Extensions:\n${extensionTexts(list.value, 16)}` : '';
}

function requestText(request: RequestOutline): string {
  const { version, subject, publicKey, signature } = request;
  return [
    'Certificate Request:\n    Data:\n',
    `        Version: ${versionText(version, 0) ?? `Unknown (${integerText(version)})`}\n`,
    `        Subject: ${onelineName(subject)}\n`,
    subjectKeyLines(publicKey),
    '        Attributes:\n',
    attributeLines(request),
    requestedExtensions(request),
    signatureLines(signature),
  ].join('');
}
