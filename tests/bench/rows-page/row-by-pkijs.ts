// The same row by pkijs 4, read as its documentation has it.
import type * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import type { Row } from './row';

const types: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.10': 'O' };

const nameOf = ({ typesAndValues }: pkijs.RelativeDistinguishedNames): string =>
  typesAndValues
    .map(
      ({ type, value }) =>
        `${types[type] ?? ''}=${String((value.valueBlock as unknown as { readonly value: unknown }).value)}`,
    )
    .join(', ');

export function rowByPkijs(der: Uint8Array<ArrayBuffer>): Row {
  const certificate = pkijs.Certificate.fromBER(der);
  const { subject, issuer, notBefore, notAfter, extensions = [], serialNumber } = certificate;
  const alternativeNames = extensions.find(({ extnID }) => extnID === '2.5.29.17')?.parsedValue as
    pkijs.AltName | undefined;
  const usage = extensions.find(({ extnID }) => extnID === '2.5.29.15')?.parsedValue as
    asn1js.BitString | undefined;
  const octets = new Uint8Array(serialNumber.valueBlock.valueHexView);
  return {
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    notBefore: notBefore.value.getTime(),
    notAfter: notAfter.value.getTime(),
    names: (alternativeNames?.altNames ?? []).map(({ value }) => String(value)),
    keyUsage: usage && (usage.valueBlock.valueHexView[0] ?? 0) << 1,
    serial: Array.from(octets, (octet) => octet.toString(16).padStart(2, '0').toUpperCase()).join(''),
  };
}
