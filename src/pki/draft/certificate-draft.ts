/**
 * What somebody wants of a certificate, as a form holds it, a template keeps it, a link carries it and an openssl.cnf
 * says it: plain JSON in text, without any secret and without a key. Nothing here is checked; `prepare.ts` says what of
 * it cannot be done. Field names are stable: saved templates depend on them.
 */
import type { KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import type { SignatureSchemeId } from '../signature-scheme';

export type ProfileId =
  | 'root'
  | 'intermediate'
  | 'tls-server'
  | 'tls-client'
  | 'tls-server-client'
  | 'email'
  | 'code-signing'
  | 'time-stamping'
  | 'ocsp-signing'
  | 'document-signing'
  | 'custom';

export interface DraftAttribute {
  /** Dotted decimal. */
  readonly type: string;
  readonly value: string;
}

/** How the text of an otherName or of an own extension is written (X.680). */
export type StringForm = 'utf8' | 'ia5' | 'printable' | 'bmp';

/** A subject alternative name as typed (RFC 5280 §4.2.1.6). */
export type DraftName =
  | { readonly kind: 'dns' | 'ip' | 'email' | 'uri'; readonly value: string }
  | { readonly kind: 'directory'; readonly attributes: readonly DraftAttribute[] }
  | { readonly kind: 'registered-id'; readonly oid: string }
  /** An otherName with a string in it, such as a user principal name (1.3.6.1.4.1.311.20.2.3). */
  | { readonly kind: 'other'; readonly oid: string; readonly form: StringForm; readonly value: string }
  /** Any GeneralName as hex of its DER: how a form that has no words here survives. */
  | { readonly kind: 'der'; readonly hex: string };

export type DraftValidity =
  /** From the moment of issuing (backdated an hour for slow clocks), days of 86,400 s. */
  | { readonly kind: 'days'; readonly days: number }
  /** ISO 8601 in UTC, to the second: `2026-11-22T08:00:00Z`. */
  | { readonly kind: 'dates'; readonly notBefore: string; readonly notAfter: string };

/** A base of name constraints as typed: `.example.test`, `10.0.0.0/8`, `example.test` for mail, a host for URI. */
export type DraftSubtree =
  | { readonly kind: 'dns' | 'ip' | 'email' | 'uri'; readonly base: string }
  | { readonly kind: 'directory'; readonly attributes: readonly DraftAttribute[] }
  | { readonly kind: 'der'; readonly hex: string };

export interface DraftPolicy {
  readonly oid: string;
  /** Addresses of certification practice statements. */
  readonly cps: readonly string[];
  /** User notices, explicitText (at most 200 characters). */
  readonly notices: readonly string[];
}

export interface DraftOwnExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value:
    | { readonly kind: 'der'; readonly hex: string }
    | { readonly kind: 'text'; readonly form: StringForm; readonly text: string };
}

/** Extensions whose standard fixes whether they are critical. */
export type StandardExtension =
  | 'subjectKeyIdentifier'
  | 'authorityKeyIdentifier'
  | 'authorityInfoAccess'
  | 'policyConstraints'
  | 'inhibitAnyPolicy'
  | 'tlsFeature'
  | 'ocspNoCheck';

/** Extensions as wanted; an absent one is not in the certificate. `critical` is what the standard wants where it says so. */
export interface DraftExtensions {
  readonly basicConstraints?: {
    readonly critical: boolean;
    readonly ca: boolean;
    readonly pathLength?: number;
  };
  readonly keyUsage?: { readonly critical: boolean; readonly usages: readonly KeyUsage[] };
  /** Dotted decimal each. */
  readonly extendedKeyUsage?: { readonly critical: boolean; readonly purposes: readonly string[] };
  /** `hash`: of the public key (RFC 5280 §4.2.1.2 method 1); otherwise hex. */
  readonly subjectKeyIdentifier?: string;
  /** `key`: its key identifier. `key-and-issuer`: also issuer and serial number of its certificate. */
  readonly authorityKeyIdentifier?: 'key' | 'key-and-issuer';
  /** `auto`: critical when the subject is empty, and only then (§4.2.1.6). The names are `alternativeNames`. */
  readonly subjectAltNameCritical: boolean | 'auto';
  readonly nameConstraints?: {
    readonly critical: boolean;
    readonly permitted: readonly DraftSubtree[];
    readonly excluded: readonly DraftSubtree[];
  };
  /** Addresses of the list of revoked certificates, one distribution point each. */
  readonly crlDistributionPoints?: { readonly critical: boolean; readonly addresses: readonly string[] };
  readonly authorityInfoAccess?: {
    readonly ocsp: readonly string[];
    readonly caIssuers: readonly string[];
  };
  readonly certificatePolicies?: { readonly critical: boolean; readonly policies: readonly DraftPolicy[] };
  readonly policyMappings?: {
    readonly critical: boolean;
    readonly mappings: readonly { readonly issuer: string; readonly subject: string }[];
  };
  readonly policyConstraints?: { readonly requireExplicit?: number; readonly inhibitMapping?: number };
  readonly inhibitAnyPolicy?: number;
  /** TLS extension numbers a server must answer with (RFC 7633): 5 is status_request, "must staple". */
  readonly tlsFeature?: readonly number[];
  /** id-pkix-ocsp-nocheck (RFC 6960 §4.2.2.2.1). */
  readonly ocspNoCheck?: boolean;
  /** Of those whose standard says whether they are critical: what is wanted otherwise (`criticality.ts`). */
  readonly criticality?: Readonly<Partial<Record<StandardExtension, boolean>>>;
  readonly own: readonly DraftOwnExtension[];
}

export interface CertificateDraft {
  readonly profile: ProfileId;
  readonly subject: readonly DraftAttribute[];
  /** Hex of a Name that says the same, to be kept as it is; without a meaning where it says something else (`kept-subject.ts`). */
  readonly subjectOctets?: string;
  readonly alternativeNames: readonly DraftName[];
  /** Of a key still to be made; ignored where the key is there already. */
  readonly keyAlgorithm: KeyAlgorithmId;
  /** `default`: what the issuer's key signs with by itself. */
  readonly signature: SignatureSchemeId | 'default';
  readonly validity: DraftValidity;
  /** Hex of the positive number; empty for a random one. */
  readonly serialNumber: string;
  readonly extensions: DraftExtensions;
  /** Of a request made from a template (RFC 2985 §5.4.2); no part of a certificate. */
  readonly unstructuredName?: string;
}

/** Where in a draft something is: `['alternativeNames', 2, 'value']`. */
export type DraftPlace = readonly (string | number)[];
