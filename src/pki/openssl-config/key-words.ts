/** Keys and digests as openssl commands and `[req]` name them, to what can be made here. */
import { keyAlgorithms, type KeyAlgorithmId } from '../algorithms';
import { signatureSchemes, type SignatureSchemeId } from '../signature-scheme';
import type { Remarks } from './remarks';

const curves: Readonly<Record<string, KeyAlgorithmId>> = {
  'p-256': 'ec-p256',
  prime256v1: 'ec-p256',
  secp256r1: 'ec-p256',
  'p-384': 'ec-p384',
  secp384r1: 'ec-p384',
  'p-521': 'ec-p521',
  secp521r1: 'ec-p521',
};

const others: Readonly<Record<string, KeyAlgorithmId>> = {
  ed25519: 'ed25519',
  'ml-dsa-44': 'ml-dsa-44',
  'ml-dsa-65': 'ml-dsa-65',
  'ml-dsa-87': 'ml-dsa-87',
};

/** OpenSSL's own default where nothing says how long. */
const DEFAULT_BITS = '2048';

export function rsaKey(bits: string | undefined, line: number, remarks: Remarks): KeyAlgorithmId {
  const asked = bits ?? DEFAULT_BITS;
  if (asked === '2048' || asked === '3072' || asked === '4096') return `rsa-${asked}`;
  const taken = Number(asked) > 3072 ? 'rsa-4096' : Number(asked) > 2048 ? 'rsa-3072' : 'rsa-2048';
  if (Number(asked) < 2048) remarks.add('weak-key', line, asked);
  else remarks.add('key-left-out', line, `RSA ${asked}`, keyAlgorithms[taken].label);
  return taken;
}

export function curveKey(curve: string | undefined, line: number, remarks: Remarks): KeyAlgorithmId {
  const known = curves[(curve ?? 'p-256').toLowerCase()];
  if (known === undefined) remarks.add('key-left-out', line, curve ?? '', keyAlgorithms['ec-p256'].label);
  return known ?? 'ec-p256';
}

/** `-newkey rsa:4096`, `-algorithm EC` with `-pkeyopt ec_paramgen_curve:P-256`. */
export function namedKey(
  word: string,
  options: readonly string[],
  line: number,
  remarks: Remarks,
): KeyAlgorithmId | undefined {
  const [algorithm = '', after] = word.split(':');
  const option = (name: string): string | undefined =>
    options.find((one) => one.startsWith(`${name}:`))?.slice(name.length + 1);
  switch (algorithm.toLowerCase()) {
    case 'rsa':
    case 'rsa-pss':
      return rsaKey(after ?? option('rsa_keygen_bits'), line, remarks);
    case 'ec':
      return curveKey(option('ec_paramgen_curve') ?? option('group'), line, remarks);
    default: {
      const known = others[algorithm.toLowerCase()];
      if (known === undefined) remarks.add('key-left-out', line, word, keyAlgorithms['ec-p256'].label);
      return known;
    }
  }
}

export interface Digest {
  readonly name: string;
  readonly line: number;
  /** `-sigopt rsa_padding_mode:pss`. */
  readonly pss?: boolean;
}

/** What a self-signed certificate of that key is signed with, where the digest is not the key's own choice; `undefined`: of any. */
export function schemeFor(
  { name: digest, line, pss = false }: Digest,
  key: KeyAlgorithmId | undefined,
  remarks: Remarks,
): SignatureSchemeId | 'default' {
  const name = digest.toLowerCase().replace(/^sha-?(\d+)$/, 'sha$1');
  if (/^(?:md2|md4|md5|mdc2|sha1|ripemd160|rmd160)$/.test(name)) {
    remarks.add('weak-digest', line, digest);
    return 'default';
  }
  if (key === undefined) return 'default';
  const { scheme } = keyAlgorithms[key];
  // Ed25519 and ML-DSA hash in a way of their own, which is what `default` asks for.
  if (name === 'default' || name === 'null' || (scheme.family !== 'rsa' && scheme.family !== 'ec'))
    return 'default';
  const wanted = scheme.id.replace(/sha\d+$/, name).replace('pkcs1', pss ? 'pss' : 'pkcs1');
  if (wanted === scheme.id) return 'default';
  if (isScheme(wanted)) return wanted;
  remarks.add('digest-left-out', line, digest);
  return 'default';
}

const isScheme = (id: string): id is SignatureSchemeId => Object.hasOwn(signatureSchemes, id);
