/**
 * Subject alternative names from what was typed (RFC 5280 §4.2.1.6). Read with the same readers as the names box, but what
 * they refuse for the sake of some client is let pass where it can be encoded: here people may have their reasons.
 */
import type { Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { readGeneralName, type GeneralName } from '../../codec/general-name';
import { formatIpAddress, parseIpAddress } from '../../codec/ip-address';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { readDnsName } from '../dns-name';
import { readEmail } from '../email-name';
import type { ReadName } from '../name';
import { readUri } from '../uri-name';
import type { DraftName, DraftPlace } from './certificate-draft';
import type { ProblemList, Report } from './problem-list';
import { readHex, readOid, readString } from './text-values';
import { readSubject } from './subject';

/** More make a certificate that no TLS client takes. */
export const MOST_NAMES = 10_000;
/** Also what SPIFFE allows a URI. */
const LONGEST_NAME = 2048;
const LONGEST_HOST = 253;

const isAscii = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

/** What a reader made of text outside ASCII: A-labels, percent escapes. Text in ASCII stays as it was typed. */
function mapped(
  text: string,
  read: (text: string) => ReadName,
  kinds: readonly string[],
): string | undefined {
  if (isAscii(text)) return text;
  const name = read(text);
  const found = name.ok ? name : name.fixes[0];
  return found !== undefined && kinds.includes(found.kind) ? found.value : undefined;
}

/** A host name, a wildcard, and what else resolvers know: labels with `_`, a dot at the end, addresses. */
export function readHost(text: string, report: Report): string | undefined {
  const typed = text.trim();
  if (typed === '') return report('empty');
  if (typed.length > LONGEST_NAME) return report('too-long', String(LONGEST_HOST));
  const host = mapped(typed, readDnsName, ['dns', 'wildcard']);
  if (host === undefined || !/^[A-Za-z0-9_*-]+(?:\.[A-Za-z0-9_*-]+)*\.?$/.test(host))
    return report('not-a-dns-name', typed.slice(0, 80));
  return host.length > LONGEST_HOST ? report('too-long', String(LONGEST_HOST)) : host;
}

export function readAddress(text: string, report: Report): string | undefined {
  const typed = text.trim();
  if (typed === '') return report('empty');
  const octets = parseIpAddress(typed);
  return (octets && formatIpAddress(octets)) ?? report('not-an-address', typed.slice(0, 80));
}

export function readMailbox(text: string, report: Report): string | undefined {
  const typed = text.trim();
  if (typed === '') return report('empty');
  if (typed.length > LONGEST_NAME) return report('too-long', String(LONGEST_NAME));
  const mailbox = mapped(typed, readEmail, ['email']);
  return mailbox !== undefined && /^[^@]+@[^@]+$/.test(mailbox)
    ? mailbox
    : report('not-an-email', typed.slice(0, 80));
}

/** Any scheme: what a URI is for is not asked. */
export function readAddressOfResource(text: string, report: Report): string | undefined {
  const typed = text.trim();
  if (typed === '') return report('empty');
  if (typed.length > LONGEST_NAME) return report('too-long', String(LONGEST_NAME));
  const uri = mapped(typed, (one) => readUri(one, true), ['uri']);
  return uri !== undefined && /^[a-z][a-z0-9+.-]*:./i.test(uri)
    ? uri
    : report('not-a-uri', typed.slice(0, 80));
}

const plainKinds = {
  dns: readHost,
  ip: readAddress,
  email: readMailbox,
  uri: readAddressOfResource,
} as const;

export function readDraftName(
  name: DraftName,
  place: DraftPlace,
  problems: ProblemList,
): GeneralName | undefined {
  switch (name.kind) {
    case 'dns':
    case 'ip':
    case 'email':
    case 'uri': {
      const value = plainKinds[name.kind](name.value, problems.at(...place, 'value'));
      return value === undefined ? undefined : { kind: name.kind, value };
    }
    case 'directory': {
      if (name.attributes.length === 0) return problems.at(...place, 'attributes')('empty');
      const read = readSubject(name.attributes, [...place, 'attributes'], problems);
      return read && { kind: 'directory', name: read };
    }
    case 'registered-id': {
      const oid = readOid(name.oid, problems.at(...place, 'oid'));
      return oid === undefined ? undefined : { kind: 'registered-id', oid };
    }
    case 'other': {
      const oid = readOid(name.oid, problems.at(...place, 'oid'));
      const report = problems.at(...place, 'value');
      const value = name.value === '' ? report<Bytes>('empty') : readString(name.form, name.value, report);
      if (oid === undefined || value === undefined) return undefined;
      // otherName [0] { type-id, value [0] EXPLICIT }.
      const der = DerWriter.encode((writer) =>
        writer.constructed(Tag.explicit(0), () => writer.oid(oid).explicit(0, () => writer.raw(value))),
      );
      return { kind: 'other', der };
    }
    case 'der':
      return readEncoded(name.hex, problems.at(...place, 'hex'));
  }
}

function readEncoded(hex: string, report: Report): GeneralName | undefined {
  const octets = readHex(hex, report);
  if (octets === undefined) return undefined;
  const name = attempt(() => DerReader.document(octets, readGeneralName));
  return name.ok ? name.value : report('not-der');
}
