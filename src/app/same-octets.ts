/** Whether two pieces of DER are the same; a missing one is the same as nothing. */
export const sameOctets = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  one.length === other?.length && one.every((octet, at) => octet === other[at]);

/** Whether two chains are the same, certificate by certificate. */
export const sameChain = (one: readonly Uint8Array[], other: readonly Uint8Array[]): boolean =>
  one.length === other.length && one.every((der, at) => sameOctets(der, other[at]));

/** Whether `der` is one of an authority's certificates, the others of its key included. */
export const isCertificateOf = (
  {
    certificate,
    others,
  }: { readonly certificate: Uint8Array; readonly others: readonly { readonly der: Uint8Array }[] },
  der: Uint8Array,
): boolean => [certificate, ...others.map((other) => other.der)].some((one) => sameOctets(one, der));
