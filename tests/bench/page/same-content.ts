// A race counts only between equals: what two contestants made must say the same, but for keys, serial number and signature.
import { equalBytes } from '../../../src/codec/bytes';
import { parseCertificate, type Certificate } from '../../../src/codec/certificate';
import { extensionOid } from '../../../src/codec/extension';
import { keyIdentifierOf, type Issuer } from '../../../src/pki/issue';
import { verifySignature } from '../../../src/pki/signature';
import { algorithm, type Made } from './order';

function read({ certificate }: Made): Certificate {
  const parsed = parseCertificate(new Uint8Array(certificate));
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

/** Throws with the name of what differs. */
export async function requireSameContent(a: Made, b: Made, issuer: Issuer): Promise<void> {
  const [left, right] = [read(a), read(b)];
  const differing = [
    ...(left.version === right.version ? [] : ['version']),
    ...(left.serialNumber.length === right.serialNumber.length ? [] : ['length of the serial number']),
    ...(equalBytes(left.issuer.der, right.issuer.der) ? [] : ['issuer']),
    ...(equalBytes(left.subject.der, right.subject.der) ? [] : ['subject']),
    ...(JSON.stringify(left.validity) === JSON.stringify(right.validity) ? [] : ['validity']),
    ...(left.signature.oid === right.signature.oid ? [] : ['signature algorithm']),
    ...differingExtensions(left, right),
    ...(await brokenPromises(a, left, issuer)),
    ...(await brokenPromises(b, right, issuer)),
  ];
  if (differing.length > 0) throw new Error(`The contestants do not make the same: ${differing.join(', ')}`);
}

function differingExtensions(left: Certificate, right: Certificate): readonly string[] {
  if (left.extensions.length !== right.extensions.length) return ['number of extensions'];
  return left.extensions.flatMap((one, i) => {
    const other = right.extensions[i];
    const ofTheKey = one.oid === extensionOid.subjectKeyIdentifier;
    const same =
      other?.oid === one.oid &&
      other.critical === one.critical &&
      (ofTheKey || equalBytes(other.value, one.value));
    return same ? [] : [`extension ${one.oid}`];
  });
}

/** What depends on the key: its identifier, the exported private half, and the authority's signature over all. */
async function brokenPromises(made: Made, read: Certificate, issuer: Issuer): Promise<readonly string[]> {
  const { publicKey, signatureValue, tbs, extensions } = read;
  const identifier = extensions.find(({ oid }) => oid === extensionOid.subjectKeyIdentifier)?.value;
  const expected = keyIdentifierOf(publicKey.der);
  const signed = await verifySignature(issuer.scheme, issuer.publicKey, signatureValue, tbs);
  const privateKey = await crypto.subtle.importKey('pkcs8', made.pkcs8, algorithm.scheme.importing, false, [
    'sign',
  ]);
  const probe = new Uint8Array(32);
  const byLeaf = await crypto.subtle.sign(algorithm.scheme.signing, privateKey, probe);
  const importing = algorithm.scheme.importing;
  const publicHalf = await crypto.subtle.importKey('spki', publicKey.der, importing, false, ['verify']);
  const paired = await crypto.subtle.verify(algorithm.scheme.signing, publicHalf, byLeaf, probe);
  return [
    ...(identifier !== undefined && equalBytes(identifier.subarray(2), expected) ? [] : ['key identifier']),
    ...(signed ? [] : ['signature']),
    ...(paired ? [] : ['private key']),
  ];
}
