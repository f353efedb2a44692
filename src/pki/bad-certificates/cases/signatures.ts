/** Signatures that are broken, left in another form, made by somebody else, by a weak digest, or forged in a known way. */
import { concat, type Bytes } from '../../../codec/bytes';
import { DerReader } from '../../../codec/der-reader';
import { DerWriter } from '../../../codec/der-writer';
import { utf8 } from '../../../codec/bytes';
import { inGroup } from '../bad-certificate';
import { chain } from '../chain';
import { fields, labelled, signedWith } from '../changes';
import { exchanged } from '../raw-value';
import { schemes } from '../scheme';
import * as Tag from '../../../codec/tag';

const VALUE = 'RFC 5280 §4.1.1.3';
const ECDSA = 'RFC 3279 §2.2.3';
const WEAK = 'RFC 6194, CA/B BR 7.1.3.2';

const lastBitTurned = (signature: Bytes): Bytes => {
  const spoiled = signature.slice();
  spoiled[spoiled.length - 1] = (spoiled.at(-1) ?? 0) ^ 1;
  return spoiled;
};

/** Contents octets of r and s. */
function halves(signature: Bytes): readonly [Bytes, Bytes] {
  return DerReader.document(signature, (reader) => {
    const sequence = reader.sequence();
    return [DerReader.own(sequence.integerOctets()), DerReader.own(sequence.integerOctets())];
  });
}

const pairOf = (r: Uint8Array, s: Uint8Array): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => writer.primitive(Tag.INTEGER, r).primitive(Tag.INTEGER, s)),
  );

/** r‖s at 32 octets each, as WebCrypto and JOSE have it. */
function raw(signature: Bytes): Bytes {
  const fit = (octets: Bytes): Bytes => {
    const magnitude = octets[0] === 0 ? octets.subarray(1) : octets;
    return concat(new Uint8Array(32 - magnitude.length), magnitude);
  };
  const [r, s] = halves(signature);
  return concat(fit(r), fit(s));
}

export const signatureCases = inGroup('signatures', [
  [
    'enc-sig-corrupt',
    'A bit turned in the signature',
    'The last bit of the signature is another.',
    VALUE,
    chain({ leaf: fields({ spoilSignature: lastBitTurned }) }),
  ],
  [
    'sig-corrupt-rsa',
    'A bit turned in an RSA signature',
    'The last bit of the signature is another.',
    VALUE,
    chain({
      ...{ rootKey: 'rsa-root', leafKey: 'rsa-leaf' },
      leaf: fields({ spoilSignature: lastBitTurned }),
    }),
  ],
  [
    'sig-name-changed',
    'Changed after signing',
    'A letter of the issuer-signed subject was changed afterwards.',
    VALUE,
    chain({
      leafName: 'server one',
      leaf: fields({ spoil: (der) => exchanged(der, utf8('server one'), utf8('server two')) }),
    }),
  ],
  [
    'sig-other-key',
    'Signed by somebody else',
    "Issuer and key identifier are the root's; the key that signed is another.",
    VALUE,
    async (workshop) => {
      const stranger = await workshop.key('stranger');
      return chain({ leaf: fields({ signedBy: stranger }) })(workshop);
    },
  ],
  [
    'int-sig-corrupt',
    'A bit turned above',
    'The last bit of the signature of the intermediate is another.',
    VALUE,
    chain({ intermediate: fields({ spoilSignature: lastBitTurned }) }),
  ],
  [
    'sig-empty',
    'No signature',
    'The signature is a BIT STRING of no bits.',
    VALUE,
    chain({ leaf: fields({ spoilSignature: () => new Uint8Array() }) }),
  ],
  [
    'sig-ecdsa-zero',
    'The signature 0, 0',
    'r and s are zero, which Java 15 to 18 took for every message.',
    'CVE-2022-21449',
    chain({ leaf: fields({ spoilSignature: () => pairOf(Uint8Array.of(0), Uint8Array.of(0)) }) }),
  ],
  [
    'enc-sig-p1363',
    'The signature as r and s in a row',
    'The ECDSA signature is 64 octets, as WebCrypto gives it; certificates have a SEQUENCE of two INTEGERs.',
    ECDSA,
    chain({ leaf: fields({ spoilSignature: raw }) }),
  ],
  [
    'sig-ecdsa-padded',
    'A signature with a zero too many',
    'r has a superfluous octet of zeros before it: BER, and no DER.',
    'X.690 §8.3.2',
    chain({
      leaf: fields({
        spoilSignature(signature) {
          const [r, s] = halves(signature);
          return pairOf(concat(new Uint8Array(r[0] === 0 ? 1 : 2), r), s);
        },
      }),
    }),
  ],
  [
    'sig-ecdsa-trailing',
    'Octets behind the signature',
    'Two octets stand behind the SEQUENCE of r and s.',
    ECDSA,
    chain({
      leaf: fields({ spoilSignature: (signature) => concat(signature, Uint8Array.of(5, 0)) }),
    }),
  ],
  [
    'enc-hash-mismatch',
    'Another digest than it says',
    'Both algorithm identifiers say SHA-256, and the signature is over SHA-384.',
    VALUE,
    chain({
      leaf: (one) => ({
        ...one,
        scheme: schemes['ecdsa-sha384'],
        signature: schemes['ecdsa-sha256'].signature,
      }),
    }),
  ],
  [
    'sig-alg-differ',
    'Two algorithms',
    'Inside the signed part stands SHA-384, beside the signature SHA-256, which it is.',
    'RFC 5280 §4.1.1.2',
    chain({
      leaf: (one) => ({
        ...one,
        signature: schemes['ecdsa-sha384'].signature,
        beside: schemes['ecdsa-sha256'].signature,
      }),
    }),
  ],
  [
    'sig-alg-rsa-for-ec',
    'An algorithm of another key',
    'The signature says RSA with SHA-256, and the key of the root is P-256.',
    VALUE,
    chain({ leaf: labelled(schemes['rsa-sha256'].signature) }),
  ],
  [
    'sig-alg-unknown',
    'An algorithm nobody knows',
    "The identifier of the signature algorithm is nobody's.",
    'RFC 5280 §4.1.1.2',
    chain({ leaf: labelled({ oid: '1.3.6.1.4.1.99999.4' }) }),
  ],
  [
    'sig-sha1-rsa',
    'Signed with SHA-1, RSA',
    'The digest under the signature of the root is SHA-1.',
    WEAK,
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-leaf', leaf: signedWith(schemes['rsa-sha1']) }),
  ],
  [
    'sig-sha1-ecdsa',
    'Signed with SHA-1, ECDSA',
    'The digest under the signature of the root is SHA-1.',
    WEAK,
    chain({ leaf: signedWith(schemes['ecdsa-sha1']) }),
  ],
  [
    'int-sha1',
    'An intermediate signed with SHA-1',
    'The root signed the intermediate with SHA-1; the server certificate has SHA-256.',
    WEAK,
    chain({ rootKey: 'rsa-root', intermediate: signedWith(schemes['rsa-sha1']) }),
  ],
]);
