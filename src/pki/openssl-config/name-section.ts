/**
 * The section a distinguished name stands in, in both dialects of openssl-req(1): values with `prompt = no`; otherwise labels
 * of questions, whose `_default`s are what one gets by pressing Enter, and which are never values themselves.
 */
import type { DraftAttribute } from '../draft/certificate-draft';
import type { ConfigEntry, ConfigSection } from './config-text';
import { longName } from '../views/openssl-objects';
import { oidOf } from './object-identifier';
import type { Remarks } from './remarks';

/** Identifiers of extensions: not attributes, though OpenSSL would write them into a name. */
const EXTENSIONS = '2.5.29.';

interface Dialect {
  /** `prompt = no`. */
  readonly values: boolean;
  /** `utf8 = yes`: otherwise every octet of the file is taken for a letter of Latin-1. */
  readonly utf8: boolean;
}

export function readNameSection(
  section: ConfigSection,
  { values, utf8 }: Dialect,
  remarks: Remarks,
): readonly DraftAttribute[] {
  const attributes: DraftAttribute[] = [];
  let labels = 0;
  for (const entry of section.entries.values()) {
    if (!values && /_(?:min|max|default|value)$/.test(entry.name)) continue;
    const type = attributeTypeOf(entry, remarks);
    if (type === undefined) continue;
    let source: ConfigEntry | undefined = entry;
    if (!values) {
      labels++;
      source = section.entries.get(`${entry.name}_value`) ?? section.entries.get(`${entry.name}_default`);
    }
    // An empty answer leaves the attribute out.
    if (source === undefined || source.value === '') continue;
    if (!utf8 && /[^\0-\x7f]/.test(source.value)) remarks.add('not-utf8', source.line, entry.name);
    attributes.push({ type, value: source.value });
  }
  if (labels > 0 && attributes.length === 0) remarks.add('only-prompts', section.line);
  return attributes;
}

/** The name of a directoryName: always values, whatever the file says of prompts. */
export function readDirectorySection(section: ConfigSection, remarks: Remarks): readonly DraftAttribute[] {
  return readNameSection(section, { values: true, utf8: true }, remarks);
}

/** `CN`, `commonName`, `1.OU`, `+CN`, `2.5.4.3` behind a number of its own. */
function attributeTypeOf({ name, line }: ConfigEntry, remarks: Remarks): string | undefined {
  // Everything up to the first of these is there to tell repeated names apart; nothing may follow it in vain.
  const [, rest] = /^[^:,.]*[:,.](.+)$/s.exec(name) ?? [];
  const kept = rest ?? name;
  const multiple = kept.startsWith('+');
  const type = multiple ? kept.slice(1) : kept;
  const oid = oidOf(type);
  // Of `1.2.3.4.5` OpenSSL makes 2.3.4.5, and of `2.5.4.3` nothing; `0.2.5.4.3` is how it is done right.
  if (/^[1-9]\d*(?:\.\d+){2,}$/.test(name) && (oid === undefined || longName(oid) === oid)) {
    remarks.add('prefix-stripped', line, name, type);
    return oid;
  }
  if (oid === undefined || oid.startsWith(EXTENSIONS)) {
    remarks.add('attribute-unknown', line, type);
    return undefined;
  }
  if (multiple) remarks.add('several-in-one', line, type);
  return oid;
}
