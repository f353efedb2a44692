/**
 * Host names and wildcards as a certificate may carry them (RFC 5280 §4.2.1.6, RFC 1034 §3.5, RFC 9525 §6.3), stricter
 * than most clients: what one of them refuses is refused here. There is no public suffix list: `*.co.uk` passes.
 */
import { readAddress } from './address-name';
import { FORBIDDEN_ASCII, hostInBrowser, isALabel, toShownUnicode } from './international-name';
import { accepted, forInput, refused, type NameNote, type ReadName } from './name';

/** RFC 1035 §2.3.4 counts length octets and the root: 255 there are 253 characters of text. */
const MAX_NAME = 253;
const MAX_LABEL = 63;

/** A host name, a wildcard, or the reason why not. Text that is an address is read as that address. */
export function readDnsName(input: string): ReadName {
  if (input.includes('*')) return readWildcard(input);
  // NFKC makes plain ones of full-width characters, as the mapping would; some browsers percent-encode them after that.
  const plain = input.normalize('NFKC');
  const stranger = FORBIDDEN_ASCII.exec(plain)?.[0];
  if (stranger === '_') return underscore(input, plain);
  if (stranger !== undefined) return refused(input, 'character', stranger);
  return /[\u0080-\u{10ffff}]/u.test(input) ? readInternational(input) : readAscii(input);
}

/** A regular expression for this takes quadratic time on a long run that is not at the end. */
function trimEnd(text: string, edge: string): string {
  let end = text.length;
  while (text[end - 1] === edge) end--;
  return text.slice(0, end);
}

const readHostOnly = (text: string): ReadName => readAddress(text) ?? readDnsName(text);

function underscore(input: string, plain: string): ReadName {
  const label = plain.split('.').find((part) => part.includes('_'));
  return refused(input, 'underscore', label, [readHostOnly(plain.replaceAll('_', '-'))]);
}

function readInternational(input: string): ReadName {
  const ascii = hostInBrowser(input);
  if (ascii === undefined || FORBIDDEN_ASCII.test(ascii)) return refused(input, 'bad-international');
  // Full-width digits become an address.
  const address = readAddress(ascii);
  return address === undefined ? readAscii(input, ascii) : refused(input, 'ipv4-radix', '', [address]);
}

/** `ascii`: lower-case letters, digits, hyphens and dots, whatever their arrangement. */
function readAscii(input: string, ascii = input.toLowerCase()): ReadName {
  const number = readAddress(ascii);
  if (number !== undefined) return number;
  const bare = trimEnd(ascii, '.');
  if (bare !== '' && bare !== ascii) return refused(input, 'trailing-dot', '', [readHostOnly(bare)]);
  const labels = ascii.split('.');
  if (labels.includes('')) return emptyLabel(input, labels);
  if (ascii.length > MAX_NAME) return refused(input, 'name-too-long', String(ascii.length));
  const long = labels.find((label) => label.length > MAX_LABEL);
  if (long !== undefined) return refused(input, 'label-too-long', long);
  const hyphen = labels.find((label) => label.startsWith('-') || label.endsWith('-'));
  if (hyphen !== undefined) {
    const trimmed = labels.map((label) => trimEnd(label.replace(/^-+/, ''), '-')).join('.');
    return refused(input, 'hyphen-edge', hyphen, [readHostOnly(trimmed)]);
  }
  return acceptedName(input, ascii, labels);
}

function emptyLabel(input: string, labels: readonly string[]): ReadName {
  const rest = labels.filter((label) => label !== '').join('.');
  if (rest === '') return refused(input, 'empty-label');
  // A leading dot is how cookies and NO_PROXY say "and everything below".
  const wildcard = labels[0] === '' ? readDnsName(`*.${rest}`) : undefined;
  return refused(input, 'empty-label', '', [readHostOnly(rest), wildcard]);
}

function acceptedName(input: string, ascii: string, labels: readonly string[]): ReadName {
  const encoded = labels.filter((label) => label.startsWith('xn--'));
  const notes: NameNote[] =
    input === ascii ? [] : input.toLowerCase() === ascii ? ['lower-cased'] : ['rewritten'];
  if (encoded.length === 0) return accepted('dns', ascii, input, notes);
  const broken = encoded.find((label) => !isALabel(label));
  if (broken !== undefined) return refused(input, 'bad-a-label', broken);
  const shown = toShownUnicode(ascii);
  return accepted(
    'dns',
    ascii,
    input,
    ['international', ...(shown === undefined ? ['shown-encoded' as const] : [])],
    shown,
  );
}

function readWildcard(input: string): ReadName {
  const labels = input.split('.');
  const stars = labels.findIndex((label) => label !== '*');
  if (stars < 0) return refused(input, 'wildcard-alone');
  const rest = labels.slice(Math.max(1, stars)).join('.');
  const [first = ''] = labels;
  const fix = rest.includes('*') ? undefined : below(`*.${rest}`, rest);
  if (stars > 1) return refused(input, 'wildcard-several', '', [fix]);
  if (stars === 0 && first.includes('*')) {
    // *app.test lacks its dot; of a*.app.test only the whole label can be a wildcard.
    const undotted = first.startsWith('*') ? `${first.replace(/^\*+/, '')}.${rest}` : rest;
    const dotted = undotted.includes('*') ? undefined : below(`*.${undotted}`, undotted);
    return refused(input, 'wildcard-partial', first, [dotted]);
  }
  return fix ?? refused(input, 'wildcard-not-leftmost');
}

/** `*.` and a name. */
function below(input: string, rest: string): ReadName {
  const address = readAddress(rest);
  if (address !== undefined) return refused(input, 'wildcard-address', '', [address]);
  const parent = readDnsName(rest);
  if (!parent.ok) {
    const { problem, fixes } = parent;
    return refused(
      input,
      problem.code,
      problem.fact,
      fixes.map((fix) => readDnsName(`*.${fix.value}`)),
    );
  }
  const value = `*.${parent.value}`;
  // Browsers, OpenSSL, Python, Node and curl refuse a wildcard right below a single label; Java and Go alone do not.
  if (!parent.value.includes('.')) return refused(input, 'wildcard-top-label', parent.value);
  if (value.length > MAX_NAME) return refused(input, 'name-too-long', String(value.length));
  return forInput({ ...parent, kind: 'wildcard', value, display: `*.${parent.display}` }, input);
}
