/**
 * Public keys as SSH writes them (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4, PROTOCOL.u2f) to SubjectPublicKeyInfo. Of a security
 * key the point is taken and the application left; OpenSSH's certificates have a reader of their own.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import { fromBase64, type Bytes } from './bytes';
import { DerWriter } from './der-writer';
import { attempt, Malformed, type Result } from './malformed';
import { EC_PUBLIC_KEY, RSA_ENCRYPTION } from './private-key';
import { encodePublicKey } from './public-key';
import { SshReader } from './ssh-wire';

export const DSA = '1.2.840.10040.4.1';
export const ED25519 = '1.3.101.112';
const ED448 = '1.3.101.113';

/** RFC 5656 §10.1. */
const sshCurves: Readonly<Record<string, string>> = {
  nistp256: '1.2.840.10045.3.1.7',
  nistp384: '1.3.132.0.34',
  nistp521: '1.3.132.0.35',
};

export interface SshPublicKey {
  readonly spki: Bytes;
  /** What follows the key on its line, usually whose it is. */
  readonly comment?: string;
}

/** A line as in `id_ed25519.pub`: type, base64, comment. */
export function parseSshPublicKey(line: string): Result<SshPublicKey> {
  return attempt(() => {
    const [, base64 = '', comment = ''] = /^\s*\S+\s+(\S+)[ \t]*([^\r\n]*)/.exec(line) ?? [];
    const octets = fromBase64(base64);
    if (octets === undefined) throw new Malformed('bad-base64', 0);
    const spki = spkiFromSsh(octets);
    return { spki, ...(comment.trim() !== '' && { comment: comment.trim() }) };
  });
}

/** @throws Malformed */
export function spkiFromSsh(octets: Uint8Array): Bytes {
  const reader = new SshReader(octets);
  const type = reader.name();
  switch (type) {
    case 'ssh-rsa': {
      const e = reader.magnitude();
      const n = reader.magnitude();
      const key = DerWriter.encode((writer) =>
        writer.sequence(() => writer.unsignedInteger(n).unsignedInteger(e)),
      );
      return encodePublicKey({ oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, key);
    }
    case 'ssh-dss': {
      const parameters = dsaParameters(reader.magnitude(), reader.magnitude(), reader.magnitude());
      const y = reader.magnitude();
      return encodePublicKey(
        { oid: DSA, parameters },
        DerWriter.encode((writer) => writer.unsignedInteger(y)),
      );
    }
    case 'ssh-ed25519':
    case 'sk-ssh-ed25519@openssh.com':
      return encodePublicKey({ oid: ED25519 }, reader.string());
    case 'ssh-ed448':
      return encodePublicKey({ oid: ED448 }, reader.string());
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521':
    case 'sk-ecdsa-sha2-nistp256@openssh.com': {
      const curve = curveNamed(reader.name());
      const parameters = DerWriter.encode((writer) => writer.oid(curve));
      return encodePublicKey({ oid: EC_PUBLIC_KEY, parameters }, reader.string());
    }
    default:
      throw new Malformed('unsupported', 0, `SSH key of type ${type.slice(0, 80)}`);
  }
}

/** Dss-Parms (RFC 3279 §2.3.2). */
export const dsaParameters = (...group: readonly [Bytes, Bytes, Bytes]): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      for (const number of group) writer.unsignedInteger(number);
    }),
  );

/** @throws Malformed */
export function curveNamed(name: string): string {
  const curve = sshCurves[name];
  if (curve === undefined) throw new Malformed('unsupported', 0, `curve ${name.slice(0, 80)}`);
  return curve;
}
