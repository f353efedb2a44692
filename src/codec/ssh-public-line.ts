/** A SubjectPublicKeyInfo as a line of `authorized_keys` (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4). */
import { concat, toBase64, utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { attempt } from './malformed';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from './private-key';
import { parsePublicKey, type PublicKey } from './public-key';
import { curveNamed, ED25519 } from './ssh-public-key';
import { sshString } from './ssh-wire';

/** RFC 5656 §10.1. */
const curveNames = ['nistp256', 'nistp384', 'nistp521'];

/** `undefined` for keys that SSH has no name for. */
export function sshPublicLine(spki: Bytes, comment: string): string | undefined {
  const key = parsePublicKey(spki);
  const named = key.ok ? attempt(() => fieldsOf(key.value)) : undefined;
  if (named?.ok !== true || named.value === undefined) return undefined;
  const [type] = named.value;
  const blob = concat(
    ...named.value.map((field) => sshString(typeof field === 'string' ? utf8(field) : field)),
  );
  // A line end in a comment would begin another key.
  const words = comment.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return `${type} ${toBase64(blob)}${words === '' ? '' : ` ${words}`}\n`;
}

type Fields = readonly [type: string, ...(string | Uint8Array)[]];

function fieldsOf({ algorithm, octets }: PublicKey): Fields | undefined {
  if (algorithm.oid === ED25519) return ['ssh-ed25519', octets];
  if (algorithm.oid === RSA_ENCRYPTION) {
    return DerReader.document(octets, (reader): Fields => {
      const numbers = reader.sequence();
      const modulus = numbers.integerOctets();
      // DER and SSH write integers alike (RFC 4251 §5, mpint), the exponent first here.
      return ['ssh-rsa', numbers.integerOctets(), modulus];
    });
  }
  if (algorithm.oid !== EC_PUBLIC_KEY || algorithm.parameters === undefined) return undefined;
  const oid = DerReader.document(algorithm.parameters, (reader) => reader.oid());
  const curve = curveNames.find((name) => curveNamed(name) === oid);
  return curve === undefined ? undefined : [`ecdsa-sha2-${curve}`, curve, octets];
}
