/** One part of an item, in words: what it is called, what stands there, and where. Plain data, so that it can leave a worker. */
export interface Field {
  /** As the ASN.1 module names it, stable, for JSON and for search: `notBefore`, `subjectAltName`, `dNSName`. */
  readonly name: string;
  /** What a person calls it: `Valid from`. */
  readonly label: string;
  /**
   * What stands there, for people; a stranger's text as it is, so the page makes controls visible. A time is ISO 8601 in UTC,
   * octets are hex without separators. Absent where `fields` say it all, and for private numbers always.
   */
  readonly value?: string;
  /** How to show the value; `text` where absent. */
  readonly form?: 'text' | 'code' | 'hex' | 'time' | 'number';
  /** Of the value or, for an extension, of the field. */
  readonly oid?: string;
  readonly critical?: boolean;
  /** `RFC 5280 §4.2.1.3` */
  readonly citation?: string;
  /** One sentence: what it is for. */
  readonly about?: string;
  /** Octets of the item's document this stands in; absent for what is not in it as a value of its own. */
  readonly span?: { readonly start: number; readonly end: number };
  /** What cannot be read, in words with the offset; everything else is still shown. */
  readonly problem?: string;
  readonly fields?: readonly Field[];
  /** The fields are the elements of a list, of any number. */
  readonly list?: boolean;
}
