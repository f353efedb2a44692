/** Keys, files, passwords and keystores: what fails before anybody connects. */
import type { Explanation, Subject } from './explanation';

const fileNamed = (file: string | undefined, otherwise: string): string =>
  file === undefined || file === '' ? otherwise : file;

export const fileWords = {
  'key-mismatch': {
    title: 'Key and certificate do not belong together',
    answer: () => 'This private key does not belong to this certificate.',
    meaning:
      'A certificate holds one public key, and only its private half can use it. The program compared the two and they are of different pairs.',
    causes: [
      'The certificate was issued anew with a new key, and one of the two files is still the old one.',
      'The file of the chain begins with an authority instead of the server’s own certificate: programs hold the key against the first one.',
      'The paths of two sites, or of test and live, were mixed up.',
      'The request was made twice, and the certificate is for the first key.',
    ],
    checks: [
      'Drop both files here: what belongs to what is computed, and a key in an old folder is found as well.',
      'The first certificate in the file must be the server’s own.',
    ],
  },
  'wrong-password': {
    title: 'The password does not open it',
    answer: () => 'The password does not open this key or container.',
    meaning:
      'What it decrypts to makes no sense, so the password is another one; or the file was written with an algorithm that the program reads wrongly and reports as a password.',
    causes: [
      'A typing error, a line end in the password’s file, or another keyboard layout when it was set.',
      'Two passwords: a keystore may have one for itself and one for the key.',
      'A PKCS#12 with AES and SHA-256 on a system that knows only 3DES and SHA-1 (Windows Server 2016, older macOS): it says that the password is wrong.',
      'The file was damaged on its way, for example copied as text.',
    ],
    checks: [
      'Drop the file here and try the password: if it opens, the program is too old for its algorithms.',
    ],
  },
  'key-locked': {
    title: 'The key is encrypted and nobody gave the password',
    answer: () => 'The private key is encrypted, and the program has no password for it.',
    meaning:
      'The file is in order, but it only opens with its password. A server that starts on its own has nobody to ask.',
    causes: [
      'No option for the password was set, or the program has none (gunicorn, Django’s development server).',
      'The program asks on a terminal that does not exist under systemd or in a container.',
    ],
    checks: ['The first line says ENCRYPTED, or a line DEK-Info follows it.'],
  },
  'container-outdated': {
    title: 'Encrypted with an algorithm that is switched off',
    answer: ({ facts }) =>
      facts.algorithm === undefined || facts.algorithm === ''
        ? 'The file is encrypted with an algorithm that this program does not have.'
        : `The file is encrypted with ${facts.algorithm}, which this program does not have.`,
    meaning:
      'OpenSSL 3 has put RC2-40 and its like away, which old tools still write into PKCS#12 files; and old systems do not know the AES that new tools write. The password is not the matter.',
    causes: [
      'A PKCS#12 written by Windows, an old Java or an old OpenSSL, read with OpenSSL 3.',
      'A PKCS#12 written by OpenSSL 3 or Java 16 and later, read by an old system.',
      'A keystore in the JKS format.',
    ],
    checks: ['Write it again in the other style; here as well: Inspect opens both and exports both.'],
  },
  'file-missing': {
    title: 'A file is not where it is looked for',
    answer: ({ facts }) => `There is no file ${fileNamed(facts.file, 'at the path that was given')}.`,
    meaning: 'The program was told a path and found nothing there. It has not looked at any certificate yet.',
    causes: [
      'A relative path, and the program was started in another folder.',
      'In a container: the file was not mounted, or under another name.',
      'A renewal writes into another folder, or made a link that leads nowhere.',
    ],
    checks: ['Give the whole path.', 'Look as the user that the server runs as.'],
  },
  'file-forbidden': {
    title: 'The file may not be read',
    answer: ({ facts }) => `The program may not read ${fileNamed(facts.file, 'one of the files')}.`,
    meaning:
      'The file is there. Either the server’s user has no right to read it, or the program refuses because too many have.',
    causes: [
      'The key belongs to root and has mode 600, and the server runs as another user.',
      'A folder above it may not be entered (/etc/letsencrypt/live, /etc/ssl/private).',
      'PostgreSQL and ssh want a key that nobody else may read.',
      'SELinux or AppArmor.',
    ],
    checks: ['ls -l of the file and of each folder above it.'],
  },
  'trust-store-missing': {
    title: 'The list of trusted roots is missing or empty',
    answer: ({ facts }) =>
      `The program found no trusted roots ${facts.file === undefined || facts.file === '' ? 'where it looked for them' : `in ${facts.file}`}.`,
    meaning:
      'Before a certificate can be judged, the client loads the authorities that it trusts. That file is missing, empty, or not in the form it reads.',
    causes: [
      'The path in the setting or in SSL_CERT_FILE, REQUESTS_CA_BUNDLE, NODE_EXTRA_CA_CERTS does not exist.',
      'A slim container image without the package ca-certificates.',
      'The file is DER where PEM is read, or holds a key instead of a certificate.',
      'Python from python.org on macOS: “Install Certificates.command” was never run.',
    ],
    checks: ['Drop the file here: it must hold at least one certificate of an authority.'],
  },
  'pem-unreadable': {
    title: 'A PEM file could not be read',
    answer: () => 'The certificate or the key could not be read, and the program does not say which of them.',
    meaning:
      'Python says “PEM lib” for everything that goes wrong while it reads the two files: the wrong kind of file, a damaged one, a missing key, a wrong password.',
    causes: [
      'Certificate and key are the wrong way round.',
      'The key is encrypted and the password is missing or wrong.',
      'The file is DER or PKCS#12 and not PEM.',
      'Only the certificate was given, and its file holds no key.',
      'The file is empty or was cut off.',
    ],
    checks: ['Drop both files here: each is named for what it is.'],
  },
  'key-unreadable': {
    title: 'No private key where one was expected',
    answer: ({ facts }) =>
      `${fileNamed(facts.file, 'The file')} holds no private key that this program can read.`,
    meaning:
      'The file was found and read, and what is in it is not a private key in a form the program knows.',
    causes: [
      'Certificate and key are the wrong way round.',
      'It is encrypted and the password is missing or wrong.',
      'It belongs to another certificate: curl has the same words for that.',
      'It is an OpenSSH key, a PKCS#12 or a public key.',
      'The lines BEGIN and END are missing or were changed by an editor.',
    ],
    checks: [
      'The first line must say PRIVATE KEY.',
      'Drop it here: Inspect reads all forms and writes the one you need.',
    ],
  },
  'certificate-unreadable': {
    title: 'No certificate where one was expected',
    answer: ({ facts }) =>
      `${fileNamed(facts.file, 'The file')} holds no certificate in the form that is read here.`,
    meaning:
      'PEM is text between BEGIN CERTIFICATE and END CERTIFICATE; DER is the same as octets; PKCS#12 and keystores are containers. The program expected one and found another, or nothing.',
    causes: [
      'DER where PEM is expected, or the other way round.',
      'The file holds the key, the request, or an error page that was saved in its place.',
      'It is empty, or was cut off while it was copied.',
      'Spaces before the lines, a missing line end between two certificates, or a byte-order mark.',
    ],
    checks: ['Drop it here: it is named for what it is, and written in the form you need.'],
  },
  'keystore-entry': {
    title: 'The entry in the keystore is taken, absent or of another kind',
    answer: ({ facts }) =>
      facts.alias === undefined || facts.alias === ''
        ? 'The keystore has such an entry already, or has none of that name.'
        : `The alias ${facts.alias} in the keystore is taken, or there is none.`,
    meaning:
      'A keystore is a list of named entries: keys with their chains, and trusted certificates. What was asked for does not fit with what is in it.',
    causes: [
      'The alias is used already: by the certificate of last year.',
      'Aliases are lower case in PKCS#12 keystores.',
      'An answer of an authority must be imported under the alias of its key, an authority under a new one.',
    ],
    checks: ['keytool -list shows the entries and their kinds.'],
  },
  'reply-does-not-fit': {
    title: 'The authority’s answer does not fit the key',
    answer: () =>
      'The certificate that came back does not fit the key in this keystore, or its authority is not there.',
    meaning:
      'keytool takes an answer to a request only under the alias of the key it was made with, and only with a chain it can follow to a trusted certificate.',
    causes: [
      'The request was made from another key, or in another keystore.',
      'The authority’s certificate was not imported first.',
      'The answer holds the server’s certificate alone, without the intermediate.',
    ],
    checks: ['Drop the answer and the keystore here: the key it belongs to is shown.'],
  },
  'server-without-certificate': {
    title: 'The server has no certificate to show',
    answer: ({ host }) =>
      host === ''
        ? 'The server has no certificate for this name.'
        : `The server has no certificate for ${host}.`,
    meaning:
      'The listener speaks TLS, yet no certificate and key are set for it, or for the name that the client asked for.',
    causes: [
      'The line for the certificate or for its key is missing in this server block.',
      'A client asked for a name that no block answers, and there is no default.',
      'The keystore has certificates but no key entry.',
    ],
    checks: ['Both lines, certificate and key, in the block that listens.'],
  },
} as const satisfies Readonly<Partial<Record<Subject, Explanation>>>;
