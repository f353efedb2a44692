/** What people call the members of the modules, and what each is for. A member without a row is its own name, spelt out. */

const labels: Readonly<Record<string, string>> = {
  version: 'Version',
  unexpected: 'Not expected here',
  serialNumber: 'Serial number',
  'TBSCertificate.signature': 'Signature algorithm',
  'TBSCertList.signature': 'Signature algorithm',
  signatureAlgorithm: 'Signature algorithm (outside)',
  signatureValue: 'Signature',
  issuer: 'Issued by',
  subject: 'Issued to',
  validity: 'Validity',
  'Validity.notBefore': 'Valid from',
  'Validity.notAfter': 'Valid until',
  subjectPublicKeyInfo: 'Public key',
  subjectPKInfo: 'Public key',
  subjectPublicKey: 'Key',
  issuerUniqueID: 'Unique identifier of the issuer',
  subjectUniqueID: 'Unique identifier of the subject',
  extensions: 'Extensions',
  crlExtensions: 'Extensions',
  crlEntryExtensions: 'Extensions',
  cA: 'Authority',
  pathLenConstraint: 'Authorities allowed below',
  keyIdentifier: 'Key identifier',
  authorityCertIssuer: 'Issuer of the authority',
  authorityCertSerialNumber: 'Serial number of the authority',
  dNSName: 'DNS',
  iPAddress: 'IP address',
  rfc822Name: 'Email',
  uniformResourceIdentifier: 'URI',
  directoryName: 'Directory name',
  registeredID: 'Registered identifier',
  otherName: 'Other name',
  x400Address: 'X.400 address',
  ediPartyName: 'EDI party',
  'type-id': 'Kind',
  permittedSubtrees: 'Permitted',
  excludedSubtrees: 'Excluded',
  GeneralSubtree: 'Subtree',
  PolicyInformation: 'Policy',
  policyIdentifier: 'Policy',
  policyQualifiers: 'Qualifiers',
  policyQualifierId: 'Kind',
  PolicyQualifierInfo: 'Qualifier',
  noticeRef: 'Reference',
  explicitText: 'Text',
  KeyPurposeId: 'Purpose',
  DistributionPoint: 'Distribution point',
  distributionPoint: 'Where',
  fullName: 'Address',
  nameRelativeToCRLIssuer: 'Relative to the issuer',
  cRLIssuer: 'CRL issuer',
  AccessDescription: 'Access',
  accessMethod: 'What',
  accessLocation: 'Where',
  thisUpdate: 'Issued on',
  nextUpdate: 'Next update',
  revokedCertificates: 'Revoked certificates',
  RevokedCertificate: 'Revoked certificate',
  userCertificate: 'Serial number',
  revocationDate: 'Revoked on',
  attributes: 'Attributes',
  algorithm: 'Algorithm',
  parameters: 'Parameters',
  namedCurve: 'Curve',
  hashAlgorithm: 'Hash',
  maskGenAlgorithm: 'Mask generation',
  modulus: 'Modulus',
  publicExponent: 'Public exponent',
  privateKeyAlgorithm: 'Algorithm',
  privateKey: 'Private key',
  responseStatus: 'Status',
  responderID: 'Responder',
  producedAt: 'Produced at',
  responses: 'Answers',
  SingleResponse: 'Answer',
  certID: 'Certificate',
  certStatus: 'Status',
  genTime: 'Time',
  messageImprint: 'What was stamped',
  TSTInfo: 'Time stamp',
  encapContentInfo: 'Content',
  certificates: 'Certificates',
  signerInfos: 'Signers',
  SignerInfo: 'Signer',
  acinfo: 'Attribute certificate',
  holder: 'Holder',
  entityName: 'Name',
  baseCertificateID: 'Certificate',
  'AttributeCertificateInfo.issuer': 'Issued by',
  'AttributeCertificateInfo.signature': 'Signature algorithm',
  attrCertValidityPeriod: 'Validity',
  notBeforeTime: 'Valid from',
  notAfterTime: 'Valid until',
  v1Form: 'Old form',
  v2Form: 'Name',
  policyAuthority: 'Authority',
  roleName: 'Role',
  encryptedContentInfo: 'Encrypted content',
  authEncryptedContentInfo: 'Encrypted content',
  contentEncryptionAlgorithm: 'Cipher',
  encryptedContent: 'Content, encrypted',
  recipientInfos: 'Recipients',
  ktri: 'To a certificate',
  kari: 'To a certificate, by key agreement',
  kekri: 'To who has a key',
  pwri: 'To who has a password',
  ori: 'To somebody else',
  keyDerivationAlgorithm: 'Key derivation',
  keyEncryptionAlgorithm: 'Key wrapped by',
  encryptedKey: 'Content key, encrypted',
  unprotectedAttrs: 'Attributes, unprotected',
  sid: 'Signer’s certificate',
  rid: 'Recipient’s certificate',
  signedAttrs: 'Signed attributes',
  unsignedAttrs: 'Unsigned attributes',
  eContentType: 'Kind',
  eContent: 'Content',
  QCStatement: 'Statement',
  statementId: 'Statement',
  statementInfo: 'Details',
  macData: 'Integrity',
  authSafe: 'Contents',
};

const about: Readonly<Record<string, readonly [citation: string, sentence: string]>> = {
  'TBSCertificate.version': [
    'RFC 5280 §4.1.2.1',
    'Which fields a certificate can have; extensions came with version 3.',
  ],
  'TBSCertificate.serialNumber': [
    'RFC 5280 §4.1.2.2',
    'Unlike any other of the same issuer; at least 64 random bits since 2016.',
  ],
  'TBSCertificate.signature': [
    'RFC 5280 §4.1.2.3',
    'How the issuer signed; said twice, here under the signature’s protection.',
  ],
  'TBSCertificate.issuer': [
    'RFC 5280 §4.1.2.4',
    'Who signed it: equal, octet for octet, to the subject of the issuer’s certificate.',
  ],
  'TBSCertificate.validity': ['RFC 5280 §4.1.2.5', 'Both ends count as valid.'],
  'TBSCertificate.subject': [
    'RFC 5280 §4.1.2.6',
    'Who it is for. Hosts are looked up in the alternative names instead.',
  ],
  'TBSCertificate.subjectPublicKeyInfo': ['RFC 5280 §4.1.2.7', 'The key that belongs to the subject.'],
  'TBSCertificate.issuerUniqueID': [
    'RFC 5280 §4.1.2.8',
    'Was meant to tell apart issuers of one name; not to be used.',
  ],
  'TBSCertificate.subjectUniqueID': [
    'RFC 5280 §4.1.2.8',
    'Was meant to tell apart subjects of one name; not to be used.',
  ],
  'TBSCertificate.extensions': [
    'RFC 5280 §4.1.2.9',
    'What else is said; a client must refuse a critical one it does not know.',
  ],
  'Certificate.signatureAlgorithm': [
    'RFC 5280 §4.1.1.2',
    'How the issuer signed; must be the same as inside.',
  ],
  'Certificate.signatureValue': [
    'RFC 5280 §4.1.1.3',
    'The issuer’s signature over everything but itself and the line above.',
  ],
  'TBSCertList.thisUpdate': ['RFC 5280 §5.1.2.4', 'When the list was issued.'],
  'TBSCertList.nextUpdate': [
    'RFC 5280 §5.1.2.5',
    'When the next list is due at the latest; after it this one is out of date.',
  ],
  'TBSCertList.revokedCertificates': [
    'RFC 5280 §5.1.2.6',
    'The certificates that are no longer good, by serial number.',
  ],
  'CertificationRequestInfo.subject': ['RFC 2986 §4.1', 'The name asked for; the authority may change it.'],
  'CertificationRequestInfo.attributes': [
    'RFC 2986 §4.1',
    'What else is asked for, the extensions above all.',
  ],
  'ResponseData.producedAt': ['RFC 6960 §4.2.2.1', 'When the answer was signed.'],
  'SingleResponse.certStatus': ['RFC 6960 §2.2', '“good” means: not known to be revoked.'],
  'AttributeCertificateInfo.holder': [
    'RFC 5755 §4.2.2',
    'Whose attributes these are, by name or by certificate.',
  ],
  'AttributeCertificateInfo.issuer': ['RFC 5755 §4.2.3', 'Who vouches for the attributes.'],
  'AttributeCertificateInfo.serialNumber': ['RFC 5755 §4.2.5', 'Unlike any other of the same issuer.'],
  'AttributeCertificateInfo.attrCertValidityPeriod': [
    'RFC 5755 §4.2.6',
    'Mostly short, since these are made again rather than revoked.',
  ],
  'AttributeCertificateInfo.attributes': ['RFC 5755 §4.2.7', 'What the holder is, may do or belongs to.'],
  'PasswordRecipientInfo.keyDerivationAlgorithm': ['RFC 5652 §6.2.4', 'How the password becomes a key.'],
  'PasswordRecipientInfo.keyEncryptionAlgorithm': [
    'RFC 3211 §2.3',
    'How that key guards the key of the content.',
  ],
  'EnvelopedData.recipientInfos': ['RFC 5652 §6.2', 'Each of them can open it alone.'],
  'SignedData.signerInfos': [
    'RFC 5652 §5.3',
    'Each signed on its own; none where it only carries certificates.',
  ],
  'SignerInfo.signedAttrs': ['RFC 5652 §5.3', 'What was signed in place of the content: its hash, and when.'],
  'TSTInfo.genTime': ['RFC 3161 §2.4.2', 'When the authority saw the hash.'],
};

/** `pathLenConstraint` → `Path len constraint` */
const speltOut = (name: string): string => {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const labelOf = (name: string, parent = ''): string =>
  labels[`${parent}.${name}`] ?? labels[name] ?? speltOut(name);

/** What every member of a type is called and means. */
interface Words {
  readonly name: string;
  readonly label: string;
  readonly citation?: string;
  readonly about?: string;
}

const known = new Map<string, Map<string, Words>>();

/** For names of the modules alone, of which there are a few hundred: they are kept, since a document asks thousands of times. */
export function meaningOf(name: string, parent: string): Words {
  let members = known.get(parent);
  if (members === undefined) known.set(parent, (members = new Map<string, Words>()));
  const before = members.get(name);
  if (before !== undefined) return before;
  const label = labelOf(name, parent);
  const row = about[`${parent}.${name}`];
  const words = row === undefined ? { name, label } : { name, label, citation: row[0], about: row[1] };
  members.set(name, words);
  return words;
}
