/**
 * Opens what was found: containers into their members, encrypted keys with the passwords at hand, and older forms of keys into
 * PKCS#8 and SubjectPublicKeyInfo. One row per kind. No input makes it throw; an aborted signal does, with its reason. Whether
 * what comes out is sound is for the readers of each kind to say.
 */
import type { Bytes } from '../../codec/bytes';
import { isEncryptedPem } from '../../codec/encrypted-pem';
import type { KdfBudget } from '../../codec/kdf-budget';
import { attempt, Malformed } from '../../codec/malformed';
import { BerWalk } from '../../codec/signed-data';
import type { Found, FoundKind } from '../detect/found';
import { openJavaKeystore } from './open/java-keystore-file';
import { openEncryptedKey, openTraditionalKey } from './open/locked-key';
import { notOpened, type FoundItem, type Means, type Opening } from './open/opening';
import { openOpenSshKey } from './open/openssh-file';
import { openPkcs12File } from './open/pkcs12-file';
import { openPuttyKey } from './open/putty-file';
import {
  openJwk,
  openSecretKey,
  openRsaPublicKey,
  openSshCertificate,
  openSshLine,
  openTrusted,
} from './open/plain-form';
import { openMessage, openOcspResponse, openTimeStamp } from './open/signed-file';

type Opener = (octets: Bytes, means: Means, found: FoundItem) => Opening | Promise<Opening>;

const traditional =
  (form: Parameters<typeof openTraditionalKey>[0]): Opener =>
  (octets, means, found) =>
    openTraditionalKey(form, found, octets, means);

const openers: Readonly<Partial<Record<FoundKind, Opener>>> = {
  'encrypted-private-key': openEncryptedKey,
  pkcs12: openPkcs12File,
  'java-keystore': openJavaKeystore,
  'openssh-private-key': openOpenSshKey,
  'putty-key': openPuttyKey,
  pkcs7: openMessage,
  'ocsp-response': openOcspResponse,
  'time-stamp': openTimeStamp,
  certificate: openTrusted,
  'ssh-certificate': openSshCertificate,
  'rsa-public-key': openRsaPublicKey,
  'secret-key': openSecretKey,
  'private-key': traditional('private-key'),
  'rsa-private-key': traditional('rsa-private-key'),
  'ec-private-key': traditional('ec-private-key'),
  'dsa-private-key': traditional('dsa-private-key'),
};
const textOpeners: Readonly<Partial<Record<FoundKind, (text: string) => Opening>>> = {
  jwk: openJwk,
  'ssh-public-key': openSshLine,
};

/** Kinds that hold other things, or are another form of one, whatever stands in their headers. */
const holders: ReadonlySet<FoundKind> = new Set<FoundKind>([
  ...(['encrypted-private-key', 'pkcs12', 'java-keystore', 'openssh-private-key', 'putty-key'] as const),
  ...(['pkcs7', 'ocsp-response', 'time-stamp', 'jwk', 'ssh-public-key', 'ssh-certificate'] as const),
  'secret-key',
]);

/**
 * Whether opening yields something that is not there to be seen already: what containers hold, encrypted keys, JWK and OpenSSH's
 * forms. (`openFound` also turns plain traditional keys into PKCS#8 and RSAPublicKey into SubjectPublicKeyInfo.)
 */
export function canOpen(found: Found): boolean {
  if (found.kind === 'unreadable') return false;
  if (holders.has(found.kind)) return true;
  if (found.kind === 'certificate') return found.label === 'TRUSTED CERTIFICATE';
  return found.kind in openers && isEncryptedPem(found.headers ?? []);
}

/**
 * @param passwords tried in order; for PKCS#12 the empty and the absent one as well
 * @param budget given to each thing anew; `unbounded` only where the user agreed to wait
 * @throws the signal's reason, once it is aborted
 */
export async function openFound(
  found: Found,
  passwords: readonly string[],
  budget: KdfBudget,
  signal?: AbortSignal,
): Promise<Opening> {
  if (found.kind === 'unreadable') return notOpened(found.error);
  const fromText = textOpeners[found.kind];
  if (fromText !== undefined) return fromText(found.text ?? '');
  const open = openers[found.kind];
  if (open === undefined || found.octets === undefined) {
    return notOpened(new Malformed('unsupported', 0, `nothing to open in ${found.kind}`));
  }
  // Behind a certificate OpenSSL's trust may stand; behind anything else there is nothing of use.
  const octets =
    found.notes.includes('trailing-octets') && found.kind !== 'certificate'
      ? firstValue(found.octets)
      : found.octets;
  return open(octets, { passwords, budget: budget.forOne(signal) }, found);
}

function firstValue(octets: Bytes): Bytes {
  const root = attempt(() => new BerWalk(octets).root());
  return root.ok ? octets.slice(0, root.value.end) : octets;
}
