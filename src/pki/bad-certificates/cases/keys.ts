/** Keys that are weak, or of a kind that some clients do not take. */
import { inGroup } from '../bad-certificate';
import { chain } from '../chain';

const SIZES = 'CA/B BR 6.1.5, SP 800-57 part 1 §5.6';
const CURVES = 'CA/B BR 6.1.5';
const EDWARDS = 'RFC 8410 §3';
const LATTICE = 'RFC 9881 §2';

export const keyCases = inGroup('keys', [
  [
    'key-rsa512',
    'RSA of 512 bits',
    'The key can be factored in hours.',
    SIZES,
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-512' }),
    'tls-1.2',
  ],
  [
    'key-rsa1024',
    'RSA of 1,024 bits',
    'Half of what is asked for since 2014.',
    SIZES,
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-1024' }),
  ],
  [
    'key-rsa1536',
    'RSA of 1,536 bits',
    'Less than the 2,048 bits that are asked for.',
    SIZES,
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-1536' }),
  ],
  [
    'ca-rsa1024',
    'A root with RSA of 1,024 bits',
    'The key of the root is too short; that of the server is not.',
    SIZES,
    chain({ rootKey: 'rsa-1024' }),
  ],
  [
    'key-p521',
    'P-521',
    'Allowed by RFC 5480, and not by every client.',
    CURVES,
    chain({ leafKey: 'p521-leaf' }),
  ],
  [
    'key-ec-explicit',
    'A curve spelled out',
    'The parameters of P-256 stand there one by one in place of its name.',
    'RFC 5480 §2.1.1',
    chain({ leafKey: 'explicit-leaf' }),
  ],
  [
    'key-ed25519',
    'Ed25519',
    'Allowed by RFC 8410, and by no browser.',
    EDWARDS,
    chain({ leafKey: 'ed25519-leaf' }),
  ],
  [
    'ca-ed25519',
    'A root with Ed25519',
    'Allowed by RFC 8410, and by no browser.',
    EDWARDS,
    chain({ rootKey: 'ed25519-root' }),
  ],
  [
    'key-all-ed25519',
    'Ed25519 throughout',
    'Allowed by RFC 8410, and by no browser.',
    EDWARDS,
    chain({ rootKey: 'ed25519-root', leafKey: 'ed25519-leaf' }),
  ],
  [
    'key-rsapss',
    'RSA for PSS alone',
    'The key says id-RSASSA-PSS in place of rsaEncryption: allowed by RFC 4055, and refused by browsers.',
    'RFC 4055 §3.1',
    chain({ rootKey: 'rsa-root', leafKey: 'pss-leaf' }),
  ],
  [
    'ca-rsapss-key',
    'A root with RSA for PSS alone',
    'The key says id-RSASSA-PSS in place of rsaEncryption: allowed by RFC 4055, and refused by browsers.',
    'RFC 4055 §3.1',
    chain({ rootKey: 'pss-root' }),
  ],
  [
    'ca-mldsa44',
    'A root with ML-DSA-44',
    'Allowed by RFC 9881, and new.',
    LATTICE,
    chain({ rootKey: 'ml-dsa-44-root' }),
  ],
  [
    'key-all-mldsa44',
    'ML-DSA-44 throughout',
    'Allowed by RFC 9881, and new.',
    LATTICE,
    chain({ rootKey: 'ml-dsa-44-root', leafKey: 'ml-dsa-44-leaf' }),
  ],
]);
