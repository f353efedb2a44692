/** Forms an authority is handed out in, and programs it is handed on to. */
import type { HandOnProblem } from '../../app/handing-on';
import type { RecordForm } from '../../app/inventory-record';
import type { AuthorityForm } from '../../pki/authority/authority-file';
import type { Successor } from '../../pki/hand-on/hand-on';
import { unsealFailures } from './trouble-words';

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

export const recordForms: Readonly<Record<RecordForm, string>> = {
  csv: 'CSV',
  json: 'JSON',
  ics: 'Calendar of ends',
};

/** Programs it is handed on to. `encrypted`: its key file has a password. */
export const successors: Readonly<
  Record<Successor, { readonly name: string; readonly about: string; readonly encrypted: boolean }>
> = {
  'cert-manager': {
    name: 'cert-manager',
    about: 'A Secret and a ClusterIssuer for Kubernetes.',
    encrypted: false,
  },
  'step-ca': {
    name: 'step-ca',
    about: 'ca.json, its certificates and its encrypted key: an authority with ACME.',
    encrypted: true,
  },
  vault: { name: 'Vault', about: 'A pem_bundle for the PKI engine.', encrypted: false },
};

export const handOnProblems: Readonly<Record<HandOnProblem, string>> = {
  ...unsealFailures,
  'unsupported-key': 'It has no key of that kind: it takes elliptic curves, RSA and Ed25519.',
  'needs-passphrase': 'Its key file needs a password.',
  'root-missing':
    'The certificate of its root is not here, and clients of the new program could trust nothing without it. Add the file of the root, and of whatever stands between.',
};
