/**
 * Private keys as JWK (RFC 7517; EC and RSA: RFC 7518 §6, Ed25519: RFC 8037, ML-DSA: RFC 9964). Writing is WebCrypto's;
 * reading makes PKCS#8, whose numbers WebCrypto checks when it imports them.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import { concat, fromBase64Url, type Bytes } from './bytes';
import { DerWriter } from './der-writer';
import { curves, fitScalar } from './ec-private-key';
import { attempt, Malformed, type Result } from './malformed';
import {
  encodeEcPrivateKeyInfo,
  encodeMlDsaSeed,
  encodePrivateKeyInfo,
  mlDsaSets,
  RSA_ENCRYPTION,
} from './private-key';

/** Characters. An RSA-16384 key has 14,000, a set of a hundred keys fits. */
const MAX_JWK_TEXT = 1024 * 1024;
const RSA_MEMBERS = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'] as const;
const ED25519 = '1.3.101.112';

type Members = Readonly<Record<string, unknown>>;

/**
 * JWK text of an extractable key. What WebCrypto adds about its own handle is left out, and of RSA the hash: the key
 * signs with any.
 */
export async function encodeJwk(key: CryptoKey): Promise<string> {
  const exported = await crypto.subtle.exportKey('jwk', key);
  const { ext: _ext, key_ops: _operations, kty, alg, ...members } = exported;
  const jwk = { kty, ...(kty !== 'RSA' && alg !== undefined && { alg }), ...members };
  return `${JSON.stringify(jwk, null, 2)}\n`;
}

/** Every private key in the text of a JWK or a JWK Set, as PKCS#8; `undefined` where the text is neither. */
export function decodeJwks(text: string): readonly Result<Bytes>[] | undefined {
  if (text.length > MAX_JWK_TEXT || !/^\s*\{/.test(text)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isMembers(json)) return undefined;
  const list: readonly unknown[] = Array.isArray(json['keys']) ? json['keys'] : [json];
  const keys = list.filter(isMembers).filter((key) => typeof key['kty'] === 'string');
  return keys.length === 0 ? undefined : keys.map((key) => attempt(() => pkcs8FromJwk(key)));
}

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null;

function pkcs8FromJwk(jwk: Members): Bytes {
  switch (jwk['kty']) {
    case 'EC':
      return ecFromJwk(jwk);
    case 'RSA':
      return rsaFromJwk(jwk);
    case 'OKP': {
      if (jwk['crv'] !== 'Ed25519') throw new Malformed('unsupported', 0, 'JWK of another curve');
      const key = DerWriter.encode((writer) => writer.octetString(member(jwk, 'd', 32)));
      return encodePrivateKeyInfo({ algorithm: { oid: ED25519 }, key });
    }
    case 'AKP': {
      const oid = mlDsaSets.find(({ name }) => name === jwk['alg'])?.oid;
      if (oid === undefined) throw new Malformed('unsupported', 0, 'JWK of another algorithm');
      return encodePrivateKeyInfo({ algorithm: { oid }, key: encodeMlDsaSeed(member(jwk, 'priv', 32)) });
    }
    default:
      throw new Malformed('unsupported', 0, 'JWK of another type');
  }
}

function ecFromJwk(jwk: Members): Bytes {
  const curve = curves.find(({ name }) => name === jwk['crv']);
  if (curve === undefined) throw new Malformed('unsupported', 0, 'JWK of another curve');
  const [x, y] = [member(jwk, 'x', curve.octets), member(jwk, 'y', curve.octets)];
  return encodeEcPrivateKeyInfo({
    scalar: fitScalar(member(jwk, 'd'), curve.oid),
    curve: curve.oid,
    publicKey: concat(new Uint8Array([4]), x, y),
  });
}

function rsaFromJwk(jwk: Members): Bytes {
  if ('oth' in jwk) throw new Malformed('unsupported', 0, 'more than two primes');
  const key = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(0);
      for (const name of RSA_MEMBERS) writer.unsignedInteger(member(jwk, name));
    }),
  );
  return encodePrivateKeyInfo({ algorithm: { oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, key });
}

/** Octets of a member; `length` where it must have exactly so many. */
function member(jwk: Members, name: string, length?: number): Bytes {
  const text = jwk[name];
  const octets = typeof text === 'string' ? fromBase64Url(text) : undefined;
  if (octets === undefined || octets.length === 0 || (length !== undefined && octets.length !== length)) {
    throw new Malformed('bad-value', 0, `JWK member ${name}`);
  }
  return octets;
}
