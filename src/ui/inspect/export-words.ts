/** The forms things can be handed out in, and why one cannot hold what was chosen. */
import type { ExportFormat, ExportProblem, Scope } from '../../app/inspection-export.svelte';

export const exportFormats: Readonly<
  Record<ExportFormat, { readonly name: string; readonly about: string }>
> = {
  pem: { name: 'PEM', about: 'Everything in one text, certificates in the order servers send them.' },
  der: { name: 'DER', about: 'The octets of one thing, as they are.' },
  p7b: { name: 'PKCS#7 (.p7b)', about: 'Certificates and revocation lists, for Windows and Java.' },
  pkcs12: {
    name: 'PKCS#12',
    about: 'Key and chain in one file: AES-256, SHA-256. Without a password of yours it is changeit.',
  },
  'pkcs12-compatible': {
    name: 'PKCS#12, compatible',
    about:
      'For Windows Server 2016 and older, and older macOS: 3DES and SHA-1. Without a password of yours it is changeit.',
  },
  truststore: {
    name: 'Java truststore',
    about: 'PKCS#12 of certificates to trust. Without a password of yours it is changeit.',
  },
  jwk: { name: 'JWK or JWKS', about: 'JSON Web Keys; private ones with their numbers.' },
  openssh: { name: 'OpenSSH public key', about: 'One line for authorized_keys.' },
  kubernetes: { name: 'Kubernetes Secret', about: 'YAML of type kubernetes.io/tls: key and chain.' },
  zip: { name: 'Zip', about: 'Each thing in a file of its own.' },
};

export const exportProblems: Readonly<Record<ExportProblem, string>> = {
  'nothing-fits': 'None of what is chosen has that form. Choose another form.',
  'one-only': 'That form holds one thing, and several are chosen. Choose this one alone, or a zip.',
  'no-key': 'That form needs a private key, and none is among what is chosen. Add it to the pile.',
  'no-certificate': 'The certificate of the key is not among what is chosen. Add it to the pile.',
  'several-keys': 'That form holds one private key, and several are chosen.',
};

export const scopes: Readonly<Record<Scope, string>> = {
  alone: 'This one alone',
  family: 'With its key and its chain',
  chosen: 'What is chosen in the list',
  everything: 'Everything in the list',
};

/** Forms in which a private key can be encrypted. */
export const takesPassword: ReadonlySet<ExportFormat> = new Set([
  ...(['pem', 'pkcs12', 'pkcs12-compatible', 'truststore', 'zip'] as const),
]);

/** Forms without room for a private key. */
export const publicOnly: ReadonlySet<ExportFormat> = new Set([
  ...(['p7b', 'openssh', 'truststore'] as const),
]);
