/**
 * The hosts, addresses and mailboxes by which one can tell whose a name is, whatever form it has: an account of somebody's domain
 * is somebody's, be it a user principal name, a SIP address or an attribute of a directory name. What cannot be told is said.
 */
import { extension } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { formatIpAddress, parseIpAddress } from '../../codec/ip-address';
import type { HouseRule } from '../authority/authority-record';
import type { DraftAttribute, DraftName } from '../draft/certificate-draft';
import { draftNames } from '../draft/from-names';
import { readHost } from '../host-name';
import { toGeneralName } from '../names';
import { uriHost } from '../verify/name-constraints';

export const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
/** RFC 4519 §2.39; many directories have the mailbox there. */
const USER_ID = '0.9.2342.19200300.100.1.1';

/** A name that rules of the house speak of. Accounts of every protocol are mailboxes here: they have the same owner. */
export type HouseName = Extract<GeneralName, { readonly kind: HouseRule['kind'] }>;

const MAILBOX = /^[^\s@]+@[^\s@]+$/;

const account = (text: string): readonly HouseName[] | undefined =>
  MAILBOX.test(text) ? [{ kind: 'email', value: text }] : undefined;
const host = (text: string): readonly HouseName[] | undefined =>
  text === '' ? undefined : [{ kind: 'dns', value: text }];

/** otherNames by their type: what in the string of each tells whose it is. */
const otherNames: Readonly<Record<string, (text: string) => readonly HouseName[] | undefined>> = {
  // User principal name, with which Windows logs on.
  '1.3.6.1.4.1.311.20.2.3': account,
  // SmtpUTF8Mailbox (RFC 9598).
  '1.3.6.1.5.5.7.8.9': account,
  // XmppAddr (RFC 6120 §13.7.1.4): a server, an account, or one of its resources.
  '1.3.6.1.5.5.7.8.5': (text) => {
    const [bare = ''] = text.split('/', 1);
    return bare.includes('@') ? account(bare) : host(bare);
  },
  // SRVName (RFC 4985): `_imap.example.test`.
  '1.3.6.1.5.5.7.8.7': (text) => host(text.replace(/^_[^.]*\./, '')),
};

/** In words where a draft has some, else as octets; `undefined` for what could not be written again. */
export function draftNameOf(name: GeneralName): DraftName | undefined {
  return draftNames([extension('subjectAltName', false, [name])], false).names[0];
}

/** @returns none for what is nobody's; `undefined` where it cannot be told from here */
export function namesWithin(name: GeneralName): readonly HouseName[] | undefined {
  switch (name.kind) {
    case 'dns':
    case 'ip':
    case 'email':
      return [name];
    case 'uri':
      return withinUri(name.value);
    case 'directory':
      return name.name.rdns.flat().flatMap((attribute) => nameIn(attribute) ?? []);
    case 'registered-id':
      return [];
    case 'other': {
      const asked = draftNameOf(name);
      return asked?.kind === 'other' ? otherNames[asked.oid]?.(asked.value) : undefined;
    }
  }
}

/** `sip:alice@example.test` and its like have no `//`, and are an account's all the same (RFC 3261 §19.1, RFC 6068, RFC 7565). */
const ACCOUNT_URI = /^(?:sips?|mailto|xmpp|im|pres|acct|jabber):([^?;/#]+)/i;
const BRACKETED = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?\[([^\]]*)\]/i;

function withinUri(value: string): readonly HouseName[] {
  const text = ACCOUNT_URI.exec(value)?.[1];
  if (text !== undefined) return account(text) ?? host(text) ?? [];
  const bare = BRACKETED.exec(value)?.[1] ?? uriHost(value) ?? '';
  const octets = parseIpAddress(bare);
  const address = octets && formatIpAddress(octets);
  return [address === undefined ? { kind: 'uri', value } : { kind: 'ip', value: address }];
}

/** The host, address or mailbox that people and programs take an attribute for. */
export function nameIn({ type, value }: DraftAttribute): HouseName | undefined {
  if (type !== COMMON_NAME && type !== EMAIL_ADDRESS && type !== USER_ID) return undefined;
  if (MAILBOX.test(value)) return { kind: 'email', value };
  return type === COMMON_NAME ? hostIn(value) : undefined;
}

/** One label is the name of a person or a machine; of hosts there is only one such. */
export function hostIn(text: string): ReturnType<typeof toGeneralName> | undefined {
  const read = readHost(text);
  if (!read.ok || !(/[.:]/.test(read.value) || read.value === 'localhost')) return undefined;
  return toGeneralName(read);
}
