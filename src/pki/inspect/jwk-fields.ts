/**
 * A JSON Web Key in words, member by member (RFC 7517 §4; RFC 7518 §6; RFC 8037, 9964). Private members are named and never shown;
 * a member that nobody registered is shown as it stands.
 */
import { fromBase64Url, toHex, type Bytes } from '../../codec/bytes';
import { parseJwk } from '../../codec/jwk-document';
import type { Field } from './field';
import { PRIVATE } from './private-words';
import { problemAt } from './problem';

type Form = 'text' | 'words' | 'number' | 'octets' | 'secret' | 'time' | 'certificates';

interface Meaning {
  readonly label: string;
  readonly citation: string;
  readonly about: string;
  readonly form: Form;
}

const rows: readonly (readonly [name: string, form: Form, label: string, citation: string, about: string])[] =
  [
    ['kty', 'words', 'Key type', 'RFC 7517 §4.1', 'The family of the algorithm.'],
    ['use', 'words', 'Use', 'RFC 7517 §4.2', 'What a public key is for.'],
    ['key_ops', 'words', 'Operations', 'RFC 7517 §4.3', 'What may be done with the key.'],
    ['alg', 'text', 'Algorithm', 'RFC 7517 §4.4', 'The one algorithm the key is for.'],
    ['kid', 'text', 'Key ID', 'RFC 7517 §4.5', 'By which signatures and sets of keys refer to it.'],
    [
      'x5u',
      'text',
      'Certificate address',
      'RFC 7517 §4.6',
      'Where the certificates can be fetched. Nothing is fetched here.',
    ],
    [
      'x5c',
      'certificates',
      'Certificates',
      'RFC 7517 §4.7',
      'The key’s certificate first, each next one issued the one before.',
    ],
    ['x5t', 'octets', 'Certificate SHA-1', 'RFC 7517 §4.8', 'Fingerprint of the key’s certificate.'],
    ['x5t#S256', 'octets', 'Certificate SHA-256', 'RFC 7517 §4.9', 'Fingerprint of the key’s certificate.'],
    ['crv', 'text', 'Curve', 'RFC 7518 §6.2.1.1', 'The curve the key is on.'],
    ['x', 'octets', 'X', 'RFC 7518 §6.2.1.2, RFC 8037 §2', 'The public key, or the first half of it.'],
    ['y', 'octets', 'Y', 'RFC 7518 §6.2.1.3', 'The second half of the public key.'],
    ['n', 'octets', 'Modulus', 'RFC 7518 §6.3.1.1', 'The public number that the key’s size is counted by.'],
    ['e', 'octets', 'Public exponent', 'RFC 7518 §6.3.1.2', '65537 (010001) in nearly all keys.'],
    ['pub', 'octets', 'Public key', 'RFC 9964 §3', 'The public key of an algorithm that has but one form.'],
    ['priv', 'secret', 'Private key', 'RFC 9964 §3', ''],
    ['d', 'secret', 'Private key', 'RFC 7518 §6.2.2.1, §6.3.2.1', ''],
    ['p', 'secret', 'First prime', 'RFC 7518 §6.3.2.2', ''],
    ['q', 'secret', 'Second prime', 'RFC 7518 §6.3.2.3', ''],
    ['dp', 'secret', 'First exponent', 'RFC 7518 §6.3.2.4', ''],
    ['dq', 'secret', 'Second exponent', 'RFC 7518 §6.3.2.5', ''],
    ['qi', 'secret', 'Coefficient', 'RFC 7518 §6.3.2.6', ''],
    ['oth', 'secret', 'Further primes', 'RFC 7518 §6.3.2.7', ''],
    ['k', 'secret', 'Symmetric key', 'RFC 7518 §6.4.1', ''],
    ['ext', 'words', 'Exportable', 'W3C WebCrypto §15', 'What a browser noted when it exported the key.'],
    ['iat', 'time', 'Made at', 'OpenID Federation §8.7', 'When the key was made.'],
    ['nbf', 'time', 'Valid from', 'OpenID Federation §8.7', 'Before it the key is not used.'],
    ['exp', 'time', 'Valid until', 'OpenID Federation §8.7', 'After it the key is not used.'],
  ];

const meanings: ReadonlyMap<string, Meaning> = new Map(
  rows.map(([name, form, label, citation, about]) => [name, { label, citation, about, form }]),
);

const words: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  ['EC', 'EC (elliptic curve)'],
  ['RSA', 'RSA'],
  ['OKP', 'OKP (Ed25519, X25519 and the like)'],
  ['AKP', 'AKP (ML-DSA and the like)'],
  ['oct', 'oct (symmetric)'],
  ['sig', 'signatures'],
  ['enc', 'encryption'],
  ['deriveKey', 'derive keys'],
  ['deriveBits', 'derive bits'],
  ['wrapKey', 'wrap keys'],
  ['unwrapKey', 'unwrap keys'],
  [true, 'yes'],
  [false, 'no'],
]);

/** Characters of a member that nobody knows. */
const MAX_SHOWN = 4096;
const NOT_BASE64URL = 'It is not base64url, so it is shown as it stands.';

export function jwkFields(octets: Bytes): readonly Field[] {
  const text = new TextDecoder().decode(octets);
  const parsed = parseJwk(text);
  const members = membersOf(text);
  if (members === undefined)
    return [{ name: 'jwk', label: 'JSON Web Key', problem: problemAt('bad-value', 0) }];
  // Of a key that cannot be used as one the reader says why.
  const problems = parsed.ok ? parsed.value.problems : [parsed.error];
  return [
    ...Object.entries(members).map(([name, value]) => fieldOf(name, value)),
    ...problems.map(({ detail }) => ({
      name: 'problem',
      label: 'As a key',
      problem: `It cannot be used: ${detail}.`,
    })),
  ];
}

function membersOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null
      ? (json as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

function fieldOf(name: string, value: unknown): Field {
  const meaning = meanings.get(name);
  if (meaning === undefined) return { name, label: name, ...asItStands(value) };
  const { label, citation, form } = meaning;
  if (form === 'secret') return { name, label, citation, about: PRIVATE };
  return { name, label, citation, about: meaning.about, ...contentOf(form, value) };
}

function contentOf(form: Exclude<Form, 'secret'>, value: unknown): Partial<Field> {
  switch (form) {
    case 'words':
      return Array.isArray(value)
        ? { value: value.map((one: unknown) => words.get(one) ?? asText(one)).join(', '), list: true }
        : { value: words.get(value) ?? asText(value) };
    case 'octets': {
      const octets = typeof value === 'string' ? fromBase64Url(value) : undefined;
      return octets === undefined
        ? { ...asItStands(value), problem: NOT_BASE64URL }
        : { value: toHex(octets), form: 'hex' };
    }
    case 'time': {
      const time = typeof value === 'number' ? new Date(value * 1000) : undefined;
      return time === undefined || Number.isNaN(time.getTime())
        ? asItStands(value)
        : { value: time.toISOString().replace(/\.000Z$/, 'Z'), form: 'time' };
    }
    case 'certificates':
      return Array.isArray(value)
        ? { value: `${value.length}, each an item of its own` }
        : { ...asItStands(value), problem: 'It is no list.' };
    default:
      return asItStands(value);
  }
}

const asText = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
};

const asItStands = (value: unknown): Partial<Field> => ({
  value: asText(value),
  ...(typeof value !== 'string' && { form: 'code' }),
});
