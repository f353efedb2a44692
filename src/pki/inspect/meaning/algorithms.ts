/**
 * Algorithms by name, as people write them: `RSA with SHA-256`, `ECDSA P-256`, `ML-DSA-65`. Identifiers from RFC 3279, 4055,
 * 5480, 5639, 5758, 8017, 8018, 8410, 8692, 9688, 9802, 9881, 9909, 9935, NIST's register, and the LAMPS drafts of composites.
 */

/** Members of an arc, in order from a number on. */
const series = (arc: string, from: number, names: string): readonly (readonly [string, string])[] =>
  names.split(', ').map((name, at) => [`${arc}.${from + at}`, name]);

const NIST_SIGNATURES = '2.16.840.1.101.3.4.3';
const SLH =
  'SHA2-128s, SHA2-128f, SHA2-192s, SHA2-192f, SHA2-256s, SHA2-256f, SHAKE-128s, SHAKE-128f, SHAKE-192s, SHAKE-192f, SHAKE-256s, SHAKE-256f'.split(
    ', ',
  );
const SLH_HASHES =
  'SHA-256, SHA-256, SHA-512, SHA-512, SHA-512, SHA-512, SHAKE128, SHAKE128, SHAKE256, SHAKE256, SHAKE256, SHAKE256'.split(
    ', ',
  );

/** draft-ietf-lamps-pq-composite-sigs §6, early allocation by IANA. */
const COMPOSITE_SIGNATURES =
  'MLDSA44-RSA2048-PSS-SHA256, MLDSA44-RSA2048-PKCS15-SHA256, MLDSA44-Ed25519-SHA512, MLDSA44-ECDSA-P256-SHA256, MLDSA65-RSA3072-PSS-SHA512, MLDSA65-RSA3072-PKCS15-SHA512, MLDSA65-RSA4096-PSS-SHA512, MLDSA65-RSA4096-PKCS15-SHA512, MLDSA65-ECDSA-P256-SHA512, MLDSA65-ECDSA-P384-SHA512, MLDSA65-ECDSA-brainpoolP256r1-SHA512, MLDSA65-Ed25519-SHA512, MLDSA87-ECDSA-P384-SHA512, MLDSA87-ECDSA-brainpoolP384r1-SHA512, MLDSA87-Ed448-SHAKE256, MLDSA87-RSA3072-PSS-SHA512, MLDSA87-RSA4096-PSS-SHA512, MLDSA87-ECDSA-P521-SHA512';
/** draft-ietf-lamps-pq-composite-kem §6. */
const COMPOSITE_KEMS =
  'MLKEM768-RSA2048-SHA3-256, MLKEM768-RSA3072-SHA3-256, MLKEM768-RSA4096-SHA3-256, MLKEM768-X25519-SHA3-256, MLKEM768-ECDH-P256-SHA3-256, MLKEM768-ECDH-P384-SHA3-256, MLKEM768-ECDH-brainpoolP256r1-SHA3-256, MLKEM1024-RSA3072-SHA3-256, MLKEM1024-ECDH-P384-SHA3-256, MLKEM1024-ECDH-brainpoolP384r1-SHA3-256, MLKEM1024-X448-SHA3-256, MLKEM1024-ECDH-P521-SHA3-256';
/** Identifiers of earlier drafts, still found in test data. */
const COMPOSITE_DRAFT_21 = 'MLDSA44-RSA2048-PSS, MLDSA44-RSA2048-PKCS15, MLDSA44-Ed25519, MLDSA44-ECDSA-P256';
const COMPOSITE_DRAFT_26 =
  'MLDSA65-RSA3072-PSS, MLDSA65-RSA3072-PKCS15, MLDSA65-ECDSA-P384, MLDSA65-ECDSA-brainpoolP256r1, MLDSA65-Ed25519, MLDSA87-ECDSA-P384, MLDSA87-ECDSA-brainpoolP384r1, MLDSA87-Ed448, MLDSA65-RSA4096-PSS, MLDSA65-RSA4096-PKCS15';
const COMPOSITE_DRAFT_40 =
  'HashMLDSA44-RSA2048-PSS-SHA256, HashMLDSA44-RSA2048-PKCS15-SHA256, HashMLDSA44-Ed25519-SHA512, HashMLDSA44-ECDSA-P256-SHA256, HashMLDSA65-RSA3072-PSS-SHA512, HashMLDSA65-RSA3072-PKCS15-SHA512, HashMLDSA65-RSA4096-PSS-SHA512, HashMLDSA65-RSA4096-PKCS15-SHA512, HashMLDSA65-ECDSA-P384-SHA512, HashMLDSA65-ECDSA-brainpoolP256r1-SHA512, HashMLDSA65-Ed25519-SHA512, HashMLDSA87-ECDSA-P384-SHA512, HashMLDSA87-ECDSA-brainpoolP384r1-SHA512, HashMLDSA87-Ed448-SHA512';

export const algorithmNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.1', 'RSA'],
  ['1.2.840.113549.1.1.2', 'RSA with MD2'],
  ['1.2.840.113549.1.1.3', 'RSA with MD4'],
  ['1.2.840.113549.1.1.4', 'RSA with MD5'],
  ['1.2.840.113549.1.1.5', 'RSA with SHA-1'],
  ['1.2.840.113549.1.1.7', 'RSA-OAEP'],
  ['1.2.840.113549.1.1.8', 'MGF1'],
  ['1.2.840.113549.1.1.10', 'RSA-PSS'],
  ['1.2.840.113549.1.1.11', 'RSA with SHA-256'],
  ['1.2.840.113549.1.1.12', 'RSA with SHA-384'],
  ['1.2.840.113549.1.1.13', 'RSA with SHA-512'],
  ['1.2.840.113549.1.1.14', 'RSA with SHA-224'],
  ['1.2.840.113549.1.1.15', 'RSA with SHA-512/224'],
  ['1.2.840.113549.1.1.16', 'RSA with SHA-512/256'],
  ['1.3.14.3.2.29', 'RSA with SHA-1'],
  ['1.3.14.3.2.15', 'RSA with SHA-1'],
  ['1.3.14.3.2.13', 'DSA with SHA-1'],
  ['1.3.14.3.2.27', 'DSA with SHA-1'],
  ['1.2.840.10040.4.1', 'DSA'],
  ['1.2.840.10040.4.3', 'DSA with SHA-1'],
  ['1.2.840.10045.2.1', 'EC'],
  ['1.3.132.1.12', 'ECDH'],
  ['1.3.132.1.13', 'ECMQV'],
  ['1.2.840.10045.4.1', 'ECDSA with SHA-1'],
  ...series(
    '1.2.840.10045.4.3',
    1,
    'ECDSA with SHA-224, ECDSA with SHA-256, ECDSA with SHA-384, ECDSA with SHA-512',
  ),
  ...series('1.3.101', 110, 'X25519, X448, Ed25519, Ed448'),
  ['1.2.840.10046.2.1', 'Diffie-Hellman'],
  ['1.2.840.113549.1.3.1', 'Diffie-Hellman'],
  ...series(
    '1.3.6.1.5.5.7.6',
    30,
    'RSA-PSS with SHAKE128, RSA-PSS with SHAKE256, ECDSA with SHAKE128, ECDSA with SHAKE256',
  ),
  ['1.3.6.1.5.5.7.6.2', 'no signature'],
  ['1.2.840.113549.1.9.16.3.17', 'HSS/LMS'],
  ['1.3.6.1.5.5.7.6.34', 'XMSS'],
  ['1.3.6.1.5.5.7.6.35', 'XMSS^MT'],
  ['1.2.156.10197.1.501', 'SM2 with SM3'],
  ['1.2.156.10197.1.301', 'SM2'],
  ['1.2.643.2.2.19', 'GOST R 34.10-2001'],
  ['1.2.643.2.2.3', 'GOST R 34.10-2001 with GOST R 34.11-94'],
  ['1.2.643.7.1.1.1.1', 'GOST R 34.10-2012, 256 bits'],
  ['1.2.643.7.1.1.1.2', 'GOST R 34.10-2012, 512 bits'],
  ['1.2.643.7.1.1.3.2', 'GOST R 34.10-2012 with GOST R 34.11-2012, 256 bits'],
  ['1.2.643.7.1.1.3.3', 'GOST R 34.10-2012 with GOST R 34.11-2012, 512 bits'],
  ...series(
    NIST_SIGNATURES,
    1,
    'DSA with SHA-224, DSA with SHA-256, DSA with SHA-384, DSA with SHA-512, DSA with SHA3-224, DSA with SHA3-256, DSA with SHA3-384, DSA with SHA3-512, ECDSA with SHA3-224, ECDSA with SHA3-256, ECDSA with SHA3-384, ECDSA with SHA3-512, RSA with SHA3-224, RSA with SHA3-256, RSA with SHA3-384, RSA with SHA3-512, ML-DSA-44, ML-DSA-65, ML-DSA-87',
  ),
  ...SLH.map((set, at) => [`${NIST_SIGNATURES}.${20 + at}`, `SLH-DSA-${set}`] as const),
  ...series(
    NIST_SIGNATURES,
    32,
    'HashML-DSA-44 with SHA-512, HashML-DSA-65 with SHA-512, HashML-DSA-87 with SHA-512',
  ),
  ...SLH.map(
    (set, at) =>
      [`${NIST_SIGNATURES}.${35 + at}`, `HashSLH-DSA-${set} with ${SLH_HASHES[at] ?? ''}`] as const,
  ),
  ...series('2.16.840.1.101.3.4.4', 1, 'ML-KEM-512, ML-KEM-768, ML-KEM-1024'),
  ...series('1.3.6.1.5.5.7.6', 37, COMPOSITE_SIGNATURES),
  ...series('1.3.6.1.5.5.7.6', 55, COMPOSITE_KEMS),
  ...series('2.16.840.1.114027.80.8.1', 21, COMPOSITE_DRAFT_21),
  ...series('2.16.840.1.114027.80.8.1', 26, COMPOSITE_DRAFT_26),
  ...series('2.16.840.1.114027.80.8.1', 40, COMPOSITE_DRAFT_40),
  ['2.16.840.1.114027.80.4.1', 'composite key (early draft)'],
  ['1.3.6.1.4.1.18227.2.1', 'composite signature (early draft)'],
  ['1.3.9999.3.11', 'Falcon-512'],
  ['1.3.9999.3.14', 'Falcon-1024'],
  ...series(
    '1.0.18033.2.2.7',
    1,
    'FrodoKEM-976-SHAKE, FrodoKEM-1344-SHAKE, eFrodoKEM-976-SHAKE, eFrodoKEM-1344-SHAKE, FrodoKEM-976-AES, FrodoKEM-1344-AES, eFrodoKEM-976-AES, eFrodoKEM-1344-AES',
  ),
  ...series('1.3.6.1.4.1.22554.5.5', 2, 'NTRU-HPS-2048-677, NTRU-HPS-4096-821, NTRU-HRSS-701'),
  ...series(
    '2.16.840.1.101.3.4.2',
    1,
    'SHA-256, SHA-384, SHA-512, SHA-224, SHA-512/224, SHA-512/256, SHA3-224, SHA3-256, SHA3-384, SHA3-512, SHAKE128, SHAKE256',
  ),
  ['1.3.14.3.2.26', 'SHA-1'],
  ['1.2.840.113549.2.5', 'MD5'],
  ...series(
    '1.2.840.113549.2',
    7,
    'HMAC with SHA-1, HMAC with SHA-224, HMAC with SHA-256, HMAC with SHA-384, HMAC with SHA-512',
  ),
  ...series('1.2.840.113549.1.5', 12, 'PBKDF2, PBES2, PBMAC1'),
  ['1.3.6.1.4.1.11591.4.11', 'scrypt'],
  ...(
    [
      [2, 'CBC'],
      [6, 'GCM'],
    ] as const
  ).flatMap(([offset, mode]) =>
    [128, 192, 256].map(
      (bits, at) => [`2.16.840.1.101.3.4.1.${20 * at + offset}`, `AES-${bits}-${mode}`] as const,
    ),
  ),
  ['1.2.840.113549.3.7', '3DES-CBC'],
  ['1.2.840.113549.3.2', 'RC2-CBC'],
]);

export const curveNames: ReadonlyMap<string, string> = new Map([
  ['1.2.840.10045.3.1.1', 'P-192'],
  ['1.3.132.0.33', 'P-224'],
  ['1.2.840.10045.3.1.7', 'P-256'],
  ['1.3.132.0.34', 'P-384'],
  ['1.3.132.0.35', 'P-521'],
  ['1.3.132.0.10', 'secp256k1'],
  ['1.2.156.10197.1.301', 'SM2'],
  ...[160, 192, 224, 256, 320, 384, 512].flatMap((bits, at) => [
    [`1.3.36.3.3.2.8.1.1.${2 * at + 1}`, `brainpoolP${bits}r1`] as const,
    [`1.3.36.3.3.2.8.1.1.${2 * at + 2}`, `brainpoolP${bits}t1`] as const,
  ]),
  ['1.3.132.0.1', 'sect163k1'],
  ['1.3.132.0.6', 'secp112r1'],
  ['1.3.132.0.8', 'secp160r1'],
  ['1.3.132.0.15', 'sect163r2'],
  ['1.3.132.0.16', 'sect283k1'],
  ['1.3.132.0.17', 'sect283r1'],
  ['1.3.132.0.26', 'sect233k1'],
  ['1.3.132.0.27', 'sect233r1'],
  ['1.3.132.0.31', 'secp192k1'],
  ['1.3.132.0.32', 'secp224k1'],
  ['1.3.132.0.36', 'sect409k1'],
  ['1.3.132.0.37', 'sect409r1'],
  ['1.3.132.0.38', 'sect571k1'],
  ['1.3.132.0.39', 'sect571r1'],
]);
