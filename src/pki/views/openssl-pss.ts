/** RSASSA-PSS parameters (RFC 4055 §3.1) as OpenSSL 3.0 prints them under a signature algorithm or a key. */
import { toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { attempt } from '../../codec/malformed';
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
  const isMgf1 = generator?.oid() === MGF1;
  const mask = generator && (isMgf1 ? `mgf1 with ${longName(generator.sequence().oid())}` : 'INVALID');
  const saltLength = sequence.optionalExplicit(2)?.integerOctets();
  const trailer = sequence.optionalExplicit(3)?.integerOctets();
  sequence.finish();
  return {
    ...(hash !== undefined && { hash: longName(hash) }),
    ...(mask !== undefined && { mask }),
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
  const least = ofKey ? 'Minimum Salt Length' : ' Salt Length';
  const inner = pad(ofKey ? indent + 2 : indent);
  return [
    ofKey ? `${pad(indent)}PSS parameter restrictions:\n` : '\n',
    `${inner}Hash Algorithm: ${hash ?? 'sha1 (default)'}\n`,
    `${inner}Mask Algorithm: ${mask ?? 'mgf1 with sha1 (default)'}\n`,
    `${inner}${least}: 0x${saltLength ?? '14 (default)'}\n`,
    `${inner}Trailer Field: 0x${trailer ?? '01 (default)'}\n`,
  ].join('');
}
