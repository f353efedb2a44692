/**
 * Reads PKCS#12 (RFC 7292) as OpenSSL, Java, NSS, Windows, macOS and we write it. The stamp is checked first, so that a
 * wrong password is told from a damaged file. Public-key modes, RC2 and RC4 are named and not read.
 */
import { readAlgorithmIdentifier } from './algorithm-identifier';
import { derFromBer } from './ber';
import { decodeBmp } from './bmp-string';
import { concat, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { openPrivateKey, readEncryptedPrivateKey } from './encrypted-private-key';
import { KdfBudget } from './kdf-budget';
import { attempt, Malformed, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { decryptUnderPassword, NO_PASSWORD, passwordOf, type Password } from './password-encryption';
import {
  oids,
  type BagAttributes,
  type Pkcs12Certificate,
  type Pkcs12Contents,
  type Pkcs12Key,
} from './pkcs12';
import { readMacData, verifyMac, type MacData } from './pkcs12-mac';
import { readPrivateKeyInfo } from './private-key';
import * as Tag from './tag';

/** Octets. A file holds a key and its chain; a store of every public root is a quarter of a megabyte. */
export const MAX_PKCS12 = 8 * 1024 * 1024;
/** SafeContents within SafeContents, which nothing in use writes even once. */
const MAX_NESTING = 4;

export interface OpenedPkcs12 extends Pkcs12Contents {
  /** Parts that could not be read while the rest could. */
  readonly problems: readonly Malformed[];
}

interface Opening {
  readonly password: Password;
  readonly budget: KdfBudget;
  readonly privateKeys: Pkcs12Key[];
  readonly certificates: Pkcs12Certificate[];
  readonly problems: Malformed[];
}

/** Opens a file; the empty password stands for none as well. */
export function readPkcs12(
  file: Uint8Array,
  password: string,
  budget = new KdfBudget(),
): Promise<Result<OpenedPkcs12, OpenFailure>> {
  return opening(async () => {
    if (file.length > MAX_PKCS12) throw new Malformed('too-large', 0, `${file.length} octets`);
    const { safe, mac } = DerReader.document(derFromBer(file), readPfx);
    // Where there is no password some programs stamp with the empty one and some with nothing at all.
    for (const candidate of password === '' ? [passwordOf(''), NO_PASSWORD] : [passwordOf(password)]) {
      if (mac !== undefined && !(await verifyMac(mac, safe, candidate, budget))) continue;
      const opened = await openSafe(safe, candidate, budget);
      if (opened !== 'wrong-password') return opened;
    }
    throw new WrongPassword();
  });
}

/** Whether this is PKCS#12 at all, by its first values. */
export function looksLikePkcs12(file: Uint8Array): boolean {
  return file.length <= MAX_PKCS12 && attempt(() => DerReader.document(derFromBer(file), readPfx)).ok;
}

function readPfx(reader: DerReader): { readonly safe: Bytes; readonly mac: MacData | undefined } {
  const pfx = reader.sequence();
  const start = pfx.offset;
  if (pfx.smallInteger() !== 3) throw new Malformed('bad-value', start, 'version');
  const { type, content } = readContentInfo(pfx);
  if (type !== oids.data) throw new Malformed('unsupported', start, `integrity by ${type}`);
  const safe = DerReader.own(content.octetString());
  const mac = pfx.done ? undefined : readMacData(pfx);
  pfx.finish();
  return { safe, mac };
}

function readContentInfo(reader: DerReader): { readonly type: string; readonly content: DerReader } {
  const sequence = reader.sequence();
  const type = sequence.oid();
  return { type, content: sequence.enter(Tag.explicit(0)) };
}

async function openSafe(
  safe: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<OpenedPkcs12 | 'wrong-password'> {
  const into: Opening = { password, budget, privateKeys: [], certificates: [], problems: [] };
  const infos = new DerReader(derFromBer(safe)).sequence();
  while (!infos.done) {
    const opened = await opening(() => openContentInfo(infos, into));
    if (opened.ok) continue;
    if (opened.error === 'wrong-password') return 'wrong-password';
    into.problems.push(opened.error);
  }
  const { privateKeys, certificates, problems } = into;
  return { privateKeys, certificates, problems };
}

async function openContentInfo(infos: DerReader, into: Opening): Promise<void> {
  const { type, content } = readContentInfo(infos);
  if (type === oids.data) return openBags(content.octetString(), into, 0);
  if (type !== oids.encryptedData) throw new Malformed('unsupported', 0, `privacy by ${type}`);
  const encryptedData = content.sequence();
  encryptedData.smallInteger();
  const info = encryptedData.sequence();
  info.oid();
  const algorithm = readAlgorithmIdentifier(info);
  const ciphertext = readPieces(info);
  const bags = await decryptUnderPassword(algorithm, ciphertext, into.password, into.budget);
  return openBags(bags, into, 0);
}

/** `[0] IMPLICIT OCTET STRING`, which BER lets come in pieces. */
function readPieces(reader: DerReader): Bytes {
  if (reader.peek() === Tag.implicit(0)) return DerReader.own(reader.octetString(Tag.implicit(0)));
  const pieces: Uint8Array[] = [];
  const constructed = reader.enter(Tag.explicit(0));
  while (!constructed.done) pieces.push(constructed.octetString());
  return concat(...pieces);
}

async function openBags(safeContents: Uint8Array, into: Opening, nesting: number): Promise<void> {
  if (nesting > MAX_NESTING) throw new Malformed('too-deep', 0);
  const bags = new DerReader(derFromBer(safeContents)).sequence();
  while (!bags.done) {
    const bag = bags.sequence();
    const opened = await opening(() => openBag(bag, into, nesting));
    if (opened.ok) continue;
    if (opened.error === 'wrong-password') throw new WrongPassword();
    into.problems.push(opened.error);
  }
}

async function openBag(bag: DerReader, into: Opening, nesting: number): Promise<void> {
  const bagId = bag.oid();
  const value = bag.enter(Tag.explicit(0));
  const { trusted, ...attributes } = bag.done ? { trusted: false } : readAttributes(bag.set());
  if (bagId === oids.keyBag) {
    const pkcs8 = DerReader.own(value.element());
    DerReader.document(pkcs8, readPrivateKeyInfo);
    into.privateKeys.push({ pkcs8, ...attributes });
  } else if (bagId === oids.shroudedKeyBag) {
    const { algorithm, ciphertext } = readEncryptedPrivateKey(value);
    const pkcs8 = await openPrivateKey(algorithm, ciphertext, into.password, into.budget);
    into.privateKeys.push({ pkcs8, ...attributes });
  } else if (bagId === oids.certificateBag) {
    const certificate = value.sequence();
    const type = certificate.oid();
    if (type !== oids.x509Certificate) throw new Malformed('unsupported', 0, `certificate of type ${type}`);
    const der = DerReader.own(certificate.enter(Tag.explicit(0)).octetString());
    into.certificates.push({ der, trusted, ...attributes });
  } else if (bagId === oids.safeContentsBag) {
    await openBags(value.element(), into, nesting + 1);
  } else throw new Malformed('unsupported', 0, `bag ${bagId}`);
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
