/**
 * The box that takes every name: cuts pasted text into names, finds out what each one is, and refuses what clients would
 * refuse. Total for any text, in time proportional to its length.
 */
import type { GeneralName } from '../codec/general-name';
import { readEmail } from './email-name';
import { readHost } from './host-name';
import { forInput, identity, refused, type AcceptedName, type NameKind, type ReadName } from './name';
import { readUri } from './uri-name';

const MAX_TEXT = 1_000_000;
const MAX_NAMES = 10_000;
/** Longer than any host name or mailbox may be, and what SPIFFE allows a URI. Bounds the work on each name. */
const MAX_NAME = 2048;

/**
 * What stands between names: white space, commas and semicolons of any script, and the quotes and angle brackets that lists
 * and mail programs put around them. An apostrophe inside a word belongs to it: o'brien@example.test.
 */
const BETWEEN = /(?:[\s,;"`<>“”‘’、，；]|\B'|'\B)+/u;
/** `DNS.1 = app.test` in openssl.cnf, and `IP Address:` as `openssl x509 -text` prints it, in the form that has no spaces. */
const CONFIGURED = /\b(?:(DNS|IP|URI|email)\.\d+[ \t]*=[ \t]*|(IP) Address:)/gi;
/** OpenSSL's subjectAltName syntax. */
const PREFIXED = /^(DNS|IP|URI|email):(?!\d{1,5}$)(.+)$/is;

/** Characters that show nothing. ZWNJ and ZWJ have their place in some scripts, and the mapping knows where. */
const INVISIBLE = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Cs}\p{Co}]/u;

/** Reads every name in `text`, in order; a name that is in `already` or was read before is refused as a duplicate. */
export function readNames(text: string, already: readonly AcceptedName[] = []): readonly ReadName[] {
  if (text.length > MAX_TEXT) return [refused(text.slice(0, 80), 'too-large', String(MAX_TEXT))];
  const words = text
    .replace(CONFIGURED, '$1$2:')
    .split(BETWEEN)
    // The brackets of a pasted list.
    .filter((word) => !/^[[\](){}]*$/.test(word));
  if (already.length + words.length > MAX_NAMES)
    return [refused(text.slice(0, 80), 'too-many', String(MAX_NAMES))];
  const taken = new Set(already.map(identity));
  return words.map((word) => {
    const name = readName(word);
    if (!name.ok) return { ...name, fixes: name.fixes.filter((fix) => !taken.has(identity(fix))) };
    if (taken.has(identity(name))) return refused(word, 'duplicate', name.display);
    taken.add(identity(name));
    return name;
  });
}

function readName(input: string): ReadName {
  if (input.length > MAX_NAME) return refused(input, 'name-too-long', String(input.length));
  const invisible = INVISIBLE.exec(input)?.[0];
  if (invisible !== undefined) {
    const codePoint = (invisible.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const visible = input.replace(new RegExp(INVISIBLE, 'gu'), '');
    return refused(input, 'invisible-character', `U+${codePoint}`, visible === '' ? [] : [readName(visible)]);
  }
  const [, prefix, rest] = PREFIXED.exec(input) ?? [];
  return prefix !== undefined && rest !== undefined ? readAs(prefix, rest, input) : readBare(input);
}

const KINDS_OF_PREFIX: Readonly<Record<string, readonly NameKind[]>> = {
  dns: ['dns', 'wildcard'],
  ip: ['ipv4', 'ipv6'],
  email: ['email'],
  uri: ['uri'],
};

function readAs(prefix: string, text: string, input: string): ReadName {
  const said = prefix.toLowerCase();
  const name = said === 'uri' ? readUri(text, true) : readBare(text);
  // Clients look for an address among addresses only: DNS:127.0.0.1 matches nothing.
  if (name.ok && !KINDS_OF_PREFIX[said]?.includes(name.kind))
    return refused(input, 'other-kind', said, [name]);
  return forInput(name, input);
}

function readBare(text: string): ReadName {
  // A dot belongs to a host, and digits after the colon to a port: app.test:8443, localhost:8443/path.
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return readUri(text, false);
  if (/^(?!localhost:)[a-z][a-z0-9+-]*:(?!\d*(?:[/?#]|$))/i.test(text) && !isAddressLike(text))
    return readUri(text, false);
  return /^[^/]*@/.test(text) ? readEmail(text) : readHost(text);
}

/** `fe80::1`, `dead:beef:…`: hex digits look like the scheme of a URI. */
const isAddressLike = (text: string): boolean => /^[0-9a-f]{0,4}:[0-9a-f]{0,4}:/i.test(text);

/** The entry of subjectAltName this name becomes. */
export function toGeneralName({
  kind,
  value,
}: AcceptedName): Extract<GeneralName, { readonly value: string }> {
  switch (kind) {
    case 'dns':
    case 'wildcard':
      return { kind: 'dns', value };
    case 'ipv4':
    case 'ipv6':
      return { kind: 'ip', value };
    case 'email':
    case 'uri':
      return { kind, value };
  }
}
