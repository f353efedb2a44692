/** What the server side of a kit holds: its certificate where one was made, who may sign clients, who is revoked, and `run/`. */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import type { OpenedAuthority } from '../open-authority';
import { serversFor } from '../recipes/mutual/servers';
import type { MutualContext } from '../recipes/mutual/recipe';

export interface IssuedServer {
  readonly der: Bytes;
  /** PKCS#8, PEM, not encrypted: servers start alone. */
  readonly keyText: string;
}

export interface ServerWish {
  readonly authority: OpenedAuthority;
  readonly server: IssuedServer | undefined;
  readonly revocationLists: readonly Bytes[];
  readonly context: MutualContext;
}

const certificates = (ders: readonly Bytes[]): string =>
  ders.map((der) => encodePem('CERTIFICATE', der)).join('');

/** Paths relative to the folder `server`. */
export function serverFolder({
  authority,
  server,
  revocationLists,
  context,
}: ServerWish): readonly NamedFile[] {
  const ders = authority.chain.map(({ der }) => der);
  const [anchor = authority.certificate.der] = ders.slice(-1);
  const files = new Map<string, NamedFile>();
  const add = (file: NamedFile) => files.set(file.path, file);
  if (server !== undefined) {
    const fullChain = certificates([server.der, ...ders.slice(0, -1)]);
    add({ path: 'fullchain.pem', contents: fullChain, mode: 0o644 });
    add({ path: 'key.pem', contents: server.keyText, mode: 0o600 });
    add({ path: 'ca.pem', contents: certificates([anchor]), mode: 0o644 });
  }
  // The signing authority first: run/wsgi_app.py counts on it.
  add({ path: 'client-ca.pem', contents: certificates(ders), mode: 0o644 });
  if (revocationLists.length > 0) {
    const lists = revocationLists.map((der) => encodePem('X509 CRL', der)).join('');
    add({ path: 'client-ca.crl.pem', contents: lists, mode: 0o644 });
  }
  for (const recipe of serversFor(context.revocation)) recipe.files(context).forEach(add);
  return [...files.values()];
}
