/** The files of one server or client of a manifest, as octets: made where its key is, so that a second worker makes its share. */
import { utf8, type Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { identity, PKCS12_ITERATIONS } from '../../codec/pkcs12';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { portablePrivateKey } from '../../codec/private-key';
import { PkiError } from '../error';
import type { ManifestClient, ManifestServer } from './manifest';

interface LeafOctets {
  readonly der: Bytes;
  readonly pkcs8: Bytes;
  /** DER: whoever signed it first, the root last. */
  readonly above: readonly Bytes[];
  /** Of a client's PKCS#12. */
  readonly password: string;
}

/** What `leafFiles` makes, in its order. */
export const leafFileNames: Readonly<
  Record<'server' | 'client', readonly (Pick<NamedFile, 'mode'> & { readonly name: string })[]>
> = {
  server: [
    { name: 'fullchain.pem', mode: 0o644 },
    { name: 'key.pem', mode: 0o600 },
  ],
  client: [
    { name: 'client.p12', mode: 0o600 },
    { name: 'cert.pem', mode: 0o644 },
  ],
};

export const certificatesPem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => encodePem('CERTIFICATE', der)).join('');

/** The contents of `leafFileNames`. @throws PkiError `platform-refused` */
export async function leafFiles(
  entry: ManifestServer | ManifestClient,
  octets: LeafOctets,
): Promise<readonly Bytes[]> {
  const { der, pkcs8, above } = octets;
  // Leaf and what stands between it and the root, which clients have: what a server sends.
  const chain = utf8(certificatesPem([der, ...above.slice(0, -1)]));
  if ('names' in entry) return [chain, utf8(encodePem('PRIVATE KEY', pkcs8))];
  return [await pkcs12Of(entry.name, octets), chain];
}

/** A made-up password of 80 bits needs no work factor, so that a thousand files take seconds. */
async function pkcs12Of(name: string, { der, pkcs8, above, password }: LeafOctets): Promise<Bytes> {
  const key = portablePrivateKey(pkcs8);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key'], key.error);
  const contents = await identity(key.value, [der, ...above], name);
  return writeModernPkcs12(contents, { password, iterations: PKCS12_ITERATIONS.knownPassword });
}
