/**
 * What was made, as files: PEM and DER, with the chain, as PKCS#12, its key in every form it has, and everything in one zip
 * that says of each file what it is for. Private keys are in them where the person asked for such a file.
 */
import { utf8, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { zip } from '../../codec/zip';
import { PkiError } from '../error';
import type { Download } from '../handover';
import { exportPrivateKey, type KeyFormat } from '../key-export';
import { makePkcs12, type Identity, type Pkcs12Style } from '../pkcs12';
import { keyFacts } from './key-facts';
import { clientPrograms, serverFolder } from './made-programs';
import { madeReadme } from './made-readme';
import { usesOf } from './made-uses';

/** A certificate or a request that was made here. */
export interface Made {
  readonly kind: 'certificate' | 'request';
  /** Of files, without extension: `safeFileName`. */
  readonly fileName: string;
  readonly title: string;
  readonly der: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  /** Whether the last of the chain signs itself. */
  readonly rooted: boolean;
  /** Extractable; absent where the key is not here. */
  readonly privateKey: CryptoKey | undefined;
}

/** A certificate made here, as files. `zip`: everything in one folder. */
export type MadeForm = 'pem' | 'der' | 'fullchain' | 'pkcs12' | 'pkcs12-compatible' | 'zip' | KeyFormat;

const PEM = 'application/x-pem-file';

const label = ({ kind }: Made): string => (kind === 'certificate' ? 'CERTIFICATE' : 'CERTIFICATE REQUEST');
const certificates = (ders: readonly Bytes[]): string =>
  ders.map((der) => encodePem('CERTIFICATE', der)).join('');

/** What a server sends: itself and what is between it and the root. */
function sent({ der, chain, rooted }: Made): readonly Bytes[] {
  return [der, ...(rooted ? chain.slice(0, -1) : chain)];
}

/** @throws PkiError `not-found` where there is no key to hand out */
async function keyText(made: Made, format: KeyFormat, password: string): Promise<string> {
  if (made.privateKey === undefined) throw new PkiError('not-found', ['private key']);
  const key = await exportPrivateKey(made.privateKey, format, password);
  if (!key.ok) throw new PkiError('unsupported-algorithm', [format, key.error]);
  return key.value.text;
}

function identityOf({ der, chain, rooted, privateKey }: Made): Identity {
  if (privateKey === undefined) throw new PkiError('not-found', ['private key']);
  return {
    leaf: { der, keys: { privateKey } },
    intermediates: rooted ? chain.slice(0, -1) : chain,
    anchor: chain.at(-1) ?? der,
    selfSigned: chain.length === 0,
  };
}

const pkcs12 = (made: Made, style: Pkcs12Style, password: string): Promise<Bytes> =>
  makePkcs12(identityOf(made), { style, friendlyName: made.title, password });

/** @throws PkiError `not-found` for a form of a key that is not here */
export async function madeFile(made: Made, form: MadeForm, password: string): Promise<Download> {
  const { fileName, der, kind } = made;
  switch (form) {
    case 'pem': {
      const extension = kind === 'certificate' ? 'pem' : 'csr';
      return { fileName: `${fileName}.${extension}`, contents: utf8(encodePem(label(made), der)), type: PEM };
    }
    case 'der': {
      // Changes hands with the answer, and is wanted again.
      const contents = der.slice();
      return kind === 'certificate'
        ? { fileName: `${fileName}.crt`, contents, type: 'application/pkix-cert' }
        : { fileName: `${fileName}.der`, contents, type: 'application/pkcs10' };
    }
    case 'fullchain':
      return { fileName: `${fileName}-fullchain.pem`, contents: utf8(certificates(sent(made))), type: PEM };
    case 'pkcs12':
      return p12(`${fileName}.p12`, await pkcs12(made, 'modern', password));
    case 'pkcs12-compatible':
      return p12(`${fileName}-compatible.p12`, await pkcs12(made, 'compatible', password));
    case 'zip':
      return {
        fileName: `${fileName}.zip`,
        contents: await zip(fileName, await filesOf(made, password)),
        type: 'application/zip',
      };
    case 'jwk': {
      const contents = utf8(await keyText(made, form, password));
      return { fileName: `${fileName}-key.jwk`, contents, type: 'application/jwk+json' };
    }
    default:
      return {
        fileName: `${fileName}-key.pem`,
        contents: utf8(await keyText(made, form, password)),
        type: PEM,
      };
  }
}

const p12 = (fileName: string, contents: Bytes): Download => ({
  fileName,
  contents,
  type: 'application/x-pkcs12',
});

/** Every file of the zip. What can be started with it is there as well, and how to. */
async function filesOf(made: Made, password: string): Promise<readonly NamedFile[]> {
  const { kind, der, chain, rooted, privateKey } = made;
  const uses = runsOf(made) === undefined ? undefined : usesOf(der);
  if (uses !== undefined && uses.hosts.length > 0)
    return serverFolder(identityOf(made), uses, {
      folder: made.fileName,
      keyLabel: keyLabelOf(der),
      password,
    });
  const files: NamedFile[] = [];
  const add = (path: string, contents: string | Bytes, mode: NamedFile['mode'] = 0o644) =>
    files.push({ path, contents, mode });
  const own = encodePem(label(made), der);
  add(kind === 'certificate' ? 'cert.pem' : 'request.csr', own);
  if (privateKey !== undefined)
    add('key.pem', await keyText(made, password === '' ? 'pkcs8' : 'pkcs8-encrypted', password), 0o600);
  if (kind === 'certificate') {
    add('fullchain.pem', certificates(sent(made)));
    const between = sent(made).slice(1);
    if (between.length > 0) add('chain.pem', certificates(between));
    const anchor = rooted ? chain.at(-1) : undefined;
    if (anchor !== undefined || chain.length === 0) add('ca.pem', encodePem('CERTIFICATE', anchor ?? der));
    if (privateKey !== undefined) add('bundle.p12', await pkcs12(made, 'modern', password), 0o600);
  }
  const paths = files.map(({ path }) => path);
  const programs = uses?.isClient === true ? clientPrograms(uses, password !== '', false) : undefined;
  files.push(...(programs?.files ?? []));
  add('README.md', madeReadme(made, paths, password !== '') + (programs?.readme ?? ''));
  return files;
}

/** What can be started from the zip: it takes the key, and a root that others are told to trust. */
export function runsOf({ kind, der, chain, rooted, privateKey }: Made): 'server' | 'client' | undefined {
  if (kind !== 'certificate' || privateKey === undefined) return undefined;
  const { hosts, isClient } = usesOf(der);
  if (hosts.length > 0 && (rooted || chain.length === 0)) return 'server';
  // A client that signed itself trusts no server by that.
  return isClient && rooted ? 'client' : undefined;
}

function keyLabelOf(der: Bytes): string {
  const parsed = parseCertificate(der);
  return parsed.ok ? keyFacts(parsed.value.publicKey.der).label : '';
}
