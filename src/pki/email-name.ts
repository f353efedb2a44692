/**
 * Mailboxes (rfc822Name, RFC 5280 §4.2.1.6): `local@domain` with an unquoted local part. Comments, quoted local parts and
 * address literals are refused, and so is a local part outside ASCII: it takes SmtpUTF8Mailbox (RFC 9598), which few read.
 */
import { readDnsName } from './dns-name';
import { accepted, refused, type ReadName } from './name';

/** RFC 5321 §4.5.3.1.1, and §4.5.3.1.3 without the angle brackets. */
const MAX_LOCAL_PART = 64;
const MAX_MAILBOX = 254;
const DOT_ATOM = /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;

export function readEmail(input: string): ReadName {
  const at = input.lastIndexOf('@');
  const local = input.slice(0, at);
  const domain = input.slice(at + 1);
  if (at < 0 || local === '' || domain === '') return refused(input, 'email-incomplete');
  if (/[\u0080-\u{10ffff}]/u.test(local)) return refused(input, 'email-non-ascii');
  if (local.length > MAX_LOCAL_PART || !DOT_ATOM.test(local)) return refused(input, 'email-local-part');
  const host = readDnsName(domain);
  if (!host.ok) {
    const { problem, fixes } = host;
    return refused(
      input,
      problem.code,
      problem.fact,
      fixes.map((fix) => readEmail(`${local}@${fix.value}`)),
    );
  }
  if (host.kind !== 'dns') return refused(input, 'email-domain');
  const value = `${local}@${host.value}`;
  if (value.length > MAX_MAILBOX) return refused(input, 'name-too-long', String(value.length));
  // The local part keeps its case: only the receiving host knows whether it matters.
  return accepted('email', value, input, host.notes, `${local}@${host.display}`);
}
