/** What S/MIME asks of a certificate (RFC 8550 §3, §4.4). */
import { valueIn } from './link';
import { isCa, when, type LinkRule } from './link-rule';
import { mailboxesOf } from './mailbox-name';

export const emailRules: readonly LinkRule[] = [
  {
    code: 'no-alternative-names',
    citation: 'RFC 8550 §3',
    since: 'email',
    broken: ({ link, isLeaf, check }) =>
      when(isLeaf && check.names.length === 0 && mailboxesOf(link).length === 0, 'email'),
  },
  {
    code: 'may-not-sign-certificates',
    citation: 'RFC 8550 §4.4.2',
    since: 'email',
    // Who sends mail need have no key usage; an authority that certifies senders does.
    broken: ({ link, isLeaf, isAnchor }) =>
      when(!isLeaf && !isAnchor && isCa(link) && valueIn(link, 'keyUsage') === undefined),
  },
];
