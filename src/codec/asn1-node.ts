/** What an ASN.1 tree is made of: values, and octets that are none. Plain data, so that it can leave a worker. */
import type { LengthForm, TagClass } from './asn1-header';
import type { Malformed } from './malformed';

export interface Asn1Value {
  readonly kind: 'value';
  readonly tagClass: TagClass;
  readonly tagNumber: number;
  readonly constructed: boolean;
  readonly lengthForm: LengthForm;
  /** All offsets count octets from the start of the document. `end` is beyond an end-of-contents mark. */
  readonly start: number;
  readonly contentsStart: number;
  readonly contentsEnd: number;
  readonly end: number;
  /** 0 at the top. */
  readonly depth: number;
  /** What is wrong with it although it can be shown. */
  readonly problem?: Malformed;
}

/** Octets that no value can be made of, to the end of their container. */
interface Asn1Gap {
  readonly kind: 'unreadable';
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly problem: Malformed;
}

export type Asn1Node = Asn1Value | Asn1Gap;
