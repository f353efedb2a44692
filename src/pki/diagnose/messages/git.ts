/** Programs that hand on what a library told them: git, ssh-less remotes of docker, package managers, databases. */
import { messagesOf } from '../message';

export const git = messagesOf('git', 'git http.c', [
  ['git-access', 'unspecific', "fatal: unable to access '{detail}'", { weight: 'envelope' }],
  ['git-backend', 'trust-store-missing', 'fatal: Unsupported SSL backend'],
  [
    'docker-daemon',
    'unspecific',
    ['Error response from daemon', 'failed to do request'],
    { weight: 'envelope', source: 'moby client/errors.go' },
  ],
  [
    'docker-tls',
    'client-certificate-missing',
    ['could not read CA certificate "{file}"', 'Could not load X509 key pair'],
    { source: 'docker/go-connections tlsconfig' },
  ],
  [
    'kubectl',
    'unspecific',
    'Unable to connect to the server',
    { weight: 'envelope', source: 'kubernetes kubectl cmd/util/helpers.go' },
  ],
  [
    'kubernetes-logged-in',
    'client-certificate-refused',
    'You must be logged in to the server',
    { source: 'kubernetes kubectl cmd/util/helpers.go' },
  ],
  [
    'npm',
    'unspecific',
    ['npm error code', 'npm ERR! code'],
    { weight: 'envelope', source: 'npm lib/utils/error-message.js' },
  ],
  [
    'apt',
    'unspecific',
    'Certificate verification failed: The certificate is NOT trusted',
    { weight: 'envelope', source: 'apt methods/connect.cc' },
  ],
  [
    'postgres-root',
    'trust-store-missing',
    'root certificate file "{file}" does not exist',
    { source: 'PostgreSQL src/interfaces/libpq/fe-secure-openssl.c' },
  ],
  [
    'postgres-name',
    'name-mismatch',
    'server certificate for "{names}" does not match host name "{host}"',
    { source: 'PostgreSQL src/interfaces/libpq/fe-secure-common.c' },
  ],
  [
    'postgres-names',
    'name-mismatch',
    'server certificate for "{names}" (and {number} other names) does not match host name "{host}"',
    { source: 'PostgreSQL src/interfaces/libpq/fe-secure-common.c' },
  ],
  [
    'postgres-key-mode',
    'file-forbidden',
    [
      'private key file "{file}" has group or world access',
      'has group or world access; file must have permissions u=rw (0600) or less',
    ],
    { source: 'PostgreSQL src/interfaces/libpq/fe-secure-openssl.c' },
  ],
  [
    'postgres-key',
    'file-missing',
    'certificate present, but not private key file "{file}"',
    { source: 'PostgreSQL src/interfaces/libpq/fe-secure-openssl.c' },
  ],
]);
