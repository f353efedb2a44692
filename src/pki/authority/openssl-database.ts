/**
 * The database of `openssl ca`, which easy-rsa keeps and XCA writes: `index.txt`, a line for each certificate, and `crlnumber`, the
 * number of the next revocation list (openssl-ca(1); the columns are DB_type to DB_name of OpenSSL's apps/ca.c). They are told by
 * what is in them, since XCA names them after the authority. Refuses to guess: a line that is not as it should be is left out.
 */
import { fromHex } from '../../codec/bytes';
import { revocationReasons, type RevocationReason } from '../../codec/revocation-reason';
import { serialText } from './authority-facts';
import type { IssuedStatus } from './authority-record';

export interface DatabaseEntry {
  /** As a record writes it. */
  readonly serial: string;
  readonly status: Extract<IssuedStatus, { readonly kind: 'good' | 'held' | 'revoked' }>;
  /** `/CN=app.test`, as openssl writes it; '' where it is not said. */
  readonly subject: string;
}

const LINE = /^([VRE])\t(\d{12}|\d{14})Z\t([^\t]*)\t([0-9A-Fa-f]+)\t[^\t]*(?:\t(.*))?$/;
/** `openssl ca` itself reads the whole of it for each certificate; nobody has ever had more. */
const MOST_LINES = 100_000;
/** What `openssl ca -revoke` writes for an instruction or a time of compromise that comes behind it. */
const longer: Readonly<Record<string, RevocationReason>> = {
  holdInstruction: 'certificateHold',
  keyTime: 'keyCompromise',
  CAkeyTime: 'cACompromise',
};

/** @returns `undefined` for what is no such database */
export function readDatabase(text: string): readonly DatabaseEntry[] | undefined {
  const lines = text.split(/\r?\n/, MOST_LINES);
  // Each line but the last has its columns; a text of another kind fails at the first.
  if (!LINE.test(lines[0] ?? '')) return undefined;
  return lines.flatMap((line): readonly DatabaseEntry[] => {
    const [, kind, , revoked = '', hex = '', subject = ''] = LINE.exec(line) ?? [];
    const octets = fromHex(hex.length % 2 === 0 ? hex : `0${hex}`);
    const status = kind === 'R' ? revocationOf(revoked) : ({ kind: 'good' } as const);
    if (kind === undefined || octets === undefined || status === undefined) return [];
    return [{ serial: serialText(octets), status, subject }];
  });
}

/** `261122121435Z,keyCompromise`; the reason may be missing, and something more may follow. */
function revocationOf(text: string): DatabaseEntry['status'] | undefined {
  const [time = '', word = 'unspecified'] = text.split(',');
  const at = momentOf(time);
  if (at === undefined) return undefined;
  const reason = longer[word] ?? revocationReasons.find((one) => one.toLowerCase() === word.toLowerCase());
  if (reason === 'certificateHold') return { kind: 'held', at };
  // Released again: OpenSSL leaves the line as it was.
  if (reason === 'removeFromCRL') return { kind: 'good' };
  return { kind: 'revoked', at, reason: reason ?? 'unspecified' };
}

/** As ASN.1 writes it: UTCTime of two digits until 2049, GeneralizedTime after that (RFC 5280 §4.1.2.5). */
function momentOf(text: string): number | undefined {
  const digits = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (digits === null) return undefined;
  const [first = 0, month = 0, day, hour, minute, second] = digits.slice(1).map(Number);
  const year = (digits[1] ?? '').length === 4 ? first : first + (first < 50 ? 2000 : 1900);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** @returns the number of the next list, where the file is called `crlnumber` and holds nothing else */
export function readListNumber(path: string, text: string): bigint | undefined {
  // 20 octets are the most there are (RFC 5280 §5.2.3); openssl wraps none of them.
  if (!/(?:^|[/\\])crlnumber$/i.test(path) || !/^\s*[0-9A-Fa-f]{1,40}\s*$/.test(text)) return undefined;
  return BigInt(`0x${text.trim()}`);
}
