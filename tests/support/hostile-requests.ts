// Signing requests that no program makes for one who asks nicely: extensions twice, an RSA exponent of 1, a signature that does
// not fit. Each is signed as well as it can be, so that it is refused for what it is.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { NULL_PARAMETERS } from '../../src/codec/algorithm-identifier';
import { concat, type Bytes } from '../../src/codec/bytes';
import { encodeCertificateRequest, encodeRequestInformation } from '../../src/codec/certificate-request';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension, type Extension } from '../../src/codec/extension';
import { encodePem } from '../../src/codec/pem';
import { encodePublicKey } from '../../src/codec/public-key';
import { extensionRequest } from '../../src/codec/request-attribute';

const CN = '2.5.4.3';
const RSA = '1.2.840.113549.1.1.1';
const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

const pem = (der: Bytes): string => encodePem('CERTIFICATE REQUEST', der);
const names = (name: string): Extension => extension('subjectAltName', false, [{ kind: 'dns', value: name }]);

const information = (name: string, publicKey: Bytes, extensions: readonly Extension[]): Bytes =>
  encodeRequestInformation({
    subject: distinguishedName([{ type: CN, value: name }]).der,
    publicKey,
    attributes: [extensionRequest(extensions)],
  });

function signedByCurve(name: string, extensions: readonly Extension[]): Bytes {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const asked = information(name, concat(publicKey.export({ type: 'spki', format: 'der' })), extensions);
  return encodeCertificateRequest(
    asked,
    { oid: ECDSA_WITH_SHA256 },
    concat(sign('sha256', asked, privateKey)),
  );
}

/** The same extension twice (RFC 5280 §4.2 forbids it): readers differ in which of the two they take. */
export function withExtensionTwice(name: string): string {
  const usage = extension('keyUsage', true, ['digitalSignature']);
  const other = extension('keyUsage', true, ['digitalSignature', 'keyCertSign']);
  return pem(signedByCurve(name, [names(name), usage, other]));
}

/** Changed on the way, by one bit. */
export function withBrokenSignature(name: string): string {
  const der = concat(signedByCurve(name, [names(name)]));
  const last = der.length - 1;
  der[last] = (der[last] ?? 0) ^ 1;
  return pem(der);
}

const length = (count: number): readonly number[] =>
  count < 0x80 ? [count] : [0x82, Math.floor(count / 256), count % 256];
const element = (tag: number, contents: Uint8Array): Uint8Array =>
  concat(new Uint8Array([tag, ...length(contents.length)]), contents);

/** Everybody can sign with it: what is raised to the power of 1 is the padded digest itself (RFC 8017 §9.2). */
export function withExponentOne(name: string): string {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const modulus = Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url');
  const integers = [element(2, concat(new Uint8Array([0]), modulus)), element(2, new Uint8Array([1]))];
  const key = encodePublicKey({ oid: RSA, parameters: NULL_PARAMETERS }, element(0x30, concat(...integers)));
  const asked = information(name, key, [names(name)]);
  const digestInfo = Buffer.from('3031300d060960864801650304020105000420', 'hex');
  const digest = concat(digestInfo, createHash('sha256').update(asked).digest());
  const padding = new Uint8Array(modulus.length - digest.length - 3).fill(0xff);
  const signature = concat(new Uint8Array([0, 1]), padding, new Uint8Array([0]), digest);
  return pem(
    encodeCertificateRequest(asked, { oid: SHA256_WITH_RSA, parameters: NULL_PARAMETERS }, signature),
  );
}
