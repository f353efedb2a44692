/**
 * Mailboxes in a certificate: rfc822Name in ASCII, SmtpUTF8Mailbox for local parts beyond it (RFC 9598), and, where the
 * alternative names have none, the emailAddress of the subject (RFC 8550 §3).
 */
import { DerReader } from '../../codec/der-reader';
import type { GeneralName } from '../../codec/general-name';
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { hostInBrowser } from '../international-name';
import { valueIn, type Link } from './link';

const SMTP_UTF8_MAILBOX = '1.3.6.1.5.5.7.8.9';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

/** The mailbox in an otherName of that type; `undefined` where it is another, or none at all. */
export function internationalMailbox(name: GeneralName): string | undefined {
  if (name.kind !== 'other' || name.der[0] !== Tag.explicit(0)) return undefined;
  const read = attempt(() =>
    DerReader.document(name.der, (document) => {
      const other = document.enter(Tag.explicit(0));
      if (other.oid() !== SMTP_UTF8_MAILBOX) return undefined;
      return other.enter(Tag.explicit(0)).utf8String();
    }),
  );
  return read.ok ? read.value : undefined;
}

export function mailboxesOf(link: Link): readonly string[] {
  const named = (valueIn(link, 'subjectAltName') ?? []).flatMap((name) => {
    const mailbox = name.kind === 'email' ? name.value : internationalMailbox(name);
    return mailbox === undefined ? [] : [mailbox];
  });
  if (named.length > 0) return named;
  const attributes = link.certificate.subject.rdns.flat();
  return attributes.flatMap(({ type, value }) => (type === EMAIL_ADDRESS ? [value] : []));
}

/** The part before the @ has case, the domain has none (RFC 5280 §7.5), and compares in A-labels (RFC 9598 §5). */
export function sameMailbox(one: string, other: string): boolean {
  const [at, otherAt] = [one.lastIndexOf('@'), other.lastIndexOf('@')];
  if (one.slice(0, at) !== other.slice(0, otherAt)) return false;
  const domain = (text: string): string => hostInBrowser(text) ?? text.toLowerCase();
  return domain(one.slice(at + 1)) === domain(other.slice(otherAt + 1));
}
