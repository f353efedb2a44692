/**
 * One JWK as it is found (RFC 7517, 7518 §6, 8037, 8812, 9964): private keys as PKCS#8, public ones as SubjectPublicKeyInfo, and the
 * certificates that `x5c` carries. A symmetric key is sound and has neither.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import { concat, fromBase64, fromBase64Url, type Bytes } from './bytes';
import { DerWriter } from './der-writer';
import { curves } from './ec-private-key';
import { decodeJwks } from './jwk';
import { attempt, Malformed, type Result } from './malformed';
import {
  EC_PUBLIC_KEY,
  encodeEcPrivateKeyInfo,
  encodePrivateKeyInfo,
  mlDsaSets,
  RSA_ENCRYPTION,
} from './private-key';
import { encodePublicKey } from './public-key';

type Members = Readonly<Record<string, unknown>>;

export interface JwkDocument {
  readonly privateKey?: Bytes;
  readonly publicKey?: Bytes;
  readonly certificates: readonly Bytes[];
  /** Its `kid`. */
  readonly name?: string;
  readonly problems: readonly Malformed[];
}

/** Curves by name, with the octets of a coordinate. */
const ecCurves: ReadonlyMap<unknown, { readonly oid: string; readonly octets: number }> = new Map(
  [...curves, { name: 'secp256k1', oid: '1.3.132.0.10', octets: 32 }].map((curve) => [curve.name, curve]),
);
/** Keys that are octets and nothing else (RFC 8410 §3). */
const octetCurves: ReadonlyMap<unknown, string> = new Map([
  ['X25519', '1.3.101.110'],
  ['X448', '1.3.101.111'],
  ['Ed25519', '1.3.101.112'],
  ['Ed448', '1.3.101.113'],
]);

export function parseJwk(text: string): Result<JwkDocument> {
  return attempt(() => {
    const jwk = membersOf(text);
    const problems: Malformed[] = [];
    const note = <T>(result: Result<T>): T | undefined => {
      if (result.ok) return result.value;
      problems.push(result.error);
      return undefined;
    };
    const isPrivate = jwk['d'] !== undefined || jwk['priv'] !== undefined;
    const key =
      jwk['kty'] === 'oct'
        ? undefined
        : note(attempt(() => (isPrivate ? privateKeyOf(jwk, text) : publicKeyOf(jwk))));
    const certificates = note(attempt(() => certificatesOf(jwk))) ?? [];
    const { kid } = jwk;
    return {
      ...(key !== undefined && (isPrivate ? { privateKey: key } : { publicKey: key })),
      certificates,
      ...(typeof kid === 'string' && { name: kid }),
      problems,
    };
  });
}

function membersOf(text: string): Members {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null) return json as Members;
  } catch {
    // What is no JSON is no JWK.
  }
  throw new Malformed('bad-value', 0, 'no JSON object');
}

/** X25519 and the like are private keys too, though nothing here signs with them. */
function privateKeyOf(jwk: Members, text: string): Bytes {
  const oid = jwk['kty'] === 'OKP' ? octetCurves.get(jwk['crv']) : undefined;
  if (oid !== undefined) {
    const key = DerWriter.encode((writer) => writer.octetString(member(jwk, 'd')));
    return encodePrivateKeyInfo({ algorithm: { oid }, key });
  }
  if (jwk['kty'] === 'EC') {
    const { oid: curve, octets } = curveOf(jwk);
    const scalar = member(jwk, 'd');
    if (scalar.length > octets) throw new Malformed('bad-value', 0, 'JWK member d');
    const padded = concat(new Uint8Array(octets - scalar.length), scalar);
    return encodeEcPrivateKeyInfo({ scalar: padded, curve, publicKey: pointOf(jwk, octets) });
  }
  const [key] = decodeJwks(text) ?? [];
  if (key === undefined) throw new Malformed('bad-value', 0, 'no JWK');
  if (!key.ok) throw key.error;
  return key.value;
}

function publicKeyOf(jwk: Members): Bytes {
  switch (jwk['kty']) {
    case 'EC': {
      const curve = curveOf(jwk);
      const parameters = DerWriter.encode((writer) => writer.oid(curve.oid));
      return encodePublicKey({ oid: EC_PUBLIC_KEY, parameters }, pointOf(jwk, curve.octets));
    }
    case 'RSA': {
      const key = DerWriter.encode((writer) =>
        writer.sequence(() => writer.unsignedInteger(member(jwk, 'n')).unsignedInteger(member(jwk, 'e'))),
      );
      return encodePublicKey({ oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, key);
    }
    case 'OKP': {
      const oid = octetCurves.get(jwk['crv']);
      if (oid === undefined) throw new Malformed('unsupported', 0, 'JWK of another curve');
      return encodePublicKey({ oid }, member(jwk, 'x'));
    }
    case 'AKP': {
      const oid = mlDsaSets.find(({ name }) => name === jwk['alg'])?.oid;
      if (oid === undefined) throw new Malformed('unsupported', 0, 'JWK of another algorithm');
      return encodePublicKey({ oid }, member(jwk, 'pub'));
    }
    default:
      throw new Malformed('unsupported', 0, 'JWK of another type');
  }
}

function curveOf(jwk: Members): { readonly oid: string; readonly octets: number } {
  const curve = ecCurves.get(jwk['crv']);
  if (curve === undefined) throw new Malformed('unsupported', 0, 'JWK of another curve');
  return curve;
}

/** Uncompressed (SEC 1 §2.3.3). */
const pointOf = (jwk: Members, octets: number): Bytes =>
  concat(new Uint8Array([4]), member(jwk, 'x', octets), member(jwk, 'y', octets));

/** RFC 7517 §4.7: base64 with its padding, not base64url. */
function certificatesOf(jwk: Members): readonly Bytes[] {
  const list = jwk['x5c'];
  if (!Array.isArray(list)) return [];
  return list.map((text: unknown) => {
    const der = typeof text === 'string' ? fromBase64(text) : undefined;
    if (der === undefined) throw new Malformed('bad-base64', 0, 'JWK member x5c');
    return der;
  });
}

function member(jwk: Members, name: string, length?: number): Bytes {
  const text = jwk[name];
  const octets = typeof text === 'string' ? fromBase64Url(text) : undefined;
  if (octets === undefined || octets.length === 0 || (length !== undefined && octets.length !== length)) {
    throw new Malformed('bad-value', 0, `JWK member ${name}`);
  }
  return octets;
}
