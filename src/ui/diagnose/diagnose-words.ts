/** What the page calls programs, platforms, commands and the pages it leads to. */
import type { FoundMessage, Move, WrittenRemedy } from '../../app/diagnoser.svelte';

export const speakers: Readonly<Record<FoundMessage['speaker'], string>> = {
  openssl: 'OpenSSL',
  python: 'Python',
  node: 'Node.js',
  curl: 'curl',
  wget: 'Wget',
  git: 'Git and other programs',
  go: 'Go',
  java: 'Java',
  keytool: 'keytool, keystores',
  gnutls: 'GnuTLS',
  firefox: 'Firefox',
  chrome: 'Chrome, Edge',
  apple: 'Safari, Apple',
  android: 'Android',
  windows: 'Windows',
  dotnet: '.NET',
  rustls: 'rustls',
  server: 'Servers',
};

export const platforms: Readonly<Record<WrittenRemedy['platform'], string>> = {
  openssl: 'OpenSSL',
  python: 'Python',
  java: 'Java',
  node: 'Node',
  linux: 'Linux',
  macos: 'macOS',
  windows: 'Windows',
  server: 'Server',
  git: 'Git',
};

export const remedyTitles: Readonly<Record<WrittenRemedy['code'], string>> = {
  'see-sent': 'See what the server really sends',
  'see-certificate': 'See names, dates and purposes of the certificate',
  'see-whole': 'See every field of the certificate',
  'see-root': 'See what kind of authority the root is',
  verify: 'Check the chain',
  'verify-strict': 'Check the chain as Python 3.13 does',
  'verify-host': 'Check the chain and the name',
  'compare-key': 'Compare key and certificate',
  'append-intermediate': 'Put the intermediate behind the certificate',
  'request-with-names': 'Make a key and a request with the name in it',
  'issue-leaf': 'Issue the certificate by your authority',
  'issue-root': 'Make the root again, with the same key',
  'der-to-pem': 'DER to PEM',
  'pkcs12-to-pem': 'PKCS#12 to PEM',
  'pkcs12-again': 'Write the PKCS#12 again with algorithms of today',
  'pkcs12-old': 'Write it for old systems',
  'try-password': 'Try the password',
  'remove-password': 'A copy of the key without password',
  'look-into': 'See what kind of files they are',
  'list-files': 'See whether the files are there, and whose',
  'own-key': 'Keep the key to its owner',
  'see-clock': 'See the clock',
  'trust-debian': 'Trust the root: Debian, Ubuntu, Alpine',
  'trust-fedora': 'Trust the root: Fedora, RHEL',
  'trust-chromium': 'Trust the root: Chromium on Linux',
  'trust-firefox': 'Trust the root: Firefox on Linux',
  'trust-curl': 'Trust the root: curl, this once',
  'trust-android': 'Trust the root: Android, a phone at the cable',
  'trust-docker': 'Trust the root: Docker, for this registry',
  'trust-macos': 'Trust the root: macOS',
  'trust-windows': 'Trust the root: Windows, as administrator',
  'see-windows': 'See what Windows says of it',
  'trust-python': 'Trust the root: Python',
  'trust-environment': 'Trust the root: Python programs of others',
  'see-python': 'See where Python looks for roots',
  'less-strict': 'The last resort: check less',
  'python-server': 'Give the password in Python',
  'trust-node': 'Trust the root: Node',
  'trust-npm': 'Trust the root: npm',
  'trust-git': 'Trust the root: Git',
  'trust-java': 'Trust the root: Java',
  'see-keystore': 'See what is in the keystore',
  'remove-alias': 'Remove the old entry',
  'reply-chain': 'Import the answer with its chain',
  'to-keystore': 'A keystore of key, certificate and root',
  'trace-java': 'See what Java thinks',
  'send-client': 'Show a client certificate',
  'see-client-authorities': 'See which authorities the server takes clients of',
  'test-nginx': 'Check and reload nginx',
  'test-apache': 'Check Apache’s configuration',
  'speak-plain': 'See whether the port speaks HTTP',
  'see-protocols': 'Try TLS 1.2',
};

export const moveTitles: Readonly<Record<Move, (host: string) => string>> = {
  'make-local': (host) =>
    host === '' ? 'Make a certificate for local HTTPS' : `Make a certificate for ${host}`,
  'make-certificate': () => 'Re-issue the certificate with the fix',
  'mend-authority': () => 'Make the authority’s certificate again with the fix',
  'open-inspect': () => 'Inspect the files',
  'open-verify': () => 'Verify the chain',
  'open-authorities': () => 'Open your authorities',
};

/** Real messages to try, each by the program that prints it. */
export const examples: readonly { readonly label: string; readonly text: string }[] = [
  {
    label: 'Python 3.13',
    text: [
      'Traceback (most recent call last):',
      '  File "/usr/lib/python3.13/ssl.py", line 1372, in do_handshake',
      '    self._sslobj.do_handshake()',
      'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier (_ssl.c:1029)',
    ].join('\n'),
  },
  {
    label: 'nginx',
    text: 'nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/nginx/app.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
  },
  {
    label: 'Chrome',
    text: 'Your connection is not private\nAttackers might be trying to steal your information from app.test.\nNET::ERR_CERT_COMMON_NAME_INVALID',
  },
  {
    label: 'Node',
    text: [
      'Error: unable to verify the first certificate',
      '    at TLSSocket.onConnectSecure (node:_tls_wrap:1685:34) {',
      "  code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'",
      '}',
    ].join('\n'),
  },
  {
    label: 'Go',
    text: 'Get "https://registry.test/v2/": tls: failed to verify certificate: x509: certificate relies on legacy Common Name field, use SANs instead',
  },
  {
    label: 'Java',
    text: 'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
  },
];
