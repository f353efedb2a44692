/** A certificate as a line of a record that leaves the page: text and times, public all of it, nothing to be decoded. */
export interface InventoryRow {
  /** Lower-case hex. */
  readonly serialNumber: string;
  /** Of whoever signed it. */
  readonly issuer: string;
  /** CommonName, else the first alternative name. */
  readonly title: string;
  /** The whole name in one line. */
  readonly subject: string;
  /** Alternative names in short lines. */
  readonly names: readonly string[];
  readonly profile: string;
  readonly keyLabel: string;
  /** ms since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly status: 'good' | 'held' | 'revoked' | 'expired';
  /** ms since 1970; of a revocation or hold. */
  readonly revokedAt?: number;
  /** As RFC 5280 §5.3.1 calls it. */
  readonly reason?: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly note: string;
}
