// A private key as Debian's broken OpenSSL made it in the process of that number, in PKCS#8.
import { createPrivateKey } from 'node:crypto';
import { primesOf, type Machine, type Seed } from '../../.ci/debian-openssl.mjs';

const EXPONENT = 65537n;

/** By Euclid's algorithm. */
function inverse(number: bigint, modulus: bigint): bigint {
  let [rest, next, factor, following] = [modulus, number % modulus, 0n, 1n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [factor, following] = [following, factor - times * following];
  }
  return ((factor % modulus) + modulus) % modulus;
}

function base64url(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}

export function debianKeyPem(machine: Machine, seed: Seed, pid: number): string {
  const [p, q] = primesOf(machine, seed, pid, 2048);
  const d = inverse(EXPONENT, (p - 1n) * (q - 1n));
  const numbers = {
    n: p * q,
    e: EXPONENT,
    d,
    p,
    q,
    dp: d % (p - 1n),
    dq: d % (q - 1n),
    qi: inverse(q, p),
  };
  const key = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, base64url(value)]));
  return createPrivateKey({ key: { kty: 'RSA', ...key }, format: 'jwk' }).export({
    type: 'pkcs8',
    format: 'pem',
  }) as string;
}
