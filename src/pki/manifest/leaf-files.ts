/** The files of one server or client of a manifest: made where its key is, so that a second worker makes its share. */
import { utf8, type Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { safeFileName, uniqueFileNames } from '../file-name';
import { leafFolders } from './archive-parts';
import { clientFiles, nameOf, type LeafOctets } from './client-files';
import type { ManifestClient, ManifestServer } from './manifest';

export const certificatesPem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => encodePem('CERTIFICATE', der)).join('');

/** What stands above a certificate: the same for all that one signer signs, and written once for them. */
interface TextAbove {
  /** PEM, between it and the root, which clients have. */
  readonly between: string;
  readonly root: Bytes;
  readonly rootName: string;
}

/** @param above DER: whoever signed it first, the root last */
export function textAbove(above: readonly Bytes[]): TextAbove {
  const [root] = above.slice(-1);
  return {
    between: certificatesPem(above.slice(0, -1)),
    root: utf8(certificatesPem(above.slice(-1))),
    rootName: root === undefined ? '' : nameOf(root),
  };
}

/** @param folder they lie in, without a `/` behind it. @throws PkiError `platform-refused` */
export async function leafFiles(
  entry: ManifestServer | ManifestClient,
  folder: string,
  octets: LeafOctets,
  { between, root, rootName }: TextAbove,
): Promise<readonly NamedFile[]> {
  const { der, pkcs8 } = octets;
  // What a server sends.
  const chain = certificatesPem([der]) + between;
  if ('names' in entry) {
    return [
      { path: `${folder}/fullchain.pem`, contents: chain, mode: 0o644 },
      { path: `${folder}/key.pem`, contents: encodePem('PRIVATE KEY', pkcs8), mode: 0o600 },
      // What its clients trust.
      { path: `${folder}/ca.pem`, contents: root, mode: 0o644 },
    ];
  }
  const own: NamedFile = { path: 'cert.pem', contents: chain, mode: 0o644 };
  return [...(await clientFiles(entry, octets, rootName)), own].map((file) => ({
    ...file,
    path: `${folder}/${file.path}`,
  }));
}

/** Of each its folder in the archive: as its first name says, or the person's and the device's, no two the same. */
export function leafFolderNames(entries: readonly (ManifestServer | ManifestClient)[]): readonly string[] {
  const wanted = entries.map((entry) => {
    if (!('names' in entry))
      return safeFileName(entry.device === '' ? entry.name : `${entry.name} ${entry.device}`);
    const { names } = entry;
    return safeFileName(names[0]?.value ?? '', names.length > 1 ? `+${names.length - 1}` : '');
  });
  const folders = new Array<string>(entries.length);
  for (const kind of ['server', 'client'] as const) {
    const places = entries.flatMap((entry, place) => (kindOf(entry) === kind ? [place] : []));
    const unique = uniqueFileNames(places.map((place) => wanted[place] ?? ''));
    for (const [i, place] of places.entries()) folders[place] = `${leafFolders[kind]}/${unique[i] ?? ''}`;
  }
  return folders;
}

export const kindOf = (entry: ManifestServer | ManifestClient): keyof typeof leafFolders =>
  'names' in entry ? 'server' : 'client';
