/**
 * A selection as one file, in the forms that servers, systems and programs ask for. One row per form; what a form cannot hold
 * is a value that says so. Private keys that were selected go in: that is what the user asked for.
 */
import { latin1, toBase64, utf8, type Bytes } from '../../codec/bytes';
import { encodeCertificatesOnly } from '../../codec/certificates-only';
import { encryptPrivateKey } from '../../codec/encrypted-private-key';
import { encodeJwk } from '../../codec/jwk';
import { failure, success, type Result } from '../../codec/malformed';
import { OWASP_ITERATIONS } from '../../codec/pbes2';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { PKCS12_ITERATIONS, trustStore, type Pkcs12Contents } from '../../codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { portablePrivateKey } from '../../codec/private-key';
import { parsePublicKey } from '../../codec/public-key';
import { sshPublicLine } from '../../codec/ssh-public-line';
import { zip } from '../../codec/zip';
import { safeFileName, uniqueFileNames } from '../file-name';
import type { Download } from '../handover';
import { kubernetesName, kubernetesSecret } from '../kubernetes-secret';
import { randomOctets } from '../random';
import { schemeOf } from '../signature-scheme';
import { extractableKey } from './extractable-key';
import { selectionOf, titleOf, type Selected, type Selection } from './export-selection';
import { pemText } from './text-view';

export type ExportFormat =
  | 'pem'
  | 'der'
  | 'p7b'
  | 'pkcs12' // AES-256 and SHA-256
  | 'pkcs12-compatible' // triple DES and SHA-1
  | 'truststore' // PKCS#12 of anchors, the way Java wants it
  | 'jwk' // one key, or a set of them
  | 'openssh'
  | 'kubernetes' // a Secret of type kubernetes.io/tls
  | 'zip';

export type ExportProblem =
  | 'nothing-fits' // nothing selected has this form
  | 'one-only' // the form holds a single thing
  | 'no-key'
  | 'no-certificate' // the key's own is not among the selected
  | 'several-keys';

type Written = Result<Download, ExportProblem>;

interface Options {
  /** For private keys and stores; '' for none, and for the known one where a form needs one. */
  readonly password: string;
}

/** What everyone types for a store that hides nothing. */
const KNOWN_PASSWORD = 'changeit';

const writers: Readonly<Record<ExportFormat, (selection: Selection, options: Options) => Promise<Written>>> =
  {
    pem: async (selection, options) => {
      const text = (await Promise.all(selection.all.map((one) => pemOf(one, options)))).join('');
      return text === ''
        ? failure('nothing-fits')
        : file(selection, '.pem', utf8(text), 'application/x-pem-file');
    },
    der(selection) {
      const [one, ...others] = selection.all;
      const octets = one?.pkcs8 ?? one?.item.octets;
      if (others.length > 0) return Promise.resolve(failure('one-only'));
      if (octets === undefined) return Promise.resolve(failure('nothing-fits'));
      return Promise.resolve(file(selection, '.der', octets.slice(), 'application/octet-stream'));
    },
    p7b(selection) {
      const { certificates, revocationLists } = selection;
      if (certificates.length + revocationLists.length === 0) return Promise.resolve(failure('nothing-fits'));
      const contents = encodeCertificatesOnly(
        certificates.map(({ der }) => der),
        revocationLists,
      );
      return Promise.resolve(file(selection, '.p7b', contents, 'application/x-pkcs7-certificates'));
    },
    pkcs12: (selection, options) => pkcs12(selection, options, writeModernPkcs12),
    'pkcs12-compatible': (selection, options) =>
      pkcs12(selection, options, (contents, chosen) =>
        writeCompatiblePkcs12(contents, { ...chosen, random: randomOctets }),
      ),
    async truststore(selection, { password }) {
      const { certificates } = selection;
      if (certificates.length === 0) return failure('no-certificate');
      const aliases = uniqueFileNames(certificates.map(({ title }) => safeFileName(title)));
      const anchors = certificates.map(({ der }, at) => ({ der, friendlyName: aliases[at] ?? '' }));
      const contents = await writeModernPkcs12(trustStore(anchors), costs(password));
      return file(selection, '-truststore.p12', contents, 'application/x-pkcs12');
    },
    async jwk(selection) {
      const secrets = new Map(
        selection.keys.flatMap((key) => (key.publicKey ? [[latin1(key.publicKey), key.pkcs8] as const] : [])),
      );
      const { publicKeys, ownOf } = selection;
      const made = publicKeys.map((key) => jwkOf(key, secrets.get(latin1(key)), ownOf(key)?.der));
      const keys = (await Promise.all(made)).filter((jwk) => jwk !== undefined);
      if (keys.length === 0) return failure('nothing-fits');
      const [only, ...others] = keys;
      const text = JSON.stringify(others.length === 0 ? only : { keys }, undefined, 2);
      const [extension, type] =
        others.length === 0 ? ['.jwk', 'application/jwk+json'] : ['.jwks', 'application/jwk-set+json'];
      return file(selection, extension, utf8(`${text}\n`), type);
    },
    openssh(selection) {
      const { publicKeys, title } = selection;
      const text = publicKeys.map((key) => sshPublicLine(key, title) ?? '').join('');
      return Promise.resolve(
        text === '' ? failure('nothing-fits') : file(selection, '.pub', utf8(text), 'text/plain'),
      );
    },
    kubernetes(selection) {
      const [key, ...others] = selection.keys;
      if (key === undefined) return Promise.resolve(failure('no-key'));
      if (others.length > 0) return Promise.resolve(failure('several-keys'));
      if (selection.ownOf(key.publicKey) === undefined) return Promise.resolve(failure('no-certificate'));
      const text = kubernetesSecret({
        name: kubernetesName(selection.title, 'tls'),
        chain: selection.certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join(''),
        key: encodePem('PRIVATE KEY', key.pkcs8),
      });
      return Promise.resolve(file(selection, '.yaml', utf8(text), 'application/yaml'));
    },
    async zip(selection, options) {
      const texts = await Promise.all(selection.all.map((one) => pemOf(one, options)));
      const files = selection.all.flatMap(({ item }, at) => {
        const contents = texts[at] ?? '';
        const name = safeFileName(titleOf(item) || item.kind, item.privateKey ? '-key.pem' : '.pem');
        const mode: NamedFile['mode'] = item.privateKey ? 0o600 : 0o644;
        return contents === '' ? [] : [{ name, contents, mode }];
      });
      if (files.length === 0) return failure('nothing-fits');
      const names = uniqueFileNames(files.map(({ name }) => name));
      const named = files.map(({ contents, mode }, at) => ({ path: names[at] ?? '', contents, mode }));
      const folder = safeFileName(selection.title || 'certificates');
      return file(selection, '.zip', await zip(folder, named), 'application/zip');
    },
  };

export const exportSelection = (
  selected: readonly Selected[],
  format: ExportFormat,
  options: Options,
): Promise<Written> => writers[format](selectionOf(selected), options);

const file = (selection: Selection, extension: string, contents: Bytes, type: string): Written =>
  success({ fileName: safeFileName(selection.title || 'certificates', extension), contents, type });

/** '' where it has none: what is locked, unreadable, or no document. */
async function pemOf({ item, pkcs8 }: Selected, { password }: Options): Promise<string> {
  // A symmetric key has no PEM that any program reads.
  if (item.kind === 'secret-key') return '';
  if (pkcs8 !== undefined && password !== '') {
    const options = { iterations: OWASP_ITERATIONS, random: randomOctets };
    return encodePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(pkcs8, password, options));
  }
  if (pkcs8 !== undefined) return encodePem('PRIVATE KEY', pkcs8);
  const { kind, publicKey } = item;
  const octets = publicKey ?? item.octets;
  if (kind === 'unreadable' || octets === undefined) return '';
  const text = pemText({ kind: publicKey === undefined ? kind : 'public-key', octets });
  return text?.ok === true ? text.value : '';
}

const costs = (password: string) => ({
  password: password === '' ? KNOWN_PASSWORD : password,
  iterations: password === '' ? PKCS12_ITERATIONS.knownPassword : PKCS12_ITERATIONS.chosenPassword,
});

/** Keys with their certificates, tied by the certificate's SHA-1 as OpenSSL ties them; then everything else in order. */
async function pkcs12(
  selection: Selection,
  { password }: Options,
  write: (contents: Pkcs12Contents, options: ReturnType<typeof costs>) => Promise<Bytes>,
): Promise<Written> {
  const { keys, certificates, ownOf } = selection;
  if (keys.length === 0) return failure('no-key');
  const ties = new Map<Bytes, { readonly friendlyName: string; readonly localKeyId: Bytes }>();
  const privateKeys: Pkcs12Contents['privateKeys'][number][] = [];
  for (const key of keys) {
    const own = ownOf(key.publicKey);
    const tie = own && {
      friendlyName: own.title,
      localKeyId: new Uint8Array(await crypto.subtle.digest('SHA-1', own.der)),
    };
    if (own !== undefined && tie !== undefined) ties.set(own.der, tie);
    const portable = portablePrivateKey(key.pkcs8);
    privateKeys.push({ pkcs8: portable.ok ? portable.value : key.pkcs8, ...tie });
  }
  const contents: Pkcs12Contents = {
    privateKeys,
    certificates: certificates.map(({ der }) => ({ der, trusted: false, ...ties.get(der) })),
  };
  return file(selection, '.p12', await write(contents, costs(password)), 'application/x-pkcs12');
}

/** With its private numbers where the key was selected, and its certificate (RFC 7517 §4.7) where that was. */
async function jwkOf(
  spki: Bytes,
  pkcs8: Bytes | undefined,
  certificate: Bytes | undefined,
): Promise<object | undefined> {
  const handle = pkcs8 === undefined ? await publicHandle(spki) : await privateHandle(pkcs8);
  if (handle === undefined) return undefined;
  const jwk = JSON.parse(await encodeJwk(handle)) as object;
  return certificate === undefined ? jwk : { ...jwk, x5c: [toBase64(certificate)] };
}

async function privateHandle(pkcs8: Bytes): Promise<CryptoKey | undefined> {
  const portable = portablePrivateKey(pkcs8);
  return portable.ok ? (await extractableKey(portable.value))?.key : undefined;
}

async function publicHandle(spki: Bytes): Promise<CryptoKey | undefined> {
  const parsed = parsePublicKey(spki);
  const scheme = parsed.ok ? schemeOf(parsed.value) : undefined;
  if (scheme === undefined) return undefined;
  return crypto.subtle.importKey('spki', spki, scheme.importing, true, ['verify']).catch(() => undefined);
}
