/** Finished files for the user's disk, each made when asked for: the zip, keys in one form or another, the authority's key. */
import { utf8, type Bytes } from '../codec/bytes';
import { encodePem } from '../codec/pem';
import { zip } from '../codec/zip';
import { bundleFiles, pemFiles, type BundleChoices } from './bundle';
import { PkiError } from './error';
import { exportPrivateKey, type KeyFormat } from './key-export';
import type { LocalHttps } from './local-https';
import { makePkcs12, type Pkcs12Style } from './pkcs12';

/** A file on its way to the user's disk. */
export interface Download {
  readonly fileName: string;
  readonly contents: Bytes;
  /** Media type. */
  readonly type: string;
}

/** What was made, and under which names it is handed over. */
export interface Handover {
  readonly made: LocalHttps;
  readonly choices: BundleChoices;
}

const PEM = 'application/x-pem-file';

async function keyText(key: CryptoKey, format: KeyFormat, passphrase: string): Promise<string> {
  const exported = await exportPrivateKey(key, format, passphrase);
  if (!exported.ok) throw new PkiError('unsupported-algorithm', [format, exported.error]);
  return exported.value.text;
}

/** Everything, or the PEM files alone. */
export async function zipFile({ made, choices }: Handover, pemOnly: boolean): Promise<Download> {
  const { folder } = choices;
  const files = pemOnly ? await pemFiles(made, choices) : await bundleFiles(made, choices);
  const fileName = pemOnly ? `${folder}-pem.zip` : `${folder}.zip`;
  return { fileName, contents: await zip(folder, files), type: 'application/zip' };
}

/**
 * Certificate and encrypted key of the authority in one PEM file, as "Signed by" and openssl read it.
 * @throws PkiError `not-found` where no authority was made
 */
export async function authorityFile({ made, choices }: Handover, passphrase: string): Promise<Download> {
  if (made.authorityKeys === undefined) throw new PkiError('not-found', ['authority key']);
  const key = await keyText(made.authorityKeys.privateKey, 'pkcs8-encrypted', passphrase);
  const contents = utf8(encodePem('CERTIFICATE', made.anchor) + key);
  return { fileName: `${choices.folder}-authority.pem`, contents, type: PEM };
}

/** The certificate's key in one of the forms its algorithm has. */
export async function keyFile(
  { made, choices }: Handover,
  format: KeyFormat,
  passphrase: string,
): Promise<Download> {
  const contents = utf8(await keyText(made.leaf.keys.privateKey, format, passphrase));
  if (format === 'jwk')
    return { fileName: `${choices.folder}-key.jwk`, contents, type: 'application/jwk+json' };
  return { fileName: `${choices.folder}-key.pem`, contents, type: PEM };
}

/** Key and chain as PKCS#12. */
export async function pkcs12File(
  { made, choices }: Handover,
  style: Pkcs12Style,
  password: string,
): Promise<Download> {
  const contents = await makePkcs12(made, { style, friendlyName: choices.folder, password });
  const suffix = style === 'compatible' ? '-compatible' : '';
  return { fileName: `${choices.folder}${suffix}.p12`, contents, type: 'application/x-pkcs12' };
}
