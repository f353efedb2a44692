/**
 * Whether a certificate is for the name a client asked for (RFC 9525 §6.3): the subjectAltName alone, never the CommonName; a
 * wildcard is a whole leftmost label and stands for exactly one; addresses compare as octets.
 */
import { equalBytes } from '../../codec/bytes';
import type { GeneralName } from '../../codec/general-name';
import { parseIpAddress } from '../../codec/ip-address';
import { sameMailbox } from './mailbox-name';

/** A name as a client has it: a host or an address it connects to, a mailbox, a URI. */
export interface ReferenceName {
  readonly kind: 'dns' | 'ip' | 'email' | 'uri';
  readonly value: string;
}

/** Letters, digits and hyphens in labels of up to 63 (RFC 1034 §3.5), a wildcard before them. */
const PRESENTED_HOST =
  /^(?:\*\.)?(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)*[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

export const isPresentableHost = (host: string): boolean => host.length <= 253 && PRESENTED_HOST.test(host);

/** RFC 5321 §4.1.2: a dot-string, or anything printable in quotes. */
const LOCAL_PART = /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"[ -~]+")$/;

/** One local part of ASCII and a host (RFC 5280 §4.2.1.6), a `*` in it being a letter like any other. */
export function isMailbox(mailbox: string): boolean {
  const at = mailbox.lastIndexOf('@');
  const host = mailbox.slice(at + 1);
  return (
    LOCAL_PART.test(mailbox.slice(0, Math.max(0, at))) && !host.startsWith('*') && isPresentableHost(host)
  );
}

function hostMatches(presented: string, wanted: string): boolean {
  if (!isPresentableHost(presented)) return false;
  const pattern = presented.toLowerCase();
  const host = wanted.toLowerCase().replace(/\.$/, '');
  if (!pattern.startsWith('*.')) return pattern === host;
  const dot = host.indexOf('.');
  // `*.com` stands for every site there is: two labels must follow, as every browser asks.
  return dot > 0 && pattern.slice(2) === host.slice(dot + 1) && pattern.slice(2).includes('.');
}

export function matches(presented: GeneralName, wanted: ReferenceName): boolean {
  if (presented.kind === 'dns' && wanted.kind === 'dns') return hostMatches(presented.value, wanted.value);
  if (presented.kind === 'email' && wanted.kind === 'email')
    return sameMailbox(presented.value, wanted.value);
  if (presented.kind === 'uri' && wanted.kind === 'uri') return presented.value === wanted.value;
  if (presented.kind !== 'ip' || wanted.kind !== 'ip') return false;
  const [one, other] = [parseIpAddress(presented.value), parseIpAddress(wanted.value)];
  return one !== undefined && other !== undefined && equalBytes(one, other);
}
