/**
 * Texts that begin with words of SSH's: OpenSSH's lines of one public key or certificate, the armour of RFC 4716 around one, and PuTTY's
 * private keys.
 * What stands behind a key in its line is its comment.
 */
import { fromBase64, utf8 } from '../../codec/bytes';
import { attempt, Malformed } from '../../codec/malformed';
import { isSshCertificateType } from '../../codec/ssh-certificate';
import { SshReader } from '../../codec/ssh-wire';
import type { Found, Span } from './found';

/** Of the comment behind a key: `user@host`, or a sentence. */
const LONGEST_COMMENT = 256;
/** Characters of a key in the armour of RFC 4716, of which RSA-16384 takes 3,000. */
const LONGEST_SSH2 = 1 << 16;
const SSH2_END = /---- END SSH2 PUBLIC KEY ----/;

/** What stands behind a key in its line, up to what may quote that line; another key is no comment. */
export function sshComment(text: string, at: number): string {
  const [comment = ''] =
    /^[ \t]{1,4}[^\s"'`<>\\][^\r\n"'`<>\\]*/.exec(text.slice(at, at + LONGEST_COMMENT)) ?? [];
  return /\bAAAA|-----BEGIN /.test(comment) ? '' : comment.trimEnd();
}

/** @param key type and base64, with one space or more in between */
export function sshKey(key: string, comment: string, span: Span): Found {
  const octets = fromBase64(key.slice(key.indexOf(' ')));
  if (octets === undefined)
    return { kind: 'unreadable', label: 'ssh', span, error: new Malformed('bad-base64', span.start) };
  const kind = isSshCertificateType(key.slice(0, key.indexOf(' '))) ? 'ssh-certificate' : 'ssh-public-key';
  return { kind, label: '', span, octets, text: key + comment, notes: [] };
}

/** Headers, each of which a backslash continues (RFC 4716 §3.3), and base64: as the line that OpenSSH has for it. */
export function ssh2Key(text: string, start: number, begin: string): { found: Found; end: number } {
  const [rest = ''] = text
    .slice(start + begin.length, start + begin.length + LONGEST_SSH2)
    // One that never ends costs no more than the way to the next.
    .split('---- BEGIN', 1);
  const close = SSH2_END.exec(rest);
  const end = start + begin.length + (close === null ? 0 : close.index + close[0].length);
  const span = { start, end };
  const label = 'SSH2 PUBLIC KEY';
  if (close === null)
    return {
      found: { kind: 'unreadable', label, span, error: new Malformed('bad-pem', start, 'it never ends') },
      end,
    };
  const lines = rest
    .slice(0, close.index)
    .replace(/\\\r?\n/g, '')
    .split(/\r\n|[\r\n]/);
  const headers = lines.filter((line) => line.includes(':'));
  const comment = /^comment:\s*"?([^"]*)"?\s*$/i.exec(
    headers.find((line) => /^comment:/i.test(line)) ?? '',
  )?.[1];
  const base64 = lines
    .filter((line) => !line.includes(':'))
    .join('')
    .replace(/\s+/g, '');
  const octets = fromBase64(base64);
  const type = octets && attempt(() => new SshReader(octets).name());
  if (type?.ok !== true)
    return { found: { kind: 'unreadable', label, span, error: new Malformed('bad-base64', start) }, end };
  const found = sshKey(`${type.value} ${base64}`, comment === undefined ? '' : ` ${comment}`, span);
  return { found: found.kind === 'unreadable' ? found : { ...found, label }, end };
}

/** Characters of a PuTTY key, of which RSA-16384 takes 17,000. */
const LONGEST_PUTTY = 1 << 17;
const PUTTY_END = /^Private-MAC: .*$/m;

/** From its first line to the one with the MAC. */
export function puttyKey(text: string, start: number): { found: Found; end: number } {
  const whole = text.slice(start, start + LONGEST_PUTTY);
  const next = whole.indexOf('PuTTY-User-Key-File-', 1);
  const own = next < 0 ? whole : whole.slice(0, next);
  const close = PUTTY_END.exec(own);
  const end = start + (close === null ? 0 : close.index + close[0].length);
  const span = { start, end };
  const label = '';
  if (close === null)
    return { found: { kind: 'unreadable', label, span, error: new Malformed('truncated', start) }, end };
  const octets = utf8(own.slice(0, end - start));
  return { found: { kind: 'putty-key', label, span, octets, notes: [] }, end };
}
