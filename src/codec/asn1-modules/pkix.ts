/**
 * Certificates, requests and revocation lists: the modules of RFC 5280 appendix A, RFC 2986 §4 and RFC 2985, their tables
 * of extensions and attributes filled from here and from the modules beside this one.
 */
export const pkix = `
Certificate ::= SEQUENCE {
  tbsCertificate TBSCertificate, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
TBSCertificate ::= SEQUENCE {
  version [0] EXPLICIT Version DEFAULT, serialNumber CertificateSerialNumber, signature AlgorithmIdentifier,
  issuer Name, validity Validity, subject Name, subjectPublicKeyInfo SubjectPublicKeyInfo,
  issuerUniqueID [1] BIT STRING OPTIONAL, subjectUniqueID [2] BIT STRING OPTIONAL,
  extensions [3] EXPLICIT Extensions OPTIONAL }
Version ::= INTEGER { v1(0), v2(1), v3(2) }
CertificateSerialNumber ::= INTEGER
Validity ::= SEQUENCE { notBefore Time, notAfter Time }
Time ::= CHOICE { utcTime UTCTime, generalTime GeneralizedTime }
SubjectPublicKeyInfo ::= SEQUENCE {
  algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING CONTAINING ANY DEFINED BY algorithm IN publicKey }
AlgorithmIdentifier ::= SEQUENCE {
  algorithm OBJECT IDENTIFIER, parameters ANY DEFINED BY algorithm IN parameters OPTIONAL }
Extensions ::= SEQUENCE OF Extension
Extension ::= SEQUENCE {
  extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT,
  extnValue OCTET STRING CONTAINING ANY DEFINED BY extnID IN extension }

Name ::= CHOICE { rdnSequence RDNSequence }
RDNSequence ::= SEQUENCE OF RelativeDistinguishedName
RelativeDistinguishedName ::= SET OF AttributeTypeAndValue
AttributeTypeAndValue ::= SEQUENCE { type OBJECT IDENTIFIER, value ANY }
DirectoryString ::= CHOICE {
  teletexString TeletexString, printableString PrintableString, universalString UniversalString,
  utf8String UTF8String, bmpString BMPString, ia5String IA5String, visibleString VisibleString,
  numericString NumericString }
Attribute ::= SEQUENCE { type OBJECT IDENTIFIER, values SET OF ANY DEFINED BY type IN attribute }

GeneralNames ::= SEQUENCE OF GeneralName
GeneralName ::= CHOICE {
  otherName [0] OtherName, rfc822Name [1] IA5String, dNSName [2] IA5String, x400Address [3] ANY,
  directoryName [4] EXPLICIT Name, ediPartyName [5] EDIPartyName, uniformResourceIdentifier [6] IA5String,
  iPAddress [7] OCTET STRING, registeredID [8] OBJECT IDENTIFIER }
OtherName ::= SEQUENCE { type-id OBJECT IDENTIFIER, value [0] EXPLICIT ANY DEFINED BY type-id IN otherName }
EDIPartyName ::= SEQUENCE {
  nameAssigner [0] EXPLICIT DirectoryString OPTIONAL, partyName [1] EXPLICIT DirectoryString }
otherName 1.3.6.1.4.1.311.20.2.3 UTF8String
otherName 1.3.6.1.5.5.7.8.5 UTF8String
otherName 1.3.6.1.5.5.7.8.7 IA5String
otherName 1.3.6.1.5.5.7.8.8 UTF8String
otherName 1.3.6.1.5.5.7.8.9 UTF8String
otherName 1.3.6.1.5.5.7.8.3 PermanentIdentifier
otherName 1.3.6.1.5.5.7.8.4 HardwareModuleName
PermanentIdentifier ::= SEQUENCE { identifierValue UTF8String OPTIONAL, assigner OBJECT IDENTIFIER OPTIONAL }
HardwareModuleName ::= SEQUENCE { hwType OBJECT IDENTIFIER, hwSerialNum OCTET STRING }

extension 2.5.29.9 SubjectDirectoryAttributes
extension 2.5.29.14 SubjectKeyIdentifier
extension 2.5.29.15 KeyUsage
extension 2.5.29.16 PrivateKeyUsagePeriod
extension 2.5.29.17 GeneralNames
extension 2.5.29.18 GeneralNames
extension 2.5.29.19 BasicConstraints
extension 2.5.29.20 CRLNumber
extension 2.5.29.21 CRLReason
extension 2.5.29.23 OBJECT IDENTIFIER
extension 2.5.29.24 GeneralizedTime
extension 2.5.29.27 CRLNumber
extension 2.5.29.28 IssuingDistributionPoint
extension 2.5.29.29 GeneralNames
extension 2.5.29.30 NameConstraints
extension 2.5.29.31 CRLDistributionPoints
extension 2.5.29.32 CertificatePolicies
extension 2.5.29.33 PolicyMappings
extension 2.5.29.35 AuthorityKeyIdentifier
extension 2.5.29.36 PolicyConstraints
extension 2.5.29.37 ExtKeyUsageSyntax
extension 2.5.29.46 CRLDistributionPoints
extension 2.5.29.54 SkipCerts
extension 2.5.29.60 GeneralizedTime
extension 1.3.6.1.5.5.7.1.1 AuthorityInfoAccessSyntax
extension 1.3.6.1.5.5.7.1.11 AuthorityInfoAccessSyntax

SubjectDirectoryAttributes ::= SEQUENCE OF Attribute
SubjectKeyIdentifier ::= KeyIdentifier
KeyIdentifier ::= OCTET STRING
KeyUsage ::= BIT STRING {
  digitalSignature(0), nonRepudiation(1), keyEncipherment(2), dataEncipherment(3), keyAgreement(4),
  keyCertSign(5), cRLSign(6), encipherOnly(7), decipherOnly(8) }
PrivateKeyUsagePeriod ::= SEQUENCE { notBefore [0] GeneralizedTime OPTIONAL, notAfter [1] GeneralizedTime OPTIONAL }
BasicConstraints ::= SEQUENCE { cA BOOLEAN DEFAULT, pathLenConstraint INTEGER OPTIONAL }
AuthorityKeyIdentifier ::= SEQUENCE {
  keyIdentifier [0] KeyIdentifier OPTIONAL, authorityCertIssuer [1] GeneralNames OPTIONAL,
  authorityCertSerialNumber [2] CertificateSerialNumber OPTIONAL }
ExtKeyUsageSyntax ::= SEQUENCE OF KeyPurposeId
KeyPurposeId ::= OBJECT IDENTIFIER
CertificatePolicies ::= SEQUENCE OF PolicyInformation
PolicyInformation ::= SEQUENCE {
  policyIdentifier OBJECT IDENTIFIER, policyQualifiers SEQUENCE OF PolicyQualifierInfo OPTIONAL }
PolicyQualifierInfo ::= SEQUENCE {
  policyQualifierId OBJECT IDENTIFIER, qualifier ANY DEFINED BY policyQualifierId IN qualifier }
qualifier 1.3.6.1.5.5.7.2.1 IA5String
qualifier 1.3.6.1.5.5.7.2.2 UserNotice
UserNotice ::= SEQUENCE { noticeRef NoticeReference OPTIONAL, explicitText DirectoryString OPTIONAL }
NoticeReference ::= SEQUENCE { organization DirectoryString, noticeNumbers SEQUENCE OF INTEGER }
PolicyMappings ::= SEQUENCE OF PolicyMapping
PolicyMapping ::= SEQUENCE { issuerDomainPolicy OBJECT IDENTIFIER, subjectDomainPolicy OBJECT IDENTIFIER }
NameConstraints ::= SEQUENCE {
  permittedSubtrees [0] GeneralSubtrees OPTIONAL, excludedSubtrees [1] GeneralSubtrees OPTIONAL }
GeneralSubtrees ::= SEQUENCE OF GeneralSubtree
GeneralSubtree ::= SEQUENCE {
  base GeneralName, minimum [0] INTEGER DEFAULT, maximum [1] INTEGER OPTIONAL }
PolicyConstraints ::= SEQUENCE {
  requireExplicitPolicy [0] SkipCerts OPTIONAL, inhibitPolicyMapping [1] SkipCerts OPTIONAL }
SkipCerts ::= INTEGER
CRLDistributionPoints ::= SEQUENCE OF DistributionPoint
DistributionPoint ::= SEQUENCE {
  distributionPoint [0] DistributionPointName OPTIONAL, reasons [1] ReasonFlags OPTIONAL,
  cRLIssuer [2] GeneralNames OPTIONAL }
DistributionPointName ::= CHOICE {
  fullName [0] GeneralNames, nameRelativeToCRLIssuer [1] RelativeDistinguishedName }
ReasonFlags ::= BIT STRING {
  unused(0), keyCompromise(1), cACompromise(2), affiliationChanged(3), superseded(4), cessationOfOperation(5),
  certificateHold(6), privilegeWithdrawn(7), aACompromise(8) }
AuthorityInfoAccessSyntax ::= SEQUENCE OF AccessDescription
AccessDescription ::= SEQUENCE { accessMethod OBJECT IDENTIFIER, accessLocation GeneralName }

CertificateList ::= SEQUENCE {
  tbsCertList TBSCertList, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
TBSCertList ::= SEQUENCE {
  version Version OPTIONAL, signature AlgorithmIdentifier, issuer Name, thisUpdate Time, nextUpdate Time OPTIONAL,
  revokedCertificates SEQUENCE OF RevokedCertificate OPTIONAL, crlExtensions [0] EXPLICIT Extensions OPTIONAL }
RevokedCertificate ::= SEQUENCE {
  userCertificate CertificateSerialNumber, revocationDate Time, crlEntryExtensions Extensions OPTIONAL }
CRLNumber ::= INTEGER
CRLReason ::= ENUMERATED {
  unspecified(0), keyCompromise(1), cACompromise(2), affiliationChanged(3), superseded(4),
  cessationOfOperation(5), certificateHold(6), removeFromCRL(8), privilegeWithdrawn(9), aACompromise(10) }
IssuingDistributionPoint ::= SEQUENCE {
  distributionPoint [0] DistributionPointName OPTIONAL, onlyContainsUserCerts [1] BOOLEAN DEFAULT,
  onlyContainsCACerts [2] BOOLEAN DEFAULT, onlySomeReasons [3] ReasonFlags OPTIONAL,
  indirectCRL [4] BOOLEAN DEFAULT, onlyContainsAttributeCerts [5] BOOLEAN DEFAULT }

CertificationRequest ::= SEQUENCE {
  certificationRequestInfo CertificationRequestInfo, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING }
CertificationRequestInfo ::= SEQUENCE {
  version INTEGER { v1(0) }, subject Name, subjectPKInfo SubjectPublicKeyInfo, attributes [0] Attributes OPTIONAL }
Attributes ::= SET OF Attribute
attribute 1.2.840.113549.1.9.1 IA5String
attribute 1.2.840.113549.1.9.2 DirectoryString
attribute 1.2.840.113549.1.9.3 OBJECT IDENTIFIER
attribute 1.2.840.113549.1.9.4 OCTET STRING
attribute 1.2.840.113549.1.9.5 Time
attribute 1.2.840.113549.1.9.7 DirectoryString
attribute 1.2.840.113549.1.9.8 DirectoryString
attribute 1.2.840.113549.1.9.14 Extensions
attribute 1.3.6.1.4.1.311.2.1.14 Extensions
attribute 1.2.840.113549.1.9.15 SMIMECapabilities
attribute 1.2.840.113549.1.9.20 BMPString
attribute 1.2.840.113549.1.9.21 OCTET STRING
SMIMECapabilities ::= SEQUENCE OF AlgorithmIdentifier
`;
