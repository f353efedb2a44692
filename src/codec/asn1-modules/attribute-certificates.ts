/** Attribute certificates: the module of RFC 5755 appendix B, with the attributes and extensions of its §4. */
export const attributeCertificates = `
AttributeCertificate ::= SEQUENCE {
  acinfo AttributeCertificateInfo, signatureAlgorithm AlgorithmIdentifier, signatureValue BIT STRING }
AttributeCertificateInfo ::= SEQUENCE {
  version INTEGER { v1(0), v2(1) }, holder Holder, issuer AttCertIssuer, signature AlgorithmIdentifier,
  serialNumber CertificateSerialNumber, attrCertValidityPeriod AttCertValidityPeriod,
  attributes AttributeList, issuerUniqueID BIT STRING OPTIONAL, extensions Extensions OPTIONAL }
AttributeList ::= SEQUENCE OF Attribute
Holder ::= SEQUENCE {
  baseCertificateID [0] IssuerSerial OPTIONAL, entityName [1] GeneralNames OPTIONAL,
  objectDigestInfo [2] ObjectDigestInfo OPTIONAL }
ObjectDigestInfo ::= SEQUENCE {
  digestedObjectType ENUMERATED { publicKey(0), publicKeyCert(1), otherObjectTypes(2) },
  otherObjectTypeID OBJECT IDENTIFIER OPTIONAL, digestAlgorithm AlgorithmIdentifier, objectDigest BIT STRING }
AttCertIssuer ::= CHOICE { v1Form GeneralNames, v2Form [0] V2Form }
V2Form ::= SEQUENCE {
  issuerName GeneralNames OPTIONAL, baseCertificateID [0] IssuerSerial OPTIONAL,
  objectDigestInfo [1] ObjectDigestInfo OPTIONAL }
IssuerSerial ::= SEQUENCE {
  issuer GeneralNames, serial CertificateSerialNumber, issuerUID BIT STRING OPTIONAL }
AttCertValidityPeriod ::= SEQUENCE { notBeforeTime GeneralizedTime, notAfterTime GeneralizedTime }

attribute 1.3.6.1.5.5.7.10.1 SvceAuthInfo
attribute 1.3.6.1.5.5.7.10.2 SvceAuthInfo
attribute 1.3.6.1.5.5.7.10.3 IetfAttrSyntax
attribute 1.3.6.1.5.5.7.10.4 IetfAttrSyntax
attribute 2.5.4.72 RoleSyntax
attribute 2.5.4.55 Clearance
SvceAuthInfo ::= SEQUENCE { service GeneralName, ident GeneralName, authInfo OCTET STRING OPTIONAL }
IetfAttrSyntax ::= SEQUENCE { policyAuthority [0] GeneralNames OPTIONAL, values SEQUENCE OF IetfAttrValue }
IetfAttrValue ::= CHOICE { octets OCTET STRING, oid OBJECT IDENTIFIER, string UTF8String }
RoleSyntax ::= SEQUENCE { roleAuthority [0] GeneralNames OPTIONAL, roleName [1] EXPLICIT GeneralName }
Clearance ::= SEQUENCE {
  policyId OBJECT IDENTIFIER,
  classList BIT STRING { unmarked(0), unclassified(1), restricted(2), confidential(3), secret(4), topSecret(5) } OPTIONAL,
  securityCategories SET OF ANY OPTIONAL }

extension 1.3.6.1.5.5.7.1.4 OCTET STRING
extension 1.3.6.1.5.5.7.1.6 ANY
extension 1.3.6.1.5.5.7.1.10 SEQUENCE OF Targets
extension 2.5.29.55 SEQUENCE OF Targets
extension 2.5.29.56 NULL
Targets ::= SEQUENCE OF Target
Target ::= CHOICE {
  targetName [0] EXPLICIT GeneralName, targetGroup [1] EXPLICIT GeneralName, targetCert [2] ANY }
`;
