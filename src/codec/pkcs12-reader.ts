/**
 * Reads PKCS#12 (RFC 7292) as OpenSSL, Java, NSS, Windows, macOS and we write it. The stamp is checked first, so that a
 * wrong password is told from a damaged file; what is not encrypted at all is read without one. Public-key modes are named and
 * not read.
 */
import { derFromBer } from './ber';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { readEncryptedContent } from './encrypted-content';
import { KdfBudget, TooMuchWork } from './kdf-budget';
import { attempt, failure, Malformed, success, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { decryptUnderPassword, passwordForms, type Password } from './password-encryption';
import { oids, type Pkcs12Contents } from './pkcs12';
import { openBags, underAny, type Pkcs12Item, type Pkcs12Opening } from './pkcs12-bags';
import { readMacData, verifyMac, type MacData } from './pkcs12-mac';
import * as Tag from './tag';

/** Octets. A file holds a key and its chain; a store of every public root is a quarter of a megabyte. */
export const MAX_PKCS12 = 8 * 1024 * 1024;

export interface OpenedPkcs12 extends Pkcs12Contents {
  /** Parts that could not be read while the rest could. */
  readonly problems: readonly Malformed[];
}

/** Everything in a file, whole or in part. */
export interface Pkcs12Parts extends OpenedPkcs12 {
  readonly revocationLists: readonly Pkcs12Item[];
  readonly secrets: readonly Pkcs12Item[];
  /** Some of it is under none of the passwords. */
  readonly locked: boolean;
  /** The stamp is of a kind nobody here can check, so any of it may have been changed. */
  readonly unchecked: boolean;
}

/** Opens a file whole or not at all; the empty password stands for none as well. */
export async function readPkcs12(
  file: Uint8Array,
  password: string,
  budget = new KdfBudget(),
): Promise<Result<OpenedPkcs12, OpenFailure>> {
  const opened = await openPkcs12(file, [password], budget);
  if (!opened.ok) return opened;
  const { privateKeys, certificates, problems, locked, unchecked } = opened.value;
  if (unchecked) return failure(problems[0] ?? new Malformed('unsupported', 0, 'MAC'));
  return locked ? failure('wrong-password') : success({ privateKeys, certificates, problems });
}

/** Opens what the passwords open, and what needs none. @param passwords tried in order */
export function openPkcs12(
  file: Uint8Array,
  passwords: readonly string[],
  budget: KdfBudget,
): Promise<Result<Pkcs12Parts, OpenFailure>> {
  return opening(async () => {
    if (file.length > MAX_PKCS12) throw new Malformed('too-large', 0, `${file.length} octets`);
    const { safe, mac } = DerReader.document(derFromBer(file), readPfx);
    const forms = passwords.flatMap(passwordForms);
    const problems: Malformed[] = [];
    const stamp = mac && (await findStamp(mac, safe, forms, budget, problems));
    const into: Pkcs12Opening = {
      passwords: passwordsUnder(stamp, forms),
      ...{ budget, problems, locked: stamp === 'wrong' },
      ...{ privateKeys: [], certificates: [], revocationLists: [], secrets: [] },
    };
    await openSafe(safe, into);
    return { ...into, unchecked: stamp === 'unsupported' };
  });
}

/**
 * Under a stamp that no password fits nothing is worth decrypting. Java lets a key have a password of its own, so where one
 * fits the others may be needed too.
 */
function passwordsUnder(stamp: Stamp | undefined, forms: readonly Password[]): readonly Password[] {
  if (stamp === 'wrong') return [];
  return typeof stamp === 'object' ? [stamp, ...forms.filter((form) => form !== stamp)] : forms;
}

/** Whether this is PKCS#12 at all, by its first values. */
export function looksLikePkcs12(file: Uint8Array): boolean {
  return file.length <= MAX_PKCS12 && attempt(() => DerReader.document(derFromBer(file), readPfx)).ok;
}

/** The password that fits, or that none does. */
type Stamp = Password | 'wrong' | 'unsupported';

async function findStamp(
  mac: MacData,
  safe: Bytes,
  forms: readonly Password[],
  budget: KdfBudget,
  problems: Malformed[],
): Promise<Stamp> {
  for (const form of forms) {
    const fits = await opening(() => verifyMac(mac, safe, form, budget));
    if (fits.ok && fits.value) return form;
    if (fits.ok || fits.error === 'wrong-password') continue;
    if (fits.error.code !== 'unsupported') throw fits.error;
    problems.push(fits.error);
    return 'unsupported';
  }
  return 'wrong';
}

function readPfx(reader: DerReader): { readonly safe: Bytes; readonly mac: MacData | undefined } {
  const pfx = reader.sequence();
  const start = pfx.offset;
  if (pfx.smallInteger() !== 3) throw new Malformed('bad-value', start, 'version');
  const { type, content } = readContentInfo(pfx.sequence());
  if (type !== oids.data) throw new Malformed('unsupported', start, `integrity by ${type}`);
  const safe = DerReader.own(content.octetString());
  const mac = pfx.done ? undefined : readMacData(pfx);
  pfx.finish();
  return { safe, mac };
}

function readContentInfo(sequence: DerReader): { readonly type: string; readonly content: DerReader } {
  const type = sequence.oid();
  return { type, content: sequence.enter(Tag.explicit(0)) };
}

async function openSafe(safe: Bytes, into: Pkcs12Opening): Promise<void> {
  const infos = new DerReader(derFromBer(safe)).sequence();
  while (!infos.done) {
    const info = attempt(() => infos.sequence());
    if (!info.ok) {
      // It has no end that could be trusted, so nothing behind it is read.
      into.problems.push(info.error);
      return;
    }
    const opened = await opening(() => openContentInfo(info.value, into));
    if (opened.ok) continue;
    if (opened.error === 'wrong-password') into.locked = true;
    else if (opened.error instanceof TooMuchWork) throw opened.error;
    else into.problems.push(opened.error);
  }
}

async function openContentInfo(sequence: DerReader, into: Pkcs12Opening): Promise<void> {
  const { type, content } = readContentInfo(sequence);
  if (type === oids.data) return openBags(content.octetString(), into);
  if (type !== oids.encryptedData) throw new Malformed('unsupported', 0, `privacy by ${type}`);
  const encryptedData = content.sequence();
  encryptedData.smallInteger();
  const { algorithm, ciphertext } = readEncryptedContent(encryptedData.sequence());
  const bags = await underAny(into.passwords, async (password) => {
    const plaintext = await decryptUnderPassword(algorithm, ciphertext, password, into.budget);
    // One wrong password in 256 leaves valid padding behind, and then noise; a stream cipher always does.
    if (!attempt(() => new DerReader(derFromBer(plaintext)).sequence()).ok) throw new WrongPassword();
    return plaintext;
  });
  return openBags(bags, into);
}
