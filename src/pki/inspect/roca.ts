/**
 * The fingerprint of RSA keys made by Infineon's library (CVE-2017-15361, Nemec et al., CCS 2017): both primes, and so the
 * modulus, are powers of 65537 modulo the product of the first primes. The discrete logarithm is taken modulo each prime,
 * and all of them have to be one: fewer than one key in 10^40 looks so by chance.
 */
const PRIMES = [
  3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101, 103, 107,
  109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167,
];
const GENERATOR = 65537;

function remainder(octets: Uint8Array, prime: number): number {
  let value = 0;
  for (const octet of octets) value = (value * 256 + octet) % prime;
  return value;
}

/** The exponent that gives `residue`, and the order of the generator; `undefined` where none does. */
function logarithm(
  residue: number,
  prime: number,
): { readonly exponent: bigint; readonly order: bigint } | undefined {
  let found: number | undefined;
  let power = 1;
  let order = 0;
  do {
    if (power === residue) found ??= order;
    power = (power * (GENERATOR % prime)) % prime;
    order++;
  } while (power !== 1);
  return found === undefined ? undefined : { exponent: BigInt(found), order: BigInt(order) };
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** @param modulus big-endian */
export function hasRocaStructure(modulus: Uint8Array): boolean {
  // No such key is smaller; tiny numbers are powers of anything.
  if (modulus.length < 64) return false;
  let exponent = 0n;
  let order = 1n;
  for (const prime of PRIMES) {
    const found = logarithm(remainder(modulus, prime), prime);
    if (found === undefined) return false;
    const common = gcd(order, found.order);
    if ((found.exponent - exponent) % common !== 0n) return false;
    // The orders divide 166 and less, so the steps are few.
    while ((exponent - found.exponent) % found.order !== 0n) exponent += order;
    order = (order / common) * found.order;
  }
  return true;
}
