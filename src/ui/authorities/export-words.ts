/** Forms an authority is handed out in. */
import type { AuthorityForm } from '../../pki/authority/authority-file';

export const exportForms: Readonly<Record<AuthorityForm, { readonly name: string; readonly about: string }>> =
  {
    pkcs12: {
      name: 'PKCS#12',
      about: 'One .p12 for XCA, Windows, macOS, Java and openssl: AES-256, SHA-256.',
    },
    'pkcs12-compatible': {
      name: 'PKCS#12, compatible',
      about: 'For Windows Server 2016 and older, and older macOS: 3DES and SHA-1. Choose a long password.',
    },
    pem: {
      name: 'PEM',
      about:
        'Certificates as text and the key as PKCS#8, encrypted with AES-256: what openssl, step and others read.',
    },
  };
