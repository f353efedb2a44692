/**
 * What a list shows of a certificate (RFC 5280 §4.1), without decoding it: one walk over the outer values notes where each field
 * lies, and a field is read when it is asked for. A row costs a dozen numbers until then. Only the common DER is read here; what
 * is damaged, BER, or written in a rarer way is for the readers that say what is wrong.
 */
import { DerReader } from './der-reader';
import { asciiAt, DerWalk, momentAt, upperHexAt } from './der-walk';
import { readGeneralName } from './general-name';
import { formatIpAddress } from './ip-address';
import { attempt } from './malformed';
import { commonNameAt, nameAt } from './name-walk';
import * as Tag from './tag';

/** Of the identifiers 2.5.29.n, of which n follows. */
const [ID_CE_1, ID_CE_2] = [0x55, 0x1d];
const [KEY_USAGE, SUBJECT_ALT_NAME, BASIC_CONSTRAINTS] = [15, 17, 19];
const [DNS_NAME, EMAIL, URI] = [Tag.implicit(2), Tag.implicit(1), Tag.implicit(6)];
const ADDRESS = Tag.implicit(7);
/** Names kept of one certificate; what has more is found by its first thousand. */
const MAX_NAMES = 1000;

export class CertificateRow {
  readonly #bytes: Uint8Array;
  #serial = 0;
  #serialEnd = 0;
  #issuer = 0;
  #notBefore = 0;
  #notAfter = 0;
  #subject = 0;
  #subjectEnd = 0;
  /** 0 where there is none. */
  #alternativeNames = 0;
  #alternativeNamesEnd = 0;
  #keyUsage = 0;
  #basicConstraints = 0;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** `undefined` where the outer structure is not what RFC 5280 has in DER. */
  static of(der: Uint8Array): CertificateRow | undefined {
    const row = new CertificateRow(der);
    return row.#find() ? row : undefined;
  }

  #find(): boolean {
    const bytes = this.#bytes;
    const walk = new DerWalk(bytes);
    if (!walk.toTagged(Tag.SEQUENCE, 0, bytes.length)) return false;
    if (!walk.toTagged(Tag.SEQUENCE, walk.start, walk.end)) return false;
    const { end } = walk;
    let at = walk.start;
    const next = (tag: number): boolean => {
      if (!walk.toTagged(tag, at, end)) return false;
      at = walk.end;
      return true;
    };
    if (bytes[at] === Tag.explicit(0) && !next(Tag.explicit(0))) return false;
    if (!next(Tag.INTEGER)) return false;
    this.#serial = walk.start;
    this.#serialEnd = walk.end;
    if (!next(Tag.SEQUENCE)) return false;
    this.#issuer = at;
    if (!next(Tag.SEQUENCE) || !next(Tag.SEQUENCE)) return false;
    const validityEnd = walk.end;
    this.#notBefore = walk.start;
    if (!walk.to(walk.start, validityEnd)) return false;
    this.#notAfter = walk.end;
    this.#subject = at;
    if (!next(Tag.SEQUENCE)) return false;
    this.#subjectEnd = at;
    if (!next(Tag.SEQUENCE)) return false;
    while (at < end && bytes[at] !== Tag.explicit(3)) {
      if (!walk.to(at, end)) return false;
      at = walk.end;
    }
    if (at === end) return true;
    if (!next(Tag.explicit(3)) || !walk.to(walk.start, end)) return false;
    return this.#findExtensions(walk, walk.start, walk.end);
  }

  #findExtensions(walk: DerWalk, from: number, end: number): boolean {
    const { bytes } = walk;
    for (let at = from; at < end;) {
      if (!walk.to(at, end)) return false;
      const { start, end: next } = walk;
      at = next;
      if (bytes[start] !== Tag.OBJECT_IDENTIFIER || bytes[start + 1] !== 3) continue;
      if (bytes[start + 2] !== ID_CE_1 || bytes[start + 3] !== ID_CE_2) continue;
      const which = bytes[start + 4];
      if (which !== KEY_USAGE && which !== SUBJECT_ALT_NAME && which !== BASIC_CONSTRAINTS) continue;
      const value = bytes[start + 5] === Tag.BOOLEAN ? start + 8 : start + 5;
      if (!walk.toTagged(Tag.OCTET_STRING, value, next)) return false;
      // Damaged inside, it is as if it were not there.
      if (!walk.to(walk.start, walk.end)) continue;
      // Two of them are for a reader that minds.
      if (which === SUBJECT_ALT_NAME && this.#alternativeNames > 0) return false;
      if (which === KEY_USAGE) this.#keyUsage = walk.start;
      else if (which === BASIC_CONSTRAINTS) this.#basicConstraints = walk.start;
      else {
        this.#alternativeNames = walk.start;
        this.#alternativeNamesEnd = walk.end;
      }
    }
    return true;
  }

  /** Upper-case hex of the contents octets. */
  get serial(): string {
    return upperHexAt(this.#bytes, this.#serial, this.#serialEnd);
  }

  /** ms since 1970; `undefined` where no such moment is. */
  get notBefore(): number | undefined {
    return momentAt(this.#bytes, this.#notBefore);
  }

  get notAfter(): number | undefined {
    return momentAt(this.#bytes, this.#notAfter);
  }

  /** As `formatDistinguishedName` has it; '' where it cannot be read. */
  get subject(): string {
    return nameAt(this.#bytes, this.#subject);
  }

  get issuer(): string {
    return issuerAt(this.#bytes, this.#issuer).name;
  }

  /** The last CommonName, unescaped. */
  get subjectCommonName(): string | undefined {
    return commonNameAt(this.#bytes, this.#subject);
  }

  get issuerCommonName(): string | undefined {
    return issuerAt(this.#bytes, this.#issuer).commonName;
  }

  get selfIssued(): boolean {
    const [bytes, issuer, subject] = [this.#bytes, this.#issuer, this.#subject];
    const length = this.#subjectEnd - subject;
    for (let i = 0; i < length; i++) if (bytes[issuer + i] !== bytes[subject + i]) return false;
    return true;
  }

  /** cA of basicConstraints. */
  get authority(): boolean {
    const at = this.#basicConstraints;
    return at > 0 && this.#bytes[at] === Tag.BOOLEAN && this.#bytes[at + 2] !== 0;
  }

  /** The first nine bits of keyUsage, digitalSignature highest; `undefined` where there is none. */
  get keyUsage(): number | undefined {
    const at = this.#keyUsage;
    if (at === 0) return undefined;
    const octets = (this.#bytes[at - 1] ?? 0) - 1;
    if (octets < 1) return 0;
    const long = octets > 1;
    return ((this.#bytes[at + 1] ?? 0) << 1) | (long ? (this.#bytes[at + 2] ?? 0) >> 7 : 0);
  }

  /** DNS names, addresses and the like, in order. */
  get names(): readonly string[] {
    const names: string[] = [];
    const bytes = this.#bytes;
    const walk = new DerWalk(bytes);
    const end = this.#alternativeNamesEnd;
    for (let at = this.#alternativeNames; at < end && names.length < MAX_NAMES; at = walk.end) {
      if (!walk.to(at, end)) break;
      const plain = walk.tag === DNS_NAME || walk.tag === EMAIL || walk.tag === URI;
      const text = plain ? asciiAt(bytes, walk.start, walk.end) : undefined;
      const address = walk.tag === ADDRESS ? formatIpAddress(bytes.subarray(walk.start, walk.end)) : text;
      if (address !== undefined) names.push(address);
      else {
        const rare = attempt(() => readGeneralName(new DerReader(bytes, at, walk.end)));
        if (rare.ok && 'value' in rare.value) names.push(rare.value.value);
      }
    }
    return names;
  }
}

interface Issuer {
  readonly der: Uint8Array;
  readonly name: string;
  readonly commonName: string | undefined;
}

/** Read last: in a list the certificates of one authority stand together. */
let lastIssuer: Issuer = { der: new Uint8Array(0), name: '', commonName: undefined };

function issuerAt(bytes: Uint8Array, at: number): Issuer {
  const { der } = lastIssuer;
  let same = 0;
  // DER tells its length, so one name is never the beginning of another.
  while (same < der.length && bytes[at + same] === der[same]) same++;
  if (der.length > 0 && same === der.length) return lastIssuer;
  const walk = new DerWalk(bytes);
  const end = walk.to(at, bytes.length) ? walk.end : at;
  lastIssuer = {
    der: bytes.slice(at, end),
    name: nameAt(bytes, at),
    commonName: commonNameAt(bytes, at),
  };
  return lastIssuer;
}
