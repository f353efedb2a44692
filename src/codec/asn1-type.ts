/**
 * Types of an ASN.1 module (X.680) as data: enough to say which field of which type a value in a document is.
 * Subtypes, sizes and defaults are not kept: what is shown is what stands there, allowed or not.
 */
export type Asn1Type =
  | { readonly form: 'reference'; readonly name: string }
  | { readonly form: 'sequence' | 'set'; readonly members: readonly Asn1Member[] }
  | { readonly form: 'sequence-of' | 'set-of'; readonly of: Asn1Type }
  | { readonly form: 'choice'; readonly members: readonly Asn1Member[] }
  | {
      readonly form: 'tagged';
      readonly number: number;
      readonly explicit: boolean;
      readonly of: Asn1Type;
    }
  | Asn1Primitive
  /** A type that an identifier beside it chooses from a table. */
  | { readonly form: 'open'; readonly table: string; readonly by: string }
  | { readonly form: 'any' }
  /** Private numbers: never shown. */
  | { readonly form: 'secret'; readonly of: Asn1Type };

export interface Asn1Primitive {
  readonly form: 'primitive';
  /** Universal tag number. */
  readonly tag: number;
  /** Names of numbers or of bits. */
  readonly names?: ReadonlyMap<number, string>;
  /** What the octets of an OCTET STRING or BIT STRING are the encoding of. */
  readonly containing?: Asn1Type;
}

export interface Asn1Member {
  readonly name: string;
  readonly type: Asn1Type;
  readonly optional: boolean;
}

export interface Asn1Module {
  readonly types: ReadonlyMap<string, Asn1Type>;
  /** For each table, which type an identifier stands for. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, Asn1Type>>;
}
