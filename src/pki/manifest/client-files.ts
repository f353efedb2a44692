/**
 * What one person or device of a manifest gets: a PKCS#12 under a password of its own, a page that says how to install it, and
 * both in one for iPhone and iPad. Programs that use it are in the kits of *Authorities*: here nobody knows for which server it is.
 */
import type { Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import type { NamedFile } from '../../codec/named-file';
import { identity, PKCS12_ITERATIONS } from '../../codec/pkcs12';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { portablePrivateKey } from '../../codec/private-key';
import { displayName } from '../anchor';
import { clientProfile } from '../client-kit/client-profile';
import { installPage } from '../client-kit/install-page';
import { PkiError } from '../error';
import type { ManifestClient } from './manifest';

export interface LeafOctets {
  readonly der: Bytes;
  readonly pkcs8: Bytes;
  /** Lower-case hex SHA-256 of the certificate. */
  readonly sha256: string;
  /** DER: whoever signed it first, the root last. */
  readonly above: readonly Bytes[];
  /** Of a client's PKCS#12. */
  readonly password: string;
}

/** Names the files. */
const FILE_NAME = 'client';

/** Paths relative to the client's folder. @param anchorName of the root, as people know it. @throws PkiError `platform-refused` */
export async function clientFiles(
  { name, device }: ManifestClient,
  octets: LeafOctets,
  anchorName: string,
): Promise<readonly NamedFile[]> {
  const { der, sha256, above } = octets;
  const store = await pkcs12Of(name, octets);
  const { issuer, validity } = read(der);
  const anchor = above.at(-1) ?? der;
  const page = installPage({
    name,
    device,
    fileName: FILE_NAME,
    issuerName: displayName(issuer),
    notAfter: validity.notAfter.toISOString(),
    fingerprint: sha256,
    hasCompatible: false,
    programs: [],
  });
  const facts = { name, fileName: FILE_NAME, sha256, anchor, anchorName };
  return [
    { path: 'INSTALL.html', contents: page, mode: 0o644 },
    { path: `${FILE_NAME}.p12`, contents: store, mode: 0o600 },
    await clientProfile(store, facts),
  ];
}

/**
 * Without the root: Windows would offer to trust it for every site there is. A made-up password of 80 bits needs no work factor,
 * so that a thousand files take seconds.
 */
async function pkcs12Of(name: string, { der, pkcs8, above, password }: LeafOctets): Promise<Bytes> {
  const key = portablePrivateKey(pkcs8);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key'], key.error);
  const contents = await identity(key.value, [der, ...above.slice(0, -1)], name);
  return writeModernPkcs12(contents, { password, iterations: PKCS12_ITERATIONS.knownPassword });
}

/** What a root is called. @throws PkiError `proof-failed` */
export const nameOf = (root: Bytes): string => displayName(read(root).subject);

function read(der: Bytes) {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw new PkiError('proof-failed', ['a finished certificate does not parse'], parsed.error);
  return parsed.value;
}
