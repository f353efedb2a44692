/** What detection finds: a kind, the octets or text of it, and where in the input it stood. Plain data. */
import type { Bytes } from '../../codec/bytes';
import type { Malformed } from '../../codec/malformed';
import type { PemHeader } from '../../codec/pem';

/** In the input's own units: octets of a file, characters of pasted text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Kinds whose octets are DER or BER, told apart by their structure. */
export type Asn1Kind =
  | 'certificate'
  | 'attribute-certificate' // RFC 5755
  | 'request'
  | 'revocation-list'
  | 'private-key' // PKCS#8
  | 'encrypted-private-key' // PKCS#8
  | 'rsa-private-key' // PKCS#1
  | 'ec-private-key' // SEC1
  | 'dsa-private-key' // OpenSSL's six numbers
  | 'public-key' // SubjectPublicKeyInfo
  | 'rsa-public-key' // PKCS#1
  | 'ec-parameters'
  | 'dh-parameters'
  | 'dsa-parameters'
  | 'pkcs7'
  | 'pkcs12'
  | 'ocsp-response'
  | 'time-stamp'
  | 'asn1'; // sound, and none of these

export type FoundKind =
  | Asn1Kind
  | 'sct-list'
  | 'java-keystore'
  | 'zip'
  | 'openssh-private-key'
  | 'putty-key'
  | 'ssh-public-key'
  | 'ssh-certificate'
  | 'jwk'
  | 'secret-key' // symmetric, out of a store
  | 'content'; // of a message, which anything may be

export type FoundNote =
  | 'label-differs' // the PEM label promises something else
  | 'trailing-octets' // after the value; OpenSSL's TRUSTED CERTIFICATE has its trust there
  | 'encoded-again'; // was in base64 within base64 or the like

interface FoundItem {
  readonly kind: FoundKind;
  /** The PEM label; '' where there was none. */
  readonly label: string;
  readonly span: Span;
  /** Decoded; absent for what is text by nature. */
  readonly octets?: Bytes;
  readonly text?: string;
  /** Of a PEM block: traditional encryption stands there. */
  readonly headers?: readonly PemHeader[];
  readonly notes: readonly FoundNote[];
}

/** Something that was meant to be of use and cannot be read. */
interface Unreadable {
  readonly kind: 'unreadable';
  readonly label: string;
  readonly span: Span;
  readonly error: Malformed;
}

export type Found = FoundItem | Unreadable;

/** Finds one after the other; `undefined` where nothing is found yet and somebody else may have the thread. */
export type Steps = Generator<Found | undefined, void>;
