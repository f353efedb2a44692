/**
 * Names of object identifiers in use, with the document that assigns each. A table to be loaded with `import()` where something
 * is shown: nothing here decides anything. Grouped under the arc that its members share.
 */
export interface OidName {
  readonly name: string;
  /** `RFC 5280`, `X.520`, …: where the identifier is assigned. */
  readonly source: string;
}

/** Arc, document, then `number name` for each identifier below the arc. */
const groups: readonly (readonly [arc: string, source: string, members: string])[] = [
  [
    '2.5.4',
    'RFC 5280',
    '3 commonName, 4 surname, 5 serialNumber, 6 countryName, 7 localityName, 8 stateOrProvinceName, 10 organizationName, 11 organizationalUnitName, 12 title, 41 name, 42 givenName, 43 initials, 44 generationQualifier, 46 dnQualifier, 65 pseudonym',
  ],
  [
    '2.5.4',
    'RFC 4519',
    '9 street, 13 description, 15 businessCategory, 16 postalAddress, 17 postalCode, 20 telephoneNumber',
  ],
  ['2.5.4', 'X.520', '97 organizationIdentifier'],
  ['0.9.2342.19200300.100.1', 'RFC 4519', '1 userId, 25 domainComponent'],
  [
    '1.3.6.1.4.1.311.60.2.1',
    'CA/Browser Forum EVG',
    '1 jurisdictionLocalityName, 2 jurisdictionStateOrProvinceName, 3 jurisdictionCountryName',
  ],
  [
    '2.5.29',
    'RFC 5280',
    '9 subjectDirectoryAttributes, 14 subjectKeyIdentifier, 15 keyUsage, 17 subjectAltName, 18 issuerAltName, 19 basicConstraints, 20 cRLNumber, 21 cRLReasons, 24 invalidityDate, 27 deltaCRLIndicator, 28 issuingDistributionPoint, 29 certificateIssuer, 30 nameConstraints, 31 cRLDistributionPoints, 32 certificatePolicies, 32.0 anyPolicy, 33 policyMappings, 35 authorityKeyIdentifier, 36 policyConstraints, 37 extKeyUsage, 37.0 anyExtendedKeyUsage, 46 freshestCRL, 54 inhibitAnyPolicy',
  ],
  ['1.3.6.1.5.5.7.1', 'RFC 5280', '1 authorityInfoAccess, 11 subjectInfoAccess'],
  ['1.3.6.1.5.5.7.1', 'RFC 3739', '3 qcStatements'],
  ['1.3.6.1.5.5.7.1', 'RFC 7633', '24 tlsFeature'],
  ['1.3.6.1.5.5.7.2', 'RFC 5280', '1 cps, 2 unotice'],
  [
    '1.3.6.1.5.5.7.3',
    'RFC 5280',
    '1 serverAuth, 2 clientAuth, 3 codeSigning, 4 emailProtection, 8 timeStamping, 9 OCSPSigning',
  ],
  ['1.3.6.1.5.5.7.48', 'RFC 5280', '1 ocsp, 2 caIssuers'],
  ['1.3.6.1.5.5.7.48', 'RFC 6960', '1.1 ocspBasic, 1.2 ocspNonce, 1.5 ocspNoCheck'],
  [
    '1.3.6.1.4.1.11129.2.4',
    'RFC 6962',
    '2 signedCertificateTimestampList, 3 precertificatePoison, 4 precertificateSigning',
  ],
  [
    '2.23.140.1',
    'CA/Browser Forum BR',
    '1 extendedValidation, 2.1 domainValidated, 2.2 organizationValidated, 2.3 individualValidated',
  ],
  [
    '1.2.840.113549.1.1',
    'RFC 8017',
    '1 rsaEncryption, 4 md5WithRSAEncryption, 5 sha1WithRSAEncryption, 7 RSAES-OAEP, 8 mgf1, 10 RSASSA-PSS, 11 sha256WithRSAEncryption, 12 sha384WithRSAEncryption, 13 sha512WithRSAEncryption, 14 sha224WithRSAEncryption',
  ],
  ['1.2.840.10040.4', 'RFC 3279', '1 dsa, 3 dsa-with-sha1'],
  ['1.2.840.10045', 'RFC 5480', '1.1 prime-field, 2.1 ecPublicKey, 3.1.7 secp256r1'],
  [
    '1.2.840.10045.4',
    'RFC 5758',
    '3.1 ecdsa-with-SHA224, 3.2 ecdsa-with-SHA256, 3.3 ecdsa-with-SHA384, 3.4 ecdsa-with-SHA512',
  ],
  ['1.2.840.10045.4', 'RFC 3279', '1 ecdsa-with-SHA1'],
  ['1.3.132.0', 'RFC 5480', '33 secp224r1, 34 secp384r1, 35 secp521r1'],
  ['1.3.132.0', 'SEC 2', '10 secp256k1'],
  ['1.3.36.3.3.2.8.1.1', 'RFC 5639', '7 brainpoolP256r1, 11 brainpoolP384r1, 13 brainpoolP512r1'],
  ['1.3.101', 'RFC 8410', '110 X25519, 111 X448, 112 Ed25519, 113 Ed448'],
  ['2.16.840.1.101.3.4.3', 'RFC 9881', '17 ML-DSA-44, 18 ML-DSA-65, 19 ML-DSA-87'],
  ['2.16.840.1.101.3.4.4', 'FIPS 203', '1 ML-KEM-512, 2 ML-KEM-768, 3 ML-KEM-1024'],
  ['2.16.840.1.101.3.4.2', 'RFC 5754', '1 sha256, 2 sha384, 3 sha512, 4 sha224'],
  ['1.3.14.3.2', 'RFC 3279', '26 sha1'],
  ['2.16.840.1.101.3.4.1', 'RFC 3565', '2 aes128-CBC, 22 aes192-CBC, 42 aes256-CBC'],
  ['2.16.840.1.101.3.4.1', 'RFC 5084', '6 aes128-GCM, 26 aes192-GCM, 46 aes256-GCM'],
  ['1.2.840.113549.3', 'RFC 8018', '2 rc2CBC, 7 des-EDE3-CBC'],
  [
    '1.2.840.113549.2',
    'RFC 8018',
    '5 md5, 7 hmacWithSHA1, 8 hmacWithSHA224, 9 hmacWithSHA256, 10 hmacWithSHA384, 11 hmacWithSHA512',
  ],
  [
    '1.2.840.113549.1.5',
    'RFC 8018',
    '3 pbeWithMD5AndDES-CBC, 10 pbeWithSHA1AndDES-CBC, 12 PBKDF2, 13 PBES2, 14 PBMAC1',
  ],
  ['1.3.6.1.4.1.11591.4', 'RFC 7914', '11 scrypt'],
  [
    '1.2.840.113549.1.7',
    'RFC 5652',
    '1 data, 2 signedData, 3 envelopedData, 5 digestedData, 6 encryptedData',
  ],
  [
    '1.2.840.113549.1.9',
    'RFC 2985',
    '1 emailAddress, 2 unstructuredName, 3 contentType, 4 messageDigest, 5 signingTime, 7 challengePassword, 14 extensionRequest, 15 smimeCapabilities, 20 friendlyName, 21 localKeyId',
  ],
  ['1.2.840.113549.1.9', 'RFC 7292', '22.1 x509Certificate, 23.1 x509Crl'],
  ['1.2.840.113549.1.9.16', 'RFC 3161', '1.4 tSTInfo, 2.14 timeStampToken'],
  [
    '1.2.840.113549.1.12',
    'RFC 7292',
    '1.3 pbeWithSHAAnd3-KeyTripleDES-CBC, 1.5 pbeWithSHAAnd128BitRC2-CBC, 1.6 pbeWithSHAAnd40BitRC2-CBC, 10.1.1 keyBag, 10.1.2 pkcs8ShroudedKeyBag, 10.1.3 certBag, 10.1.4 crlBag, 10.1.5 secretBag, 10.1.6 safeContentsBag',
  ],
];

export const oidNames: ReadonlyMap<string, OidName> = new Map(
  groups.flatMap(([arc, source, members]) =>
    members.split(', ').map((member): readonly [string, OidName] => {
      const space = member.indexOf(' ');
      return [`${arc}.${member.slice(0, space)}`, { name: member.slice(space + 1), source }];
    }),
  ),
);
