/** Everything that stands in an item, as fields. Total: what is damaged is said where it is, and the rest stays. */
import { Asn1Tree } from '../../codec/asn1-tree';
import type { Bytes } from '../../codec/bytes';
import * as Tag from '../../codec/tag';
import type { FoundKind } from '../detect/found';
import type { Field } from './field';
import { contentFields } from './content-fields';
import { FieldWriter } from './field-writer';
import { javaKeystoreFields } from './java-keystore-fields';
import { jwkFields } from './jwk-fields';
import { sctFields } from './sct-fields';
import { sshCertificateFields } from './ssh-certificate-fields';
import { openSshFileFields, puttyFields, sshLineFields } from './ssh-key-fields';

/** The type of the module that each kind of document is; kinds that are no ASN.1 have none. */
const documentTypes: Readonly<Partial<Record<FoundKind, string>>> = {
  certificate: 'Certificate',
  'attribute-certificate': 'AttributeCertificate',
  'secret-key': 'PrivateKeyInfo',
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
  'secret-key',
]);

/** Kinds that are no ASN.1, each with a reader of its own. */
const readers: Readonly<Partial<Record<FoundKind, (octets: Bytes) => readonly Field[]>>> = {
  zip: () => [],
  content: contentFields,
  jwk: jwkFields,
  'java-keystore': javaKeystoreFields,
  'openssh-private-key': openSshFileFields,
  'putty-key': puttyFields,
  'ssh-public-key': sshLineFields,
  'ssh-certificate': sshCertificateFields,
  'sct-list': (octets) => sctFields(octets, 0, octets.length).fields ?? [],
};

export function fieldsOf(kind: FoundKind, octets: Bytes): readonly Field[] {
  const read = readers[kind];
  if (read !== undefined) return read(octets);
  const writer = new FieldWriter(octets, guardedKinds.has(kind));
  return writer.document(documentTypeOf(kind, octets));
}
