/** How a certificate of the kit is signed: the schemes of honest issuing, and those with SHA-1 that it refuses to know. */
import { NULL_PARAMETERS, type AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { signatureSchemes, type SignatureScheme } from '../signature-scheme';

export interface Scheme {
  /** In the signed part and beside the signature. */
  readonly signature: AlgorithmIdentifier;
  /** Second argument of `subtle.importKey`; absent where the key knows it: the curves differ, the digest does not matter there. */
  readonly importing?: SignatureScheme['importing'];
  readonly signing: SignatureScheme['signing'];
  /** WebCrypto's r‖s has to become DER. */
  readonly ecdsa: boolean;
}

type SchemeName =
  `ecdsa-sha${1 | 256 | 384 | 512}` | `rsa-sha${1 | 256 | 512}` | 'rsa-pss-sha256' | 'ed25519' | 'ml-dsa-44';

function honest({ signature, importing, signing, family }: SignatureScheme): Scheme {
  if (family === 'ec') return { signature, signing, ecdsa: true };
  return { signature, importing, signing, ecdsa: false };
}

export const schemes: Readonly<Record<SchemeName, Scheme>> = {
  'ecdsa-sha1': {
    signature: { oid: '1.2.840.10045.4.1' },
    signing: { name: 'ECDSA', hash: 'SHA-1' },
    ecdsa: true,
  },
  'ecdsa-sha256': honest(signatureSchemes['ecdsa-p256-sha256']),
  'ecdsa-sha384': honest(signatureSchemes['ecdsa-p256-sha384']),
  'ecdsa-sha512': honest(signatureSchemes['ecdsa-p256-sha512']),
  'rsa-sha1': {
    signature: { oid: '1.2.840.113549.1.1.5', parameters: NULL_PARAMETERS },
    importing: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-1' },
    signing: { name: 'RSASSA-PKCS1-v1_5' },
    ecdsa: false,
  },
  'rsa-sha256': honest(signatureSchemes['rsa-pkcs1-sha256']),
  'rsa-sha512': honest(signatureSchemes['rsa-pkcs1-sha512']),
  'rsa-pss-sha256': honest(signatureSchemes['rsa-pss-sha256']),
  ed25519: honest(signatureSchemes.ed25519),
  'ml-dsa-44': honest(signatureSchemes['ml-dsa-44']),
};
