/**
 * SignedCertificateTimestampList (RFC 6962 §3.3) in TLS notation (RFC 5246 §4): which log saw a certificate, and when. A
 * timestamp that cannot be read leaves the others; whether the signature holds is not asked, the logs' keys are not known here.
 */
import { Malformed } from './malformed';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where its parts stand in the document. */
export interface SignedTimestamp {
  readonly logId: Range;
  /** Milliseconds since 1970; 64 bits. */
  readonly timestamp: bigint;
  readonly extensions: Range;
  /** Numbers of RFC 5246 §7.4.1.4.1. */
  readonly hash: number;
  readonly signature: number;
  readonly signed: Range;
}

export interface SctEntry {
  readonly span: Range;
  readonly sct?: SignedTimestamp;
  readonly error?: Malformed;
}

const V1 = 0;
const LOG_ID = 32;
const TIMESTAMP = 8;
/** Real lists have two to five. */
const MAX_ENTRIES = 1000;

class Reader {
  readonly #view: DataView;
  at: number;
  readonly end: number;

  constructor(view: DataView, at: number, end: number) {
    this.#view = view;
    this.at = at;
    this.end = end;
  }

  take(length: number): Range {
    const start = this.at;
    if (length > this.end - start) throw new Malformed('truncated', start);
    this.at += length;
    return { start, end: this.at };
  }

  octet(): number {
    return this.#view.getUint8(this.take(1).start);
  }

  long(): bigint {
    return this.#view.getBigUint64(this.take(TIMESTAMP).start);
  }

  /** Octets behind a length of two octets. */
  vector(): Range {
    return this.take(this.#view.getUint16(this.take(2).start));
  }
}

export function readSctList(
  bytes: Uint8Array,
  start: number,
  end: number,
): { readonly entries: readonly SctEntry[]; readonly problem?: Malformed } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const entries: SctEntry[] = [];
  try {
    const outer = new Reader(view, start, end);
    const { start: first, end: last } = outer.vector();
    const list = new Reader(view, first, last);
    while (list.at < last) {
      if (entries.length >= MAX_ENTRIES) throw new Malformed('too-large', list.at);
      entries.push(readEntry(view, list.vector()));
    }
    if (outer.at < end) throw new Malformed('trailing-data', outer.at);
    return { entries };
  } catch (error) {
    if (error instanceof Malformed) return { entries, problem: error };
    throw error;
  }
}

function readEntry(view: DataView, span: Range): SctEntry {
  const reader = new Reader(view, span.start, span.end);
  try {
    if (reader.octet() !== V1) throw new Malformed('unsupported', span.start, 'version');
    const logId = reader.take(LOG_ID);
    const timestamp = reader.long();
    const extensions = reader.vector();
    const [hash, signature] = [reader.octet(), reader.octet()];
    const signed = reader.vector();
    if (reader.at < span.end) throw new Malformed('trailing-data', reader.at);
    return { span, sct: { logId, timestamp, extensions, hash, signature, signed } };
  } catch (error) {
    if (error instanceof Malformed) return { span, error };
    throw error;
  }
}
