/** A section of extensions, by row: those with a name, those with an identifier of their own, those in DER. */
import { fromHex, toHex } from '../../codec/bytes';
import type { DraftExtensions, DraftName } from '../draft/certificate-draft';
import { criticalityOf } from '../draft/criticality';
import { shortName } from '../views/openssl-objects';
import { isOtherAsn1, readAsn1Text } from './asn1-text';
import type { ConfigEntry } from './config-text';
import { extensionRows, isOtherExtension, type ExtensionText, type Reading } from './extension-values';
import { oidOf } from './object-identifier';
import { criticalAndRest, type ConfigContext } from './value-list';

export interface ReadExtensions {
  readonly extensions: DraftExtensions;
  readonly names: readonly DraftName[];
  readonly emailFromSubject?: { readonly at: number; readonly line: number };
  readonly authorityAlways: boolean;
  /** Where each extension stands, by its short name. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Whether a section with such an entry is one of extensions. */
export const isExtensionName = (name: string): boolean =>
  Object.hasOwn(extensionRows, name) || otherwiseKnown.has(name);

const otherwiseKnown = new Set(['issuerAltName', 'subjectInfoAccess', 'freshestCRL']);

export function readExtensions(entries: Iterable<ConfigEntry>, context: ConfigContext): ReadExtensions {
  const reading: Reading = {
    context,
    extensions: { subjectAltNameCritical: 'auto', own: [] },
    own: [],
    names: [],
    authorityAlways: false,
  };
  const lines = new Map<string, number>();
  const marks = new Map<string, boolean>();
  // In the file and on the command line: the last one takes the other's place.
  const counting = new Map<string, ConfigEntry>();
  for (const entry of entries) {
    if (counting.delete(entry.name)) context.remarks.add('extension-twice', entry.line, entry.name);
    counting.set(entry.name, entry);
  }
  for (const { name, value, line } of counting.values()) {
    const { critical, rest } = criticalAndRest(value);
    const text: ExtensionText = { name, critical, value: rest, line };
    lines.set(name, line);
    readOne(text, reading);
    marks.set(draftNames[name] ?? name, critical);
  }
  const { extensions, own, names, emailFromSubject, authorityAlways } = reading;
  return {
    extensions: { ...extensions, ...criticalityOf(Object.fromEntries(marks)), own },
    names,
    ...(emailFromSubject !== undefined && { emailFromSubject }),
    authorityAlways,
    lines,
  };
}

/** What OpenSSL calls otherwise than a draft. */
const draftNames: Readonly<Record<string, string>> = { tlsfeature: 'tlsFeature', noCheck: 'ocspNoCheck' };

function readOne(text: ExtensionText, reading: Reading): void {
  const { name, value, line } = text;
  const { remarks } = reading.context;
  const [, form, contents = ''] = /^(DER|ASN1):[ \t]*(.*)$/s.exec(value) ?? [];
  if (form !== undefined) {
    readOwn(text, form, contents, reading);
    return;
  }
  const row = Object.hasOwn(extensionRows, name) ? extensionRows[name] : undefined;
  if (row !== undefined) row(text, reading);
  else if (isOtherExtension(name)) remarks.add('extension-left-out', line, name);
  else remarks.add('extension-unknown', line, name);
}

/** `1.2.3.4 = DER:01:02`, `1.2.3.4 = ASN1:UTF8String:text`. */
function readOwn(text: ExtensionText, form: string, contents: string, reading: Reading): void {
  const { name, critical, value, line } = text;
  const { remarks } = reading.context;
  const oid = oidOf(name);
  if (oid === undefined) {
    remarks.add('extension-unknown', line, name);
    return;
  }
  // An extension that a draft has fields for cannot be given in octets there.
  const known = shortName(oid);
  if (Object.hasOwn(extensionRows, known) && !known.startsWith('ns')) {
    remarks.add('extension-left-out', line, name);
    return;
  }
  const octets = form === 'DER' ? fromHex(contents.replace(/[:\s]/g, '')) : undefined;
  const read =
    form === 'DER' ? octets && { kind: 'der' as const, hex: toHex(octets) } : readAsn1Text(contents);
  if (read === undefined && form === 'ASN1' && isOtherAsn1(contents))
    remarks.add('extension-left-out', line, name);
  else if (read === undefined || (read.kind === 'der' && read.hex === ''))
    remarks.add('value-not-understood', line, name, value);
  else reading.own.push({ oid, critical, value: read });
}
