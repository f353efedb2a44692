/**
 * Extensions beyond RFC 5280 that are in use: RFC 3739 and ETSI EN 319 412-5, RFC 3820, 4262, 6962, 7633, 8737, 3779, 9364,
 * Microsoft, Apple, Netscape, Entrust, Adobe, the TCG's and Sigstore's. Logotypes (RFC 3709) are left to the tree.
 */
export const extensions = `
extension 1.3.6.1.5.5.7.1.3 QCStatements
QCStatements ::= SEQUENCE OF QCStatement
QCStatement ::= SEQUENCE { statementId OBJECT IDENTIFIER, statementInfo ANY DEFINED BY statementId IN statement OPTIONAL }
statement 1.3.6.1.5.5.7.11.2 SemanticsInformation
statement 0.4.0.1862.1.2 MonetaryValue
statement 0.4.0.1862.1.3 INTEGER
statement 0.4.0.1862.1.5 SEQUENCE OF PdsLocation
statement 0.4.0.1862.1.6 SEQUENCE OF OBJECT IDENTIFIER
statement 0.4.0.1862.1.7 SEQUENCE OF PrintableString
statement 0.4.0.19495.2 PSD2QcType
SemanticsInformation ::= SEQUENCE {
  semanticsIdentifier OBJECT IDENTIFIER OPTIONAL, nameRegistrationAuthorities GeneralNames OPTIONAL }
MonetaryValue ::= SEQUENCE {
  currency CHOICE { alphabetic PrintableString, numeric INTEGER }, amount INTEGER, exponent INTEGER }
PdsLocation ::= SEQUENCE { url IA5String, language PrintableString }
PSD2QcType ::= SEQUENCE {
  rolesOfPSP SEQUENCE OF RoleOfPSP, nCAName UTF8String, nCAId UTF8String }
RoleOfPSP ::= SEQUENCE { roleOfPspOid OBJECT IDENTIFIER, roleOfPspName UTF8String }

extension 1.3.6.1.5.5.7.1.2 ANY
extension 1.3.6.1.5.5.7.1.7 SEQUENCE OF IPAddressFamily
extension 1.3.6.1.5.5.7.1.8 ASIdentifiers
IPAddressFamily ::= SEQUENCE {
  addressFamily OCTET STRING, ipAddressChoice CHOICE { inherit NULL, addressesOrRanges SEQUENCE OF IPAddressOrRange } }
IPAddressOrRange ::= CHOICE { addressPrefix BIT STRING, addressRange IPAddressRange }
IPAddressRange ::= SEQUENCE { min BIT STRING, max BIT STRING }
ASIdentifiers ::= SEQUENCE {
  asnum [0] EXPLICIT ASIdentifierChoice OPTIONAL, rdi [1] EXPLICIT ASIdentifierChoice OPTIONAL }
ASIdentifierChoice ::= CHOICE { inherit NULL, asIdsOrRanges SEQUENCE OF ASIdOrRange }
ASIdOrRange ::= CHOICE { id INTEGER, range ASRange }
ASRange ::= SEQUENCE { min INTEGER, max INTEGER }
extension 1.3.6.1.5.5.7.1.14 ProxyCertInfo
ProxyCertInfo ::= SEQUENCE { pCPathLenConstraint INTEGER OPTIONAL, proxyPolicy ProxyPolicy }
ProxyPolicy ::= SEQUENCE { policyLanguage OBJECT IDENTIFIER, policy OCTET STRING OPTIONAL }
extension 1.3.6.1.5.5.7.1.24 SEQUENCE OF TlsFeature
TlsFeature ::= INTEGER { status_request(5), status_request_v2(17) }
extension 1.3.6.1.5.5.7.1.31 OCTET STRING
extension 1.3.6.1.4.1.11129.2.4.2 OCTET STRING
extension 1.3.6.1.4.1.11129.2.4.3 NULL
extension 1.3.6.1.4.1.11129.2.4.5 OCTET STRING
extension 1.3.6.1.4.1.44363.44 NULL
extension 2.23.140.1.31 TorServiceDescriptors
extension 2.23.140.3.1 CABFOrganizationIdentifier
TorServiceDescriptors ::= SEQUENCE OF TorServiceDescriptorHash
TorServiceDescriptorHash ::= SEQUENCE {
  onionURI UTF8String, algorithm AlgorithmIdentifier, subjectPublicKeyHash BIT STRING }
CABFOrganizationIdentifier ::= SEQUENCE {
  registrationSchemeIdentifier PrintableString, registrationCountry PrintableString,
  registrationStateOrProvince [0] PrintableString OPTIONAL, registrationReference UTF8String }

extension 1.3.6.1.4.1.311.20.2 BMPString
extension 1.3.6.1.4.1.311.21.1 CAVersion
extension 1.3.6.1.4.1.311.21.2 OCTET STRING
extension 1.3.6.1.4.1.311.21.4 Time
extension 1.3.6.1.4.1.311.21.7 CertificateTemplate
extension 1.3.6.1.4.1.311.21.10 CertificatePolicies
extension 1.3.6.1.4.1.311.21.11 PolicyMappings
extension 1.3.6.1.4.1.311.21.12 PolicyConstraints
extension 1.3.6.1.4.1.311.21.14 CRLDistributionPoints
extension 1.3.6.1.4.1.311.25.2 NtdsCaSecurity
extension 1.3.6.1.4.1.311.10.9.1 ANY
extension 1.3.6.1.4.1.311.10.11.11 OCTET STRING
CAVersion ::= INTEGER
CertificateTemplate ::= SEQUENCE {
  templateID OBJECT IDENTIFIER, templateMajorVersion INTEGER OPTIONAL, templateMinorVersion INTEGER OPTIONAL }
NtdsCaSecurity ::= SEQUENCE OF GeneralName
otherName 1.3.6.1.4.1.311.25.1 OCTET STRING
otherName 1.3.6.1.4.1.311.25.2.1 SecurityIdentifier
SecurityIdentifier ::= OCTET STRING
attribute 1.3.6.1.4.1.311.13.2.3 IA5String
attribute 1.3.6.1.4.1.311.21.20 RequestClientInfo
attribute 1.3.6.1.4.1.311.13.2.1 EnrollmentNameValuePair
attribute 1.3.6.1.4.1.311.13.2.2 EnrollmentCSP
RequestClientInfo ::= SEQUENCE {
  clientId INTEGER, machineName UTF8String, userName UTF8String, processName UTF8String }
EnrollmentNameValuePair ::= SEQUENCE { name BMPString, value BMPString }
EnrollmentCSP ::= SEQUENCE { keySpec INTEGER, cspName BMPString, signature BIT STRING }

extension 2.16.840.1.113730.1.1 NetscapeCertType
extension 2.16.840.1.113730.1.2 IA5String
extension 2.16.840.1.113730.1.3 IA5String
extension 2.16.840.1.113730.1.4 IA5String
extension 2.16.840.1.113730.1.7 IA5String
extension 2.16.840.1.113730.1.8 IA5String
extension 2.16.840.1.113730.1.12 IA5String
extension 2.16.840.1.113730.1.13 IA5String
NetscapeCertType ::= BIT STRING {
  sslClient(0), sslServer(1), smime(2), objectSigning(3), reserved(4), sslCA(5), smimeCA(6), objectSigningCA(7) }
extension 1.2.840.113533.7.65.0 EntrustVersInfo
EntrustVersInfo ::= SEQUENCE {
  entrustVers ANY, entrustInfoFlags BIT STRING { keyUpdateAllowed(0), newExtensions(1), pKIXCertificate(2) } }
extension 1.2.840.113583.1.1.9.1 AdobeTimestamp
extension 1.2.840.113583.1.1.9.2 SEQUENCE OF ANY
AdobeTimestamp ::= SEQUENCE {
  version INTEGER, location GeneralName, requiresAuth BOOLEAN OPTIONAL }
extension 2.5.29.1 OldAuthorityKeyIdentifier
extension 2.5.29.2 ANY
OldAuthorityKeyIdentifier ::= SEQUENCE {
  keyIdentifier [0] OCTET STRING OPTIONAL, certIssuer [1] ANY OPTIONAL, certSerialNumber [2] INTEGER OPTIONAL }
extension 1.2.643.100.111 UTF8String
extension 1.2.643.100.112 IssuerSignTool
IssuerSignTool ::= SEQUENCE {
  signTool UTF8String, cATool UTF8String, signToolCert UTF8String, cAToolCert UTF8String }
extension 1.3.6.1.4.1.45724.2.1.1 BIT STRING {
  bluetoothRadio(0), bluetoothLowEnergyRadio(1), usb(2), nfc(3), usbInternal(4) }
extension 1.3.6.1.4.1.45724.1.1.4 OCTET STRING
extension 2.16.840.1.101.3.6.9.1 BOOLEAN
extension 1.3.6.1.4.1.57264.1.8 UTF8String
extension 1.3.6.1.4.1.57264.1.9 UTF8String
extension 1.3.6.1.4.1.57264.1.10 UTF8String
extension 1.3.6.1.4.1.57264.1.11 UTF8String
extension 1.3.6.1.4.1.57264.1.12 UTF8String
extension 1.3.6.1.4.1.57264.1.13 UTF8String
extension 1.3.6.1.4.1.57264.1.14 UTF8String
extension 2.5.29.72 SubjectPublicKeyInfo
extension 2.5.29.73 AlgorithmIdentifier
extension 2.5.29.74 BIT STRING
`;
