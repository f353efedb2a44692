/** What a verification by OpenSSL is asked for, and what it reports. */
import type { OpenSslVersion } from './openssl-certificate';

export interface OpenSslSettings {
  readonly version: OpenSslVersion;
  readonly strict: boolean;
  /** Any certificate in the store ends a chain. */
  readonly partial: boolean;
  /** Security level, 1 to 5. */
  readonly level: number;
  /** Node and curl compare names themselves. */
  readonly host: 'with-partial-wildcards' | 'whole-labels' | 'elsewhere';
}

export interface Report {
  /** `X509_V_ERR_…` */
  readonly code: number;
  /** Place in the chain it built. */
  readonly at: number;
}
