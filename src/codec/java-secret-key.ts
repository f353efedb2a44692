/**
 * The secret keys of JCEKS: a key's Java object, serialised and sealed as `java-key-protection.ts` has it
 * (com.sun.crypto.provider.SealedObjectForKeyProtector, javax.crypto.spec.SecretKeySpec, java.security.KeyRep). Never written.
 */
import type { Bytes } from './bytes';
import { decryptJceks, JCEKS } from './java-key-protection';
import { isJavaObject, parseJavaObject, type JavaObject, type JavaValue } from './java-object';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import { WrongPassword } from './opening';
import { encodeSecretKey } from './secret-key';

const SEALING = 'PBEWithMD5AndTripleDES';

/** As `encodeSecretKey` has it. @throws Malformed, WrongPassword */
export async function openJavaSecretKey(
  sealed: JavaObject,
  password: string,
  budget: KdfBudget,
): Promise<Bytes> {
  const scheme = sealed.fields.get('sealAlg');
  if (scheme !== SEALING)
    throw new Malformed(
      'unsupported',
      0,
      `a secret key sealed with ${typeof scheme === 'string' ? scheme.slice(0, 80) : 'nothing'}`,
    );
  const parameters = octetsOf(sealed, 'encodedParams');
  const ciphertext = octetsOf(sealed, 'encryptedContent');
  const plain = await decryptJceks({ oid: JCEKS, parameters }, ciphertext, password, budget);
  const read = parseJavaObject(plain);
  // One wrong password in 256 leaves valid padding behind, and then noise.
  if (!read.ok) throw new WrongPassword();
  return keyOf(read.value.object);
}

function keyOf(object: JavaObject): Bytes {
  const algorithm = object.fields.get('algorithm');
  // SecretKeySpec has the key itself, KeyRep whatever class has it in its encoding.
  const key = object.fields.get('key') ?? object.fields.get('encoded');
  const encoded =
    typeof algorithm === 'string' && isOctets(key) ? encodeSecretKey(algorithm, key) : undefined;
  if (encoded !== undefined) return encoded;
  const what = typeof algorithm === 'string' ? algorithm : object.className;
  throw new Malformed('unsupported', 0, `a secret key of ${what.slice(0, 80)}`);
}

function octetsOf(object: JavaObject, name: string): Bytes {
  const value = object.fields.get(name);
  if (!isOctets(value)) throw new Malformed('bad-value', 0, `a secret key without ${name}`);
  return value;
}

const isOctets = (value: JavaValue | undefined): value is Bytes =>
  value instanceof Uint8Array && !isJavaObject(value);
