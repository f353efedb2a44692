/**
 * What was made of a manifest, as the files of one zip: a folder for each authority, server and client, the manifest itself and
 * `made.json`, which the next run is held against. Private keys of servers are in clear, as servers read them; those of new
 * authorities under the passphrase, those of clients under a password each.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { passwordsCsv } from '../client-kit/passwords-csv';
import { PkiError } from '../error';
import { exportPrivateKey } from '../key-export';
import type { ComingFile } from './archive-parts';
import type { LeafOrder } from './leaf';
import { certificatesPem, kindOf } from './leaf-files';
import { commonCover, type ListsAbove } from './lists';
import type { BegunManifest, MadeAuthorityFiles, Making } from './make';
import { manifestReadme } from './readme';
import { exampleServer, mutualRuns, plainRuns } from './run-files';

/** What is there before anything is made. @param manifest its text, as it was given */
export async function firstFiles(
  { orders, authorities, lists: coming }: BegunManifest,
  manifest: string,
): Promise<readonly NamedFile[]> {
  const clients = orders.filter(({ entry }) => kindOf(entry) === 'client');
  const [{ files, ...parts }, lists] = await Promise.all([running(orders, authorities), coming]);
  const clientLists = [...new Set(clients.map(({ entry }) => entry.signedBy))].map((id) => ({
    ...(lists.get(id) ?? noLists),
    id,
  }));
  const revocation = commonCover(clientLists);
  const mutual = clients.length > 0 ? mutualRuns(revocation) : undefined;
  const readme = manifestReadme({ ...parts, mutual, revocation, clientLists });
  const first: readonly NamedFile[] = [
    { path: 'README.md', contents: readme, mode: 0o644 },
    { path: 'certwright.json', contents: manifest, mode: 0o644 },
    ...files,
    ...(mutual?.files ?? []).map((file) => ({ ...file, path: `mutual-tls/${file.path}` })),
  ];
  return clients.length === 0
    ? first
    : [...first, { path: 'passwords.csv', contents: passwordsOf(clients), mode: 0o600 }];
}

/** What starts a server, and the first one that it can be shown with. */
async function running(orders: readonly LeafOrder[], authorities: readonly MadeAuthorityFiles[]) {
  const server = orders.find(({ entry }) => kindOf(entry) === 'server');
  const root = authorities.find(({ id }) => id === server?.entry.signedBy)?.chain.at(-1);
  if (server === undefined || root === undefined) return { files: [], runs: undefined, example: undefined };
  const runs = await plainRuns(root);
  return { files: runs.files, runs, example: await exampleServer(server, root) };
}

const noLists: ListsAbove = { lists: [], cover: 'none' };

/** What comes behind servers and clients. @param passphrase of the key files of new authorities; not empty where there are any */
export async function lastFiles(
  { authorities, lists: coming, orders, madeJson }: BegunManifest,
  passphrase: string,
  { signal }: Pick<Making, 'signal'>,
): Promise<readonly ComingFile[]> {
  const lists = await coming;
  const ofClients = new Set(
    orders.flatMap(({ entry }) => (kindOf(entry) === 'client' ? [entry.signedBy] : [])),
  );
  return [
    ...authorityFiles(authorities, ofClients, passphrase, signal),
    ...authorities.flatMap(({ id }) => listFiles(id, lists.get(id) ?? noLists, ofClients.has(id))),
    { path: 'made.json', contents: madeJson, mode: 0o644 },
  ];
}

/** Its list, for the address that certificates name and for programs; where it signs clients, what servers hold those against. */
function listFiles(id: string, { lists }: ListsAbove, ofClients: boolean): readonly NamedFile[] {
  const [own] = lists;
  if (own === undefined) return [];
  const pem = (ders: readonly Bytes[]) => ders.map((der) => encodePem('X509 CRL', der)).join('');
  const file = (name: string, contents: string | Bytes): NamedFile => ({
    ...{ path: `authorities/${id}/${name}`, contents },
    mode: 0o644,
  });
  return [
    file('ca.crl', own),
    file('ca.crl.pem', pem([own])),
    ...(ofClients ? [file('client-ca.crl.pem', pem(lists))] : []),
  ];
}

/** Their keys one after the other, while leaves are made: to encrypt one takes the platform a tenth of a second. */
function authorityFiles(
  authorities: readonly MadeAuthorityFiles[],
  ofClients: ReadonlySet<string>,
  passphrase: string,
  signal: AbortSignal,
): readonly ComingFile[] {
  let before: Promise<unknown> = Promise.resolve();
  return authorities.flatMap(({ id, chain, keys }): readonly ComingFile[] => {
    const folder = `authorities/${id}`;
    const files: ComingFile[] = [
      { path: `${folder}/cert.pem`, contents: certificatesPem(chain.slice(0, 1)), mode: 0o644 },
      // What clients trust.
      { path: `${folder}/root.pem`, contents: certificatesPem(chain.slice(-1)), mode: 0o644 },
      // What servers hold clients against: whoever signed them first.
      ...(ofClients.has(id)
        ? [{ path: `${folder}/client-ca.pem`, contents: certificatesPem(chain), mode: 0o644 } as const]
        : []),
    ];
    if (keys === undefined) return files;
    const key = before.then(async () => {
      signal.throwIfAborted();
      const exported = await exportPrivateKey(keys.privateKey, 'pkcs8-encrypted', passphrase);
      if (!exported.ok) throw new PkiError('platform-refused', ['exporting the key', exported.error]);
      return exported.value.text;
    });
    before = key;
    return [...files, { path: `${folder}/key.pem`, contents: key, mode: 0o600 }];
  });
}

function passwordsOf(clients: readonly LeafOrder[]): string {
  return passwordsCsv(
    clients.flatMap(({ entry, password, folder }) => {
      if ('names' in entry) return [];
      const { name, device, email } = entry;
      return [{ name, device, email, password, folder: folder.slice(folder.indexOf('/') + 1) }];
    }),
  );
}
