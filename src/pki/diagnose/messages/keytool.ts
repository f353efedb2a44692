/** keytool, and what KeyStore.load() says inside Tomcat, Kafka, Elasticsearch, Spring and the like. */
import { messagesOf } from '../message';

const TOOL = 'OpenJDK sun.security.tools.keytool.Resources';
const STORE = 'OpenJDK sun.security.pkcs12.PKCS12KeyStore, sun.security.provider.JavaKeyStore';

export const keytool = messagesOf('keytool', TOOL, [
  ['keytool-error', 'unspecific', 'keytool error: java', { weight: 'envelope' }],
  ['keytool-input', 'certificate-unreadable', 'Input not an X.509 certificate'],
  [
    'keytool-parse',
    'certificate-unreadable',
    ['Failed to parse input', 'Not X.509 certificate', 'Reply has no certificates'],
  ],
  [
    'keytool-exists',
    'keystore-entry',
    [
      'Certificate not imported, alias <{alias}> already exists',
      'Key pair not generated, alias <{alias}> already exists',
      'Destination alias <{alias}> already exists',
    ],
  ],
  [
    'keytool-same',
    'keystore-entry',
    [
      'Certificate already exists in keystore under alias <{alias}>',
      'Certificate already exists in system-wide CA keystore under alias <{alias}>',
      'Certificate reply and certificate in keystore are identical',
    ],
  ],
  [
    'keytool-no-alias',
    'keystore-entry',
    ['Alias <{alias}> does not exist', 'Alias name [{alias}] does not identify a key entry'],
  ],
  [
    'keytool-kind',
    'keystore-entry',
    [
      'references an entry type that is not a private key entry',
      'Alias <{alias}> has no key',
      'Alias <{alias}> has no certificate',
      'Alias <{alias}> has no (X.509) certificate',
    ],
  ],
  [
    'keytool-no-file',
    'file-missing',
    [
      'Keystore file does not exist: {file}',
      'Keystore file exists, but is empty: {file}',
      'Source keystore file exists, but is empty',
    ],
  ],
  [
    'keytool-short',
    'wrong-password',
    [
      'Keystore password must be at least 6 characters',
      'Keystore password is too short - must be at least 6 characters',
      'Key password is too short - must be at least 6 characters',
      'Password is too short - must be at least 6 characters',
      'New password must be at least 6 characters',
    ],
  ],
  [
    'keytool-reply-key',
    'reply-does-not-fit',
    [
      "Public keys in reply and keystore don't match",
      'Certificate reply does not contain public key for <{alias}>',
    ],
  ],
  [
    'keytool-reply-chain',
    'reply-does-not-fit',
    [
      'Failed to establish chain from reply',
      'Incomplete certificate chain in reply',
      'Certificate reply was not installed in keystore',
    ],
  ],
  ['keytool-not-added', 'keystore-entry', 'Certificate was not added to keystore', { weight: 'vague' }],
  [
    'keytool-weak',
    'weak-signature',
    [
      'which is considered a security risk. This algorithm will be disabled in a future update',
      'which is considered a security risk and is disabled',
    ],
  ],
  ['keytool-proprietary', 'container-outdated', 'The JKS keystore uses a proprietary format'],
  [
    'keystore-password',
    'wrong-password',
    [
      'keystore password was incorrect',
      'Keystore was tampered with, or password was incorrect',
      'Password verification failed',
    ],
    { source: STORE },
  ],
  [
    'keystore-key',
    'wrong-password',
    ['Cannot recover key', 'Get Key failed: {detail}', 'Given final block not properly padded'],
    { source: STORE },
  ],
  [
    'keystore-format',
    'certificate-unreadable',
    [
      'Invalid keystore format',
      'Unrecognized keystore format',
      'toDerInputStream rejects tag type {number}',
      'DerInputStream.getLength(): lengthTag={number}, too big',
    ],
    { source: STORE },
  ],
  [
    'keystore-algorithm',
    'container-outdated',
    [
      'key PBE iteration count too large',
      'Algorithm HmacPBESHA256 not available',
      'Integrity check failed: java.security.NoSuchAlgorithmException',
    ],
    { source: STORE },
  ],
  [
    'keystore-empty',
    'server-without-certificate',
    ['No key entries found', 'Keystore contains no key', 'does not contain any private key entries'],
    { source: STORE },
  ],
  ['keystore-chain', 'reply-does-not-fit', 'Certificate chain is not valid', { source: STORE }],
  ['keystore-overwrite', 'keystore-entry', 'Cannot overwrite own certificate', { source: STORE }],
]);
