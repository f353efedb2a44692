// What every contestant makes of a certificate.
export interface Row {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: number | undefined;
  readonly notAfter: number | undefined;
  readonly names: readonly string[];
  /** Nine bits, digitalSignature highest. */
  readonly keyUsage: number | undefined;
  readonly serial: string;
}
