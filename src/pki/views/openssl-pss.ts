/** RSASSA-PSS parameters (RFC 4055 §3.1) as OpenSSL 3.0 prints them under a signature algorithm or a key. */
import { toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { attempt, Malformed } from '../../codec/malformed';
import { pad } from './openssl-lines';
import { signedMagnitude } from './openssl-number';
import { longName } from './openssl-objects';

const MGF1 = '1.2.840.113549.1.1.8';

interface Parameters {
  readonly hash?: string;
  readonly mask?: string;
  readonly saltLength?: string;
  readonly trailer?: string;
}

const hexNumber = (octets: Uint8Array): string => toHex(signedMagnitude(octets).magnitude).toUpperCase();

function readParameters(reader: DerReader): Parameters {
  const sequence = reader.sequence();
  const hash = sequence.optionalExplicit(0)?.sequence().oid();
  const generator = sequence.optionalExplicit(1)?.sequence();
  if (generator !== undefined && generator.oid() !== MGF1) throw new Malformed('unsupported', 0);
  const mask = generator?.sequence().oid();
  const saltLength = sequence.optionalExplicit(2)?.integerOctets();
  const trailer = sequence.optionalExplicit(3)?.integerOctets();
  sequence.finish();
  return {
    ...(hash !== undefined && { hash: longName(hash) }),
    ...(mask !== undefined && { mask: longName(mask) }),
    ...(saltLength && { saltLength: hexNumber(saltLength) }),
    ...(trailer && { trailer: hexNumber(trailer) }),
  };
}

/** `undefined` where the parameters are not PSS parameters. */
export function pssLines(
  parameters: Uint8Array | undefined,
  indent: number,
  ofKey: boolean,
): string | undefined {
  if (parameters === undefined) return ofKey ? `${pad(indent)}No PSS parameter restrictions\n` : undefined;
  const read = attempt(() => DerReader.document(parameters, readParameters));
  if (!read.ok) return undefined;
  const { hash, mask, saltLength, trailer } = read.value;
  if (ofKey) {
    return [
      `${pad(indent)}PSS parameter restrictions:\n`,
      `${pad(indent + 2)}Hash Algorithm: ${hash === undefined ? 'SHA1 (default)' : providerName(hash)}\n`,
      `${pad(indent + 2)}Mask Algorithm: MGF1 with ${mask === undefined ? 'SHA1 (default)' : providerName(mask)}\n`,
      `${pad(indent + 2)}Minimum Salt Length: ${saltLength === undefined ? '20 (default)' : Number(`0x${saltLength}`)}\n`,
      `${pad(indent + 2)}Trailer Field: 0x${trailer ?? '1 (default)'}\n`,
    ].join('');
  }
  return [
    `\n${pad(indent)}Hash Algorithm: ${hash ?? 'sha1 (default)'}\n`,
    `${pad(indent)}Mask Algorithm: mgf1 with ${mask ?? 'sha1 (default)'}\n`,
    `${pad(indent)} Salt Length: 0x${saltLength ?? '14 (default)'}\n`,
    `${pad(indent)}Trailer Field: 0x${trailer ?? '01 (default)'}\n`,
  ].join('');
}

/** Keys are printed by code that calls digests by the names of their standards. */
const providerName = (hash: string): string =>
  hash.replace(/^sha1$/, 'SHA1').replace(/^sha(?=\d{3}$)/, 'SHA2-');
