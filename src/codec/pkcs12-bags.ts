/**
 * The bags of PKCS#12 (RFC 7292 §4.2): keys, certificates, revocation lists, secrets, bags of bags. What one bag hides under a
 * password that is not known stays locked and costs the others nothing; what cannot be read is said.
 */
import { derFromBer } from './ber';
import { decodeBmp } from './bmp-string';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { openPrivateKey, readEncryptedPrivateKey } from './encrypted-private-key';
import { TooMuchWork, type KdfBudget } from './kdf-budget';
import { attempt, Malformed } from './malformed';
import { opening, WrongPassword } from './opening';
import type { Password } from './password-encryption';
import type { Encrypted } from './pbes2';
import { oids, type BagAttributes, type Pkcs12Certificate, type Pkcs12Key } from './pkcs12';
import { readPrivateKeyInfo } from './private-key';
import * as Tag from './tag';

/** SafeContents within SafeContents, which nothing in use writes even once. */
const MAX_NESTING = 4;

export interface Pkcs12Item extends BagAttributes {
  readonly der: Bytes;
}

/** What is being opened, and what has come of it. */
export interface Pkcs12Opening {
  /** Tried in order on whatever is encrypted. */
  readonly passwords: readonly Password[];
  readonly budget: KdfBudget;
  readonly privateKeys: Pkcs12Key[];
  readonly certificates: Pkcs12Certificate[];
  readonly revocationLists: Pkcs12Item[];
  /** Passwords, symmetric keys and the like: their values in DER. */
  readonly secrets: Pkcs12Item[];
  readonly problems: Malformed[];
  /** Whether any part is under none of the passwords. */
  locked: boolean;
}

/** @throws WrongPassword where none of them opens it, Malformed */
export async function underAny<T>(
  passwords: readonly Password[],
  open: (password: Password) => Promise<T>,
): Promise<T> {
  for (const password of passwords) {
    const opened = await opening(() => open(password));
    if (opened.ok) return opened.value;
    if (opened.error !== 'wrong-password') throw opened.error;
  }
  throw new WrongPassword();
}

export async function openBags(safeContents: Uint8Array, into: Pkcs12Opening, nesting = 0): Promise<void> {
  if (nesting > MAX_NESTING) throw new Malformed('too-deep', 0);
  const bags = new DerReader(derFromBer(safeContents)).sequence();
  while (!bags.done) {
    const bag = bags.sequence();
    const opened = await opening(() => openBag(bag, into, nesting));
    if (opened.ok) continue;
    if (opened.error === 'wrong-password') into.locked = true;
    else if (opened.error instanceof TooMuchWork) throw opened.error;
    else into.problems.push(opened.error);
  }
}

async function openBag(bag: DerReader, into: Pkcs12Opening, nesting: number): Promise<void> {
  const bagId = bag.oid();
  const value = bag.enter(Tag.explicit(0));
  const { trusted, ...attributes } = bag.done ? { trusted: false } : readAttributes(bag.set());
  switch (bagId) {
    case oids.keyBag: {
      const pkcs8 = DerReader.own(value.element());
      DerReader.document(pkcs8, readPrivateKeyInfo);
      into.privateKeys.push({ pkcs8, ...attributes });
      return;
    }
    case oids.shroudedKeyBag: {
      const pkcs8 = await openShrouded(readEncryptedPrivateKey(value), into);
      into.privateKeys.push({ pkcs8, ...attributes });
      return;
    }
    case oids.certificateBag: {
      const der = readTyped(value, oids.x509Certificate, 'certificate');
      into.certificates.push({ der, trusted, ...attributes });
      return;
    }
    case oids.revocationListBag: {
      const der = readTyped(value, oids.x509RevocationList, 'revocation list');
      into.revocationLists.push({ der, ...attributes });
      return;
    }
    case oids.secretBag:
      into.secrets.push({ der: await openSecret(value, into), ...attributes });
      return;
    case oids.safeContentsBag:
      return openBags(value.element(), into, nesting + 1);
    default:
      throw new Malformed('unsupported', 0, `bag ${bagId}`);
  }
}

const openShrouded = ({ algorithm, ciphertext }: Encrypted, { passwords, budget }: Pkcs12Opening) =>
  underAny(passwords, (password) => openPrivateKey(algorithm, ciphertext, password, budget));

/** CertBag and CRLBag: a type, and an OCTET STRING around the document. */
function readTyped(value: DerReader, wanted: string, what: string): Bytes {
  const sequence = value.sequence();
  const type = sequence.oid();
  if (type !== wanted) throw new Malformed('unsupported', 0, `${what} of type ${type}`);
  return DerReader.own(sequence.enter(Tag.explicit(0)).octetString());
}

/** Anything under its type (§4.2.5). Java puts a shrouded key in an OCTET STRING here. */
async function openSecret(value: DerReader, into: Pkcs12Opening): Promise<Bytes> {
  const sequence = value.sequence();
  const type = sequence.oid();
  const secret = sequence.enter(Tag.explicit(0)).element();
  if (type !== oids.shroudedKeyBag) return DerReader.own(secret);
  const shrouded = DerReader.document(secret, (reader) =>
    reader.peek() === Tag.OCTET_STRING ? reader.octetString() : reader.element(),
  );
  return openShrouded(DerReader.document(shrouded, readEncryptedPrivateKey), into);
}

/** An attribute that is not as it should be is left out: nothing hangs on a name. */
function readAttributes(set: DerReader): BagAttributes & { readonly trusted: boolean } {
  let friendlyName: string | undefined;
  let localKeyId: Bytes | undefined;
  let trusted = false;
  while (!set.done) {
    const attribute = set.sequence();
    attempt(() => {
      const type = attribute.oid();
      const values = attribute.set();
      if (type === oids.friendlyName) friendlyName = decodeBmp(values.contents(Tag.BMP_STRING));
      else if (type === oids.localKeyId) localKeyId = DerReader.own(values.octetString());
      else if (type === oids.trustedKeyUsage) trusted = true;
    });
  }
  return {
    trusted,
    ...(friendlyName !== undefined && { friendlyName }),
    ...(localKeyId !== undefined && { localKeyId }),
  };
}
