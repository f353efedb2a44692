/**
 * CMS that a password opens: EnvelopedData and AuthEnvelopedData with a PasswordRecipientInfo (RFC 5652 §6.2.4, RFC 5083), whose key
 * is wrapped as RFC 3211 §2.3 has it, and EncryptedData under a password-based scheme. What is for certificates alone says so by
 * `undefined`. Never written.
 */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { derFromBer } from './ber';
import { blockCiphers, decryptBlocks } from './block-cipher';
import { concat, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { readEncryptedContent, type EncryptedContent } from './encrypted-content';
import { readBlockCipher, readEncryptionScheme } from './encryption-scheme';
import { decryptGcm } from './gcm';
import type { KdfBudget } from './kdf-budget';
import { readKeyDerivation } from './key-derivation';
import { attempt, Malformed, success, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { decryptUnderPassword, passwordOf } from './password-encryption';
import { PBES2 } from './pbes2';
import { isPbes1 } from './pbes1';
import { isPkcs12Encryption } from './pkcs12-encryption';
import * as Tag from './tag';

const ENVELOPED = '1.2.840.113549.1.7.3';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const AUTH_ENVELOPED = '1.2.840.113549.1.9.16.1.23';
const PWRI_KEK = '1.2.840.113549.1.9.16.3.9';
/** Octets. Letters of some megabytes are common; what is larger is decrypted where it is kept. */
const MAX_ENVELOPE = 32 * 1024 * 1024;
/** Recipients looked at for a password; each costs its work factor. */
const MAX_RECIPIENTS = 8;

interface PasswordRecipient {
  readonly derivation: AlgorithmIdentifier;
  readonly wrapping: AlgorithmIdentifier;
  readonly encryptedKey: Bytes;
}

interface PasswordEnvelope {
  /** Of what is inside. */
  readonly contentType: string;
  readonly open: (password: string, budget: KdfBudget) => Promise<Result<Bytes, OpenFailure>>;
}

/** @returns `undefined` for what no password opens */
export function parsePasswordEnvelope(octets: Uint8Array): Result<PasswordEnvelope | undefined> {
  return attempt(() => {
    if (octets.length > MAX_ENVELOPE) throw new Malformed('too-large', 0, `${octets.length} octets`);
    return DerReader.document(derFromBer(octets), (reader) => {
      const info = reader.sequence();
      const type = info.oid();
      if (type !== ENVELOPED && type !== ENCRYPTED && type !== AUTH_ENVELOPED) return undefined;
      const data = info.enter(Tag.explicit(0)).sequence();
      data.smallInteger();
      return type === ENCRYPTED
        ? underPassword(readEncryptedContent(data.sequence()))
        : toRecipients(data, type);
    });
  });
}

const isPasswordBased = ({ oid }: AlgorithmIdentifier): boolean =>
  oid === PBES2 || isPbes1(oid) || isPkcs12Encryption(oid);

function underPassword({
  contentType,
  algorithm,
  ciphertext,
}: EncryptedContent): PasswordEnvelope | undefined {
  if (!isPasswordBased(algorithm)) return undefined;
  return {
    contentType,
    open: (password, budget) =>
      opening(() => decryptUnderPassword(algorithm, ciphertext, passwordOf(password), budget)),
  };
}

function toRecipients(data: DerReader, type: string): PasswordEnvelope | undefined {
  if (data.peek() === Tag.explicit(0)) data.skip();
  const recipients = passwordRecipients(data.set());
  const content = readEncryptedContent(data.sequence());
  const seal = type === AUTH_ENVELOPED ? readSeal(data) : undefined;
  if (recipients.length === 0) return undefined;
  return {
    contentType: content.contentType,
    open: async (password, budget) => {
      let failed: Result<Bytes, OpenFailure> | undefined;
      for (const recipient of recipients) {
        const opened = await opening(async () => {
          const key = await unwrapped(recipient, password, budget);
          return decryptContent(content, key, seal);
        });
        if (opened.ok) return opened;
        failed ??= opened;
      }
      return failed ?? success(new Uint8Array(0));
    },
  };
}

function passwordRecipients(set: DerReader): readonly PasswordRecipient[] {
  const recipients: PasswordRecipient[] = [];
  while (!set.done && recipients.length < MAX_RECIPIENTS) {
    if (set.peek() !== Tag.explicit(3)) {
      set.skip();
      continue;
    }
    const recipient = set.enter(Tag.explicit(3));
    recipient.smallInteger();
    // Without a derivation the key itself was handed over, which nobody types.
    if (recipient.peek() !== Tag.explicit(0)) continue;
    const derivation = readImplicit(recipient.enter(Tag.explicit(0)));
    const wrapping = readAlgorithmIdentifier(recipient);
    recipients.push({ derivation, wrapping, encryptedKey: DerReader.own(recipient.octetString()) });
  }
  return recipients;
}

/** An AlgorithmIdentifier whose own tag an implicit one took the place of. */
function readImplicit(members: DerReader): AlgorithmIdentifier {
  const oid = members.oid();
  return members.done ? { oid } : { oid, parameters: DerReader.own(members.element()) };
}

interface Seal {
  readonly mac: Bytes;
  /** The attributes in the form that the tag covers (RFC 5083 §2.2): as a SET. */
  readonly additional: Bytes | undefined;
}

function readSeal(data: DerReader): Seal {
  let additional: Bytes | undefined;
  if (data.peek() === Tag.explicit(1)) {
    additional = DerReader.own(data.element());
    additional[0] = Tag.SET;
  }
  return { mac: DerReader.own(data.octetString()), additional };
}

async function decryptContent(
  { algorithm, ciphertext }: EncryptedContent,
  key: Bytes,
  seal: Seal | undefined,
): Promise<Bytes> {
  const scheme = readEncryptionScheme(algorithm);
  if (key.length !== scheme.keyLength) throw new WrongPassword();
  if (seal === undefined) return scheme.decrypt(key, ciphertext);
  const nonce = DerReader.document(algorithm.parameters ?? new Uint8Array(0), (reader) =>
    DerReader.own(reader.sequence().octetString()),
  );
  return decryptGcm(key, nonce, concat(ciphertext, seal.mac), seal.mac.length, seal.additional);
}

/** Twice through the cipher, then a length, three octets that check it, the key, and noise (RFC 3211 §2.3.2). */
async function unwrapped(
  { derivation, wrapping, encryptedKey }: PasswordRecipient,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  if (wrapping.oid !== PWRI_KEK || wrapping.parameters === undefined)
    throw new Malformed('unsupported', 0, `key wrapping ${wrapping.oid}`);
  const { name, iv } = readBlockCipher(DerReader.document(wrapping.parameters, readAlgorithmIdentifier));
  const { keyLength, blockLength } = blockCiphers[name];
  const length = encryptedKey.length;
  if (length < 2 * blockLength || length % blockLength !== 0 || length > 1024)
    throw new Malformed('truncated', 0, 'wrapped key');
  const key = await readKeyDerivation(derivation).derive(password, keyLength, budget);
  const cut = length - blockLength;
  const last = decryptBlocks(name, key, encryptedKey.slice(cut - blockLength, cut), encryptedKey.slice(cut));
  const head = decryptBlocks(name, key, last, encryptedKey.slice(0, cut));
  const plain = decryptBlocks(name, key, iv, concat(head, last));
  const size = plain[0] ?? 0;
  const checks = [1, 2, 3].every((at) => ((plain[at] ?? 0) ^ (plain[at + 3] ?? 0)) === 0xff);
  if (!checks || size < 3 || size > length - 4) throw new WrongPassword();
  return plain.slice(4, 4 + size);
}
