// Of jsrsasign 11, which has no types of its own, what the benchmark reads rows with.
declare module 'jsrsasign' {
  interface DistinguishedName {
    readonly array: readonly (readonly { readonly type: string; readonly value: string }[])[];
  }
  export class X509 {
    readCertHex(hex: string): void;
    getSubject(): DistinguishedName;
    getIssuer(): DistinguishedName;
    getNotBefore(): string;
    getNotAfter(): string;
    getSerialNumberHex(): string;
    getExtSubjectAltName(): { readonly array: readonly Readonly<Record<string, string>>[] } | undefined;
    getExtKeyUsage(): { readonly names: readonly string[] } | undefined;
  }
  export function zulutodate(time: string): Date;
}
