/** Node's `tls.checkServerIdentity`: subjectAltName as one line of text, else the CommonNames; one wildcard in the first of three labels. */
import { formatIpAddress } from '../../codec/ip-address';
import type { AlternativeName } from './exhibit-extensions';
import { commonNames } from './exhibit-name';
import type { Evidence } from './evidence';

/** Node's reason, or `undefined` where the certificate is for the host. */
export function nodeNameTrouble({ leaf, host }: Evidence): string | undefined {
  const names = leaf.extensions.alternativeNames ?? [];
  const { address, text } = host;
  if (address !== undefined) {
    const addresses = names.filter(({ kind }) => kind === 'ip').map((name) => name.text);
    if (addresses.includes(formatIpAddress(address) ?? '')) return undefined;
    return `IP: ${text} is not in the cert's list: ${addresses.join(', ')}`;
  }
  const hosts = names.filter(({ kind }) => kind === 'dns').map((name) => name.text);
  if (hosts.length > 0) {
    if (hosts.some((pattern) => fits(pattern, text))) return undefined;
    return `Host: ${text}. is not in the cert's altnames: ${names.map(inWords).join(', ')}`;
  }
  const subjects = commonNames(leaf.subject);
  if (subjects.every((name) => name === '')) return 'Cert does not contain a DNS name';
  if (subjects.some((name) => fits(name, text))) return undefined;
  return `Host: ${text}. is not cert's CN: ${subjects.join(',')}`;
}

const labelsOf = (name: string): readonly string[] =>
  name
    .replace(/\.$/, '')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase())
    .split('.');

function fits(pattern: string, host: string): boolean {
  const [presented, wanted] = [labelsOf(pattern), labelsOf(host)];
  if (pattern === '' || presented.length !== wanted.length || presented.includes('')) return false;
  if (presented.some((label) => /[^\x21-\x7f]/.test(label))) return false;
  if (presented.slice(1).some((label, place) => label !== wanted[place + 1])) return false;
  const [first = ''] = presented;
  const [own = ''] = wanted;
  const parts = first.split('*');
  if (parts.length === 1 || first.includes('xn--')) return own === first;
  const [before = '', after = ''] = parts;
  if (parts.length > 2 || presented.length <= 2 || before.length + after.length > own.length) return false;
  return own.startsWith(before) && own.endsWith(after);
}

const PREFIXES: Readonly<Record<AlternativeName['kind'], string>> = {
  dns: 'DNS:',
  email: 'email:',
  uri: 'URI:',
  ip: 'IP Address:',
  directory: 'DirName:',
  'registered-id': 'Registered ID:',
  other: 'othername:',
};

/** As `X509Certificate.subjectAltName` has it; what could be mistaken for another entry is quoted (CVE-2021-44532). */
function inWords({ kind, text, octets }: AlternativeName): string {
  if (kind === 'ip') return PREFIXES.ip + (text === '' ? '<invalid>' : nodeAddress(octets, text));
  if (kind === 'other') return 'othername:<unsupported>';
  const unsafe = /["\\,']|[^ -~]/.test(text);
  return PREFIXES[kind] + (unsafe ? quoted(text) : text);
}

/** IPv6 in eight groups of upper case without padding, as OpenSSL prints it. */
function nodeAddress(octets: Uint8Array, text: string): string {
  if (octets.length !== 16) return text;
  return Array.from({ length: 8 }, (_, group) =>
    (((octets[2 * group] ?? 0) << 8) | (octets[2 * group + 1] ?? 0)).toString(16).toUpperCase(),
  ).join(':');
}

/** Octets as they are, each as a character of its own. */
const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/[^ -~]|,/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  })}"`;
