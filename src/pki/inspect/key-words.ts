/** Algorithms and keys in a line: `RSA-PSS with SHA-256, salt 32`, `RSA 2048`, `EC P-256`, `ML-DSA-65`. */
import type { Field } from './field';

const member = (field: Field | undefined, name: string): Field | undefined =>
  field?.fields?.find((one) => one.name === name);

const PSS = '1.2.840.113549.1.1.10';

function pssWords(parameters: Field | undefined): string {
  const hash = member(parameters, 'hashAlgorithm')?.value ?? 'SHA-1';
  const salt = member(parameters, 'saltLength')?.value ?? '20';
  return `RSA-PSS with ${hash}, salt ${salt}`;
}

export function algorithmWords(field: Field): Partial<Field> {
  const algorithm = member(field, 'algorithm');
  const parameters = member(field, 'parameters');
  if (algorithm?.oid === undefined) return {};
  const { oid } = algorithm;
  const named =
    parameters?.name === 'parameters' && parameters.oid !== undefined ? ` ${parameters.value ?? ''}` : '';
  const plain = `${algorithm.value ?? oid}${named}`;
  const value = oid === PSS && parameters !== undefined ? pssWords(parameters) : plain;
  return { value, oid };
}

/** Bits of a number in hex. */
export function bitsOf(hex: string): number {
  const digits = hex.replace(/^0+/, '');
  return digits === ''
    ? 0
    : 4 * (digits.length - 1) + (32 - Math.clz32(Number.parseInt(digits.charAt(0), 16)));
}

export function keyWords(field: Field): Partial<Field> {
  const algorithm = member(field, 'algorithm');
  const key = member(field, 'subjectPublicKey');
  if (algorithm === undefined) return {};
  const name = algorithm.oid === PSS ? 'RSA-PSS' : (algorithm.value ?? '');
  const modulus = member(key, 'modulus')?.value;
  const prime =
    member(member(algorithm, 'parameters'), 'p')?.value ??
    member(member(algorithm, 'parameters'), 'prime')?.value;
  const size = modulus ?? prime;
  return {
    value: size === undefined ? name : `${name} ${bitsOf(size)}`,
    ...(algorithm.oid !== undefined && { oid: algorithm.oid }),
  };
}
