/** Keys and the parameters of algorithms: RFC 8017 appendix A, RFC 3279, RFC 5480, RFC 4055, RFC 8018, RFC 5084, RFC 7914. */
export const algorithms = `
publicKey 1.2.840.113549.1.1.1 RSAPublicKey
publicKey 1.2.840.113549.1.1.7 RSAPublicKey
publicKey 1.2.840.113549.1.1.10 RSAPublicKey
publicKey 1.2.840.10040.4.1 INTEGER
publicKey 1.2.840.10046.2.1 INTEGER
publicKey 1.2.840.113549.1.3.1 INTEGER
RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }

parameters 1.2.840.113549.1.1.10 RSASSA-PSS-params
parameters 1.2.840.113549.1.1.7 RSAES-OAEP-params
parameters 1.2.840.113549.1.1.8 AlgorithmIdentifier
parameters 1.2.840.10045.2.1 EcpkParameters
parameters 1.3.132.1.12 EcpkParameters
parameters 1.3.132.1.13 EcpkParameters
parameters 1.2.840.10040.4.1 DssParms
parameters 1.2.840.10046.2.1 DomainParameters
parameters 1.2.840.113549.1.3.1 DHParameter
parameters 1.2.840.113549.1.5.1 PBEParameter
parameters 1.2.840.113549.1.5.3 PBEParameter
parameters 1.2.840.113549.1.5.4 PBEParameter
parameters 1.2.840.113549.1.5.6 PBEParameter
parameters 1.2.840.113549.1.5.10 PBEParameter
parameters 1.2.840.113549.1.5.11 PBEParameter
parameters 1.2.840.113549.1.12.1.1 PBEParameter
parameters 1.2.840.113549.1.12.1.2 PBEParameter
parameters 1.2.840.113549.1.12.1.3 PBEParameter
parameters 1.2.840.113549.1.12.1.4 PBEParameter
parameters 1.2.840.113549.1.12.1.5 PBEParameter
parameters 1.2.840.113549.1.12.1.6 PBEParameter
parameters 1.2.840.113549.1.5.12 PBKDF2-params
parameters 1.2.840.113549.1.5.13 PBES2-params
parameters 1.2.840.113549.1.5.14 PBMAC1-params
parameters 1.3.6.1.4.1.11591.4.11 ScryptParams
parameters 2.16.840.1.101.3.4.1.6 GCMParameters
parameters 2.16.840.1.101.3.4.1.26 GCMParameters
parameters 2.16.840.1.101.3.4.1.46 GCMParameters
RSASSA-PSS-params ::= SEQUENCE {
  hashAlgorithm [0] EXPLICIT AlgorithmIdentifier DEFAULT, maskGenAlgorithm [1] EXPLICIT AlgorithmIdentifier DEFAULT,
  saltLength [2] EXPLICIT INTEGER DEFAULT, trailerField [3] EXPLICIT INTEGER DEFAULT }
RSAES-OAEP-params ::= SEQUENCE {
  hashFunc [0] EXPLICIT AlgorithmIdentifier DEFAULT, maskGenFunc [1] EXPLICIT AlgorithmIdentifier DEFAULT,
  pSourceFunc [2] EXPLICIT AlgorithmIdentifier DEFAULT }
EcpkParameters ::= CHOICE {
  namedCurve OBJECT IDENTIFIER, specifiedCurve SpecifiedECDomain, implicitCurve NULL }
SpecifiedECDomain ::= SEQUENCE {
  version INTEGER, fieldID FieldID, curve Curve, base OCTET STRING, order INTEGER, cofactor INTEGER OPTIONAL,
  hash AlgorithmIdentifier OPTIONAL }
FieldID ::= SEQUENCE { fieldType OBJECT IDENTIFIER, parameters ANY }
Curve ::= SEQUENCE { a OCTET STRING, b OCTET STRING, seed BIT STRING OPTIONAL }
DssParms ::= SEQUENCE { p INTEGER, q INTEGER, g INTEGER }
DomainParameters ::= SEQUENCE {
  p INTEGER, g INTEGER, q INTEGER, j INTEGER OPTIONAL, validationParms ValidationParms OPTIONAL }
ValidationParms ::= SEQUENCE { seed BIT STRING, pgenCounter INTEGER }
DHParameter ::= SEQUENCE { prime INTEGER, base INTEGER, privateValueLength INTEGER OPTIONAL }
PBEParameter ::= SEQUENCE { salt OCTET STRING, iterationCount INTEGER }
PBKDF2-params ::= SEQUENCE {
  salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier }, iterationCount INTEGER,
  keyLength INTEGER OPTIONAL, prf AlgorithmIdentifier DEFAULT }
PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }
PBMAC1-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, messageAuthScheme AlgorithmIdentifier }
ScryptParams ::= SEQUENCE {
  salt OCTET STRING, costParameter INTEGER, blockSize INTEGER, parallelizationParameter INTEGER,
  keyLength INTEGER OPTIONAL }
GCMParameters ::= SEQUENCE { aes-nonce OCTET STRING, aes-ICVlen INTEGER DEFAULT }

PrivateKeyInfo ::= SEQUENCE {
  version INTEGER { v1(0), v2(1) }, privateKeyAlgorithm AlgorithmIdentifier,
  privateKey SECRET OCTET STRING CONTAINING ANY DEFINED BY privateKeyAlgorithm IN privateKey,
  attributes [0] Attributes OPTIONAL, publicKey [1] BIT STRING OPTIONAL }
EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
privateKey 1.2.840.113549.1.1.1 RSAPrivateKey
privateKey 1.2.840.113549.1.1.10 RSAPrivateKey
privateKey 1.2.840.10045.2.1 ECPrivateKey
RSAPrivateKey ::= SEQUENCE {
  version INTEGER { two-prime(0), multi(1) }, modulus INTEGER, publicExponent INTEGER,
  privateExponent SECRET INTEGER, prime1 SECRET INTEGER, prime2 SECRET INTEGER, exponent1 SECRET INTEGER,
  exponent2 SECRET INTEGER, coefficient SECRET INTEGER, otherPrimeInfos SECRET ANY OPTIONAL }
ECPrivateKey ::= SEQUENCE {
  version INTEGER { ecPrivkeyVer1(1) }, privateKey SECRET OCTET STRING,
  parameters [0] EXPLICIT EcpkParameters OPTIONAL, publicKey [1] EXPLICIT BIT STRING OPTIONAL }
DSAPrivateKey ::= SEQUENCE {
  version INTEGER, p INTEGER, q INTEGER, g INTEGER, y INTEGER, x SECRET INTEGER }
`;
