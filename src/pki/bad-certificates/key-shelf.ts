/**
 * The keys of a kit: each made once, when the first case asks for it, and shared by all that want such a key, so that a hundred
 * chains cost a dozen key pairs. They are throw-away keys: every one of them leaves in the zip, in clear.
 */
import { encodePrivateKeyInfo, parsePrivateKeyInfo } from '../../codec/private-key';
import { encodePublicKey, publicKeyOctets } from '../../codec/public-key';
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { PkiError } from '../error';
import { ecdsaToDer } from '../signature';
import { explicitP256, PSS_KEY } from './odd-key';
import { schemes, type Scheme } from './scheme';

interface Row {
  readonly scheme: Scheme;
  readonly generation: Algorithm | EcKeyGenParams | RsaHashedKeyGenParams;
}

/** The same key under another label: the files say it is something else than WebCrypto calls it. */
interface Disguise {
  readonly key: PlainName;
  readonly as: AlgorithmIdentifier;
  readonly scheme: Scheme;
}

const rsa = (modulusLength: number, exponent: readonly number[] = [1, 0, 1]): Row => ({
  scheme: schemes['rsa-sha256'],
  generation: {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    ...{ modulusLength, publicExponent: Uint8Array.from(exponent) },
  },
});
const p256: Row = { scheme: schemes['ecdsa-sha256'], generation: { name: 'ECDSA', namedCurve: 'P-256' } };
const p521: Row = { scheme: schemes['ecdsa-sha512'], generation: { name: 'ECDSA', namedCurve: 'P-521' } };
const ed25519: Row = { scheme: schemes.ed25519, generation: { name: 'Ed25519' } };
const mlDsa44: Row = { scheme: schemes['ml-dsa-44'], generation: { name: 'ML-DSA-44' } };

const plain = {
  root: p256,
  intermediate: p256,
  leaf: p256,
  stranger: p256,
  'rsa-root': rsa(2048),
  'rsa-leaf': rsa(2048),
  'rsa-512': rsa(512),
  'rsa-1024': rsa(1024),
  'rsa-1536': rsa(1536),
  'rsa-e3': rsa(2048, [3]),
  'p521-root': p521,
  'p521-leaf': p521,
  'ed25519-root': ed25519,
  'ed25519-leaf': ed25519,
  'ml-dsa-44-root': mlDsa44,
  'ml-dsa-44-leaf': mlDsa44,
} as const satisfies Readonly<Record<string, Row>>;

type PlainName = keyof typeof plain;

const pss = { as: PSS_KEY, scheme: schemes['rsa-pss-sha256'] };
const disguises = {
  'pss-root': { key: 'rsa-root', ...pss },
  'pss-leaf': { key: 'rsa-leaf', ...pss },
  'explicit-leaf': { key: 'leaf', as: explicitP256, scheme: p256.scheme },
} as const satisfies Readonly<Record<string, Disguise>>;

type DisguiseName = keyof typeof disguises;
export type KeyName = PlainName | DisguiseName;

const isDisguise = (name: KeyName): name is DisguiseName => name in disguises;

export interface ShelfKey {
  readonly name: KeyName;
  /** How it signs, unless told otherwise. */
  readonly scheme: Scheme;
  /** SubjectPublicKeyInfo. */
  readonly publicKey: Bytes;
  /** PKCS#8. */
  readonly privateKey: Bytes;
  readonly sign: (scheme: Scheme, data: Bytes) => Promise<Bytes>;
}

export class KeyShelf {
  readonly #keys = new Map<KeyName, Promise<ShelfKey>>();

  /** @throws PkiError `platform-refused` where this browser makes no such key */
  key(name: KeyName): Promise<ShelfKey> {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const made = isDisguise(name)
      ? this.key(disguises[name].key).then((key) => disguised(name, key))
      : makeKey(name).catch((error: unknown) => {
          throw new PkiError('platform-refused', [name], error);
        });
    this.#keys.set(name, made);
    return made;
  }
}

async function makeKey(name: PlainName): Promise<ShelfKey> {
  const { scheme, generation }: Row = plain[name];
  const pair = (await crypto.subtle.generateKey(generation, true, ['sign', 'verify'])) as CryptoKeyPair;
  const spki = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey));
  const handles = new Map<Scheme, Promise<CryptoKey>>();
  // A handle of WebCrypto signs with one digest and one padding, and a case may want another.
  const handleFor = (wanted: Scheme): Promise<CryptoKey> => {
    const handle =
      handles.get(wanted) ??
      crypto.subtle.importKey('pkcs8', pkcs8, wanted.importing ?? generation, false, ['sign']);
    handles.set(wanted, handle);
    return handle;
  };
  return {
    name,
    scheme,
    publicKey: spki,
    privateKey: pkcs8,
    async sign(wanted, data) {
      const signature = await crypto.subtle.sign(wanted.signing, await handleFor(wanted), data);
      return wanted.ecdsa ? ecdsaToDer(new Uint8Array(signature)) : new Uint8Array(signature);
    },
  };
}

function disguised(name: DisguiseName, key: ShelfKey): ShelfKey {
  const { as, scheme } = disguises[name];
  const info = parsePrivateKeyInfo(key.privateKey);
  if (!info.ok) throw info.error;
  return {
    ...key,
    ...{ name, scheme },
    publicKey: encodePublicKey(as, publicKeyOctets(key.publicKey)),
    privateKey: encodePrivateKeyInfo({ ...info.value, algorithm: as }),
  };
}
