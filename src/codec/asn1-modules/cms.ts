/** Containers and answers: CMS (RFC 5652), PKCS#12 (RFC 7292), OCSP (RFC 6960), time stamps (RFC 3161). */
export const cms = `
ContentInfo ::= SEQUENCE {
  contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType IN content OPTIONAL }
content 1.2.840.113549.1.7.1 OCTET STRING
content 1.2.840.113549.1.7.2 SignedData
content 1.2.840.113549.1.7.3 EnvelopedData
content 1.2.840.113549.1.7.6 EncryptedData
SignedData ::= SEQUENCE {
  version INTEGER, digestAlgorithms SET OF AlgorithmIdentifier, encapContentInfo EncapsulatedContentInfo,
  certificates [0] CertificateSet OPTIONAL, crls [1] RevocationInfoChoices OPTIONAL,
  signerInfos SET OF SignerInfo }
EncapsulatedContentInfo ::= SEQUENCE {
  eContentType OBJECT IDENTIFIER,
  eContent [0] EXPLICIT OCTET STRING CONTAINING ANY DEFINED BY eContentType IN eContent OPTIONAL }
eContent 1.2.840.113549.1.9.16.1.4 TSTInfo
CertificateSet ::= SET OF CertificateChoices
CertificateChoices ::= CHOICE {
  certificate Certificate, extendedCertificate [0] ANY, v1AttrCert [1] ANY, v2AttrCert [2] ANY, other [3] ANY }
RevocationInfoChoices ::= SET OF RevocationInfoChoice
RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] ANY }
SignerInfo ::= SEQUENCE {
  version INTEGER, sid SignerIdentifier, digestAlgorithm AlgorithmIdentifier, signedAttrs [0] Attributes OPTIONAL,
  signatureAlgorithm AlgorithmIdentifier, signature OCTET STRING, unsignedAttrs [1] Attributes OPTIONAL }
SignerIdentifier ::= CHOICE {
  issuerAndSerialNumber IssuerAndSerialNumber, subjectKeyIdentifier [0] SubjectKeyIdentifier }
IssuerAndSerialNumber ::= SEQUENCE { issuer Name, serialNumber CertificateSerialNumber }
EncryptedData ::= SEQUENCE {
  version INTEGER, encryptedContentInfo EncryptedContentInfo, unprotectedAttrs [1] Attributes OPTIONAL }
EncryptedContentInfo ::= SEQUENCE {
  contentType OBJECT IDENTIFIER, contentEncryptionAlgorithm AlgorithmIdentifier,
  encryptedContent [0] OCTET STRING OPTIONAL }
EnvelopedData ::= SEQUENCE {
  version INTEGER, originatorInfo [0] ANY OPTIONAL, recipientInfos SET OF RecipientInfo,
  encryptedContentInfo EncryptedContentInfo, unprotectedAttrs [1] Attributes OPTIONAL }
RecipientInfo ::= CHOICE {
  ktri KeyTransRecipientInfo, kari [1] KeyAgreeRecipientInfo, kekri [2] KEKRecipientInfo,
  pwri [3] PasswordRecipientInfo, ori [4] OtherRecipientInfo }
KeyTransRecipientInfo ::= SEQUENCE {
  version INTEGER, rid SignerIdentifier, keyEncryptionAlgorithm AlgorithmIdentifier, encryptedKey OCTET STRING }
KeyAgreeRecipientInfo ::= SEQUENCE {
  version INTEGER, originator [0] EXPLICIT OriginatorIdentifierOrKey, ukm [1] EXPLICIT OCTET STRING OPTIONAL,
  keyEncryptionAlgorithm AlgorithmIdentifier, recipientEncryptedKeys SEQUENCE OF RecipientEncryptedKey }
OriginatorIdentifierOrKey ::= CHOICE {
  issuerAndSerialNumber IssuerAndSerialNumber, subjectKeyIdentifier [0] SubjectKeyIdentifier,
  originatorKey [1] OriginatorPublicKey }
OriginatorPublicKey ::= SEQUENCE { algorithm AlgorithmIdentifier, publicKey BIT STRING }
RecipientEncryptedKey ::= SEQUENCE { rid KeyAgreeRecipientIdentifier, encryptedKey OCTET STRING }
KeyAgreeRecipientIdentifier ::= CHOICE {
  issuerAndSerialNumber IssuerAndSerialNumber, rKeyId [0] RecipientKeyIdentifier }
RecipientKeyIdentifier ::= SEQUENCE {
  subjectKeyIdentifier SubjectKeyIdentifier, date GeneralizedTime OPTIONAL, other ANY OPTIONAL }
KEKRecipientInfo ::= SEQUENCE {
  version INTEGER, kekid KEKIdentifier, keyEncryptionAlgorithm AlgorithmIdentifier, encryptedKey OCTET STRING }
KEKIdentifier ::= SEQUENCE {
  keyIdentifier OCTET STRING, date GeneralizedTime OPTIONAL, other ANY OPTIONAL }
PasswordRecipientInfo ::= SEQUENCE {
  version INTEGER, keyDerivationAlgorithm [0] AlgorithmIdentifier OPTIONAL,
  keyEncryptionAlgorithm AlgorithmIdentifier, encryptedKey OCTET STRING }
OtherRecipientInfo ::= SEQUENCE { oriType OBJECT IDENTIFIER, oriValue ANY }
content 1.2.840.113549.1.9.16.1.23 AuthEnvelopedData
content 1.2.840.113549.1.9.16.1.9 CompressedData
content 1.2.840.113549.1.7.5 DigestedData
AuthEnvelopedData ::= SEQUENCE {
  version INTEGER, originatorInfo [0] ANY OPTIONAL, recipientInfos SET OF RecipientInfo,
  authEncryptedContentInfo EncryptedContentInfo, authAttrs [1] Attributes OPTIONAL, mac OCTET STRING,
  unauthAttrs [2] Attributes OPTIONAL }
CompressedData ::= SEQUENCE {
  version INTEGER, compressionAlgorithm AlgorithmIdentifier, encapContentInfo EncapsulatedContentInfo }
DigestedData ::= SEQUENCE {
  version INTEGER, digestAlgorithm AlgorithmIdentifier, encapContentInfo EncapsulatedContentInfo, digest OCTET STRING }
parameters 1.2.840.113549.1.9.16.3.9 AlgorithmIdentifier
attribute 1.2.840.113549.1.9.16.2.12 SigningCertificate
attribute 1.2.840.113549.1.9.16.2.47 SigningCertificate
attribute 1.2.840.113549.1.9.16.2.14 ContentInfo
attribute 1.2.840.113549.1.9.6 SignerInfo
SigningCertificate ::= SEQUENCE { certs SEQUENCE OF ANY, policies SEQUENCE OF PolicyInformation OPTIONAL }

PFX ::= SEQUENCE { version INTEGER { v3(3) }, authSafe AuthSafe, macData MacData OPTIONAL }
AuthSafe ::= SEQUENCE {
  contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType IN authSafe OPTIONAL }
authSafe 1.2.840.113549.1.7.1 OCTET STRING CONTAINING AuthenticatedSafe
authSafe 1.2.840.113549.1.7.2 SignedData
AuthenticatedSafe ::= SEQUENCE OF SafeContentInfo
SafeContentInfo ::= SEQUENCE {
  contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY DEFINED BY contentType IN safe OPTIONAL }
safe 1.2.840.113549.1.7.1 OCTET STRING CONTAINING SafeContents
safe 1.2.840.113549.1.7.3 EnvelopedData
safe 1.2.840.113549.1.7.6 EncryptedData
MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT }
DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
SafeContents ::= SEQUENCE OF SafeBag
SafeBag ::= SEQUENCE {
  bagId OBJECT IDENTIFIER, bagValue [0] EXPLICIT ANY DEFINED BY bagId IN bag, bagAttributes SET OF Attribute OPTIONAL }
bag 1.2.840.113549.1.12.10.1.1 PrivateKeyInfo
bag 1.2.840.113549.1.12.10.1.2 EncryptedPrivateKeyInfo
bag 1.2.840.113549.1.12.10.1.3 CertBag
bag 1.2.840.113549.1.12.10.1.4 CRLBag
bag 1.2.840.113549.1.12.10.1.5 SECRET ANY
bag 1.2.840.113549.1.12.10.1.6 SafeContents
CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT ANY DEFINED BY certId IN certBag }
certBag 1.2.840.113549.1.9.22.1 OCTET STRING CONTAINING Certificate
CRLBag ::= SEQUENCE { crlId OBJECT IDENTIFIER, crlValue [0] EXPLICIT ANY DEFINED BY crlId IN crlBag }
crlBag 1.2.840.113549.1.9.23.1 OCTET STRING CONTAINING CertificateList

OCSPResponse ::= SEQUENCE {
  responseStatus ENUMERATED {
    successful(0), malformedRequest(1), internalError(2), tryLater(3), sigRequired(5), unauthorized(6) },
  responseBytes [0] EXPLICIT ResponseBytes OPTIONAL }
ResponseBytes ::= SEQUENCE {
  responseType OBJECT IDENTIFIER, response OCTET STRING CONTAINING ANY DEFINED BY responseType IN response }
response 1.3.6.1.5.5.7.48.1.1 BasicOCSPResponse
BasicOCSPResponse ::= SEQUENCE {
  tbsResponseData ResponseData, signatureAlgorithm AlgorithmIdentifier, signature BIT STRING,
  certs [0] EXPLICIT SEQUENCE OF Certificate OPTIONAL }
ResponseData ::= SEQUENCE {
  version [0] EXPLICIT Version DEFAULT, responderID ResponderID, producedAt GeneralizedTime,
  responses SEQUENCE OF SingleResponse, responseExtensions [1] EXPLICIT Extensions OPTIONAL }
ResponderID ::= CHOICE { byName [1] EXPLICIT Name, byKey [2] EXPLICIT OCTET STRING }
SingleResponse ::= SEQUENCE {
  certID CertID, certStatus CertStatus, thisUpdate GeneralizedTime, nextUpdate [0] EXPLICIT GeneralizedTime OPTIONAL,
  singleExtensions [1] EXPLICIT Extensions OPTIONAL }
CertID ::= SEQUENCE {
  hashAlgorithm AlgorithmIdentifier, issuerNameHash OCTET STRING, issuerKeyHash OCTET STRING,
  serialNumber CertificateSerialNumber }
CertStatus ::= CHOICE { good [0] NULL, revoked [1] RevokedInfo, unknown [2] NULL }
RevokedInfo ::= SEQUENCE { revocationTime GeneralizedTime, revocationReason [0] EXPLICIT CRLReason OPTIONAL }
extension 1.3.6.1.5.5.7.48.1.2 OCTET STRING
extension 1.3.6.1.5.5.7.48.1.3 CrlID
extension 1.3.6.1.5.5.7.48.1.4 SEQUENCE OF OBJECT IDENTIFIER
extension 1.3.6.1.5.5.7.48.1.5 NULL
extension 1.3.6.1.5.5.7.48.1.6 GeneralizedTime
extension 1.3.6.1.5.5.7.48.1.7 ServiceLocator
extension 1.3.6.1.5.5.7.48.1.9 NULL
CrlID ::= SEQUENCE {
  crlUrl [0] EXPLICIT IA5String OPTIONAL, crlNum [1] EXPLICIT INTEGER OPTIONAL,
  crlTime [2] EXPLICIT GeneralizedTime OPTIONAL }
ServiceLocator ::= SEQUENCE { issuer Name, locator AuthorityInfoAccessSyntax OPTIONAL }

TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo OPTIONAL }
PKIStatusInfo ::= SEQUENCE {
  status INTEGER { granted(0), grantedWithMods(1), rejection(2), waiting(3), revocationWarning(4), revocationNotification(5) },
  statusString SEQUENCE OF UTF8String OPTIONAL,
  failInfo BIT STRING { badAlg(0), badRequest(2), badDataFormat(5), timeNotAvailable(14), unacceptedPolicy(15),
    unacceptedExtension(16), addInfoNotAvailable(17), systemFailure(25) } OPTIONAL }
TSTInfo ::= SEQUENCE {
  version INTEGER { v1(1) }, policy OBJECT IDENTIFIER, messageImprint MessageImprint, serialNumber INTEGER,
  genTime GeneralizedTime, accuracy Accuracy OPTIONAL, ordering BOOLEAN DEFAULT, nonce INTEGER OPTIONAL,
  tsa [0] EXPLICIT GeneralName OPTIONAL, extensions [1] Extensions OPTIONAL }
MessageImprint ::= SEQUENCE { hashAlgorithm AlgorithmIdentifier, hashedMessage OCTET STRING }
Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER OPTIONAL, micros [1] INTEGER OPTIONAL }
`;
