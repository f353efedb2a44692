/** Everything that stands in an item, as fields. Total: what is damaged is said where it is, and the rest stays. */
import { Asn1Tree } from '../../codec/asn1-tree';
import type { Bytes } from '../../codec/bytes';
import * as Tag from '../../codec/tag';
import type { FoundKind } from '../detect/found';
import type { Field } from './field';
import { FieldWriter } from './field-writer';
import { sctFields } from './sct-fields';
import { sshCertificateFields } from './ssh-certificate-fields';

/** The type of the module that each kind of document is; kinds that are no ASN.1 have none. */
const documentTypes: Readonly<Partial<Record<FoundKind, string>>> = {
  certificate: 'Certificate',
  request: 'CertificationRequest',
  'revocation-list': 'CertificateList',
  'private-key': 'PrivateKeyInfo',
  'encrypted-private-key': 'EncryptedPrivateKeyInfo',
  'rsa-private-key': 'RSAPrivateKey',
  'ec-private-key': 'ECPrivateKey',
  'dsa-private-key': 'DSAPrivateKey',
  'public-key': 'SubjectPublicKeyInfo',
  'rsa-public-key': 'RSAPublicKey',
  'ec-parameters': 'EcpkParameters',
  'dh-parameters': 'DHParameter',
  'dsa-parameters': 'DssParms',
  pkcs7: 'ContentInfo',
  pkcs12: 'PFX',
  'ocsp-response': 'OCSPResponse',
  'time-stamp': 'TimeStampResp',
};

/** What of a response may stand alone: the part that is signed, without its status. */
const bare: Readonly<Partial<Record<FoundKind, readonly [first: number, type: string]>>> = {
  'ocsp-response': [Tag.SEQUENCE & 0x1f, 'BasicOCSPResponse'],
  'time-stamp': [Tag.OBJECT_IDENTIFIER, 'ContentInfo'],
};

/** The type of the module that the document is; `Document`, which no module has, for all others. */
export function documentTypeOf(kind: FoundKind, octets: Uint8Array): string {
  const tree = new Asn1Tree(octets);
  const [root] = tree.roots(0, 1).nodes;
  const first =
    root?.kind === 'value' && root.constructed ? tree.children(root, undefined, 1).nodes[0] : undefined;
  const [tag, type] = bare[kind] ?? [];
  const stands = first?.kind === 'value' && first.tagClass === 'universal' && first.tagNumber === tag;
  return (stands ? type : documentTypes[kind]) ?? 'Document';
}

/** Kinds in which private numbers stand, or may stand where a damaged file has them. */
export const guardedKinds: ReadonlySet<FoundKind> = new Set([
  ...(['private-key', 'rsa-private-key', 'ec-private-key', 'dsa-private-key', 'pkcs12'] as const),
]);

/** Kinds that are no ASN.1: text, or containers that have a reader of their own. */
const opaque: ReadonlySet<FoundKind> = new Set([
  ...(['java-keystore', 'zip', 'openssh-private-key', 'putty-key', 'ssh-public-key', 'jwk'] as const),
]);

export function fieldsOf(kind: FoundKind, octets: Bytes): readonly Field[] {
  if (opaque.has(kind)) return [];
  if (kind === 'ssh-certificate') return sshCertificateFields(octets);
  if (kind === 'sct-list') return sctFields(octets, 0, octets.length).fields ?? [];
  const writer = new FieldWriter(octets, guardedKinds.has(kind));
  return writer.document(documentTypeOf(kind, octets));
}
