/**
 * What was made of a manifest, as the files of one zip: a folder for each authority, server and client, the manifest itself and
 * `made.json`, which the next run is held against. Private keys of servers are in clear, as servers read them; those of new
 * authorities under the passphrase, those of clients under a password each.
 */
import { utf8, type Bytes } from '../../codec/bytes';
import type { ComingFile } from '../../codec/named-file';
import { passwordsCsv } from '../client-kit/passwords-csv';
import { PkiError } from '../error';
import { safeFileName, uniqueFileNames } from '../file-name';
import { exportPrivateKey } from '../key-export';
import { certificatesPem, leafFileNames } from './leaf-files';
import type { BegunLeaf, BegunManifest, MadeAuthorityFiles, Making } from './make';
import { formatMadeBefore } from './made-before';
import type { ManifestClient, ManifestServer } from './manifest';

interface BegunServer extends BegunLeaf {
  readonly entry: ManifestServer;
}
interface BegunClient extends BegunLeaf {
  readonly entry: ManifestClient;
}

const isServer = (leaf: BegunLeaf): leaf is BegunServer => 'names' in leaf.entry;
const isClient = (leaf: BegunLeaf): leaf is BegunClient => !('names' in leaf.entry);

/**
 * What is there at once comes first, what waits for all the others last: a zip is written while they are made.
 * @param manifest its text, as it was given
 * @param passphrase of the key files of new authorities; not empty where there are any
 */
export function manifestFiles(
  { authorities, leaves, made }: BegunManifest,
  manifest: string,
  passphrase: string,
  { signal }: Pick<Making, 'signal'>,
): readonly ComingFile[] {
  const servers = leaves.filter(isServer);
  const clients = leaves.filter(isClient);
  return [
    { path: 'README.md', contents: readme(servers.length > 0, clients.length > 0), mode: 0o644 },
    { path: 'certwright.json', contents: manifest, mode: 0o644 },
    ...serverFiles(servers, rootsOf(authorities)),
    ...clientFiles(clients),
    ...authorityFiles(authorities, passphrase, signal),
    { path: 'made.json', contents: made.then(formatMadeBefore), mode: 0o644 },
  ];
}

/** Their keys one after the other, while leaves are made: to encrypt one takes the platform a tenth of a second. */
function authorityFiles(
  authorities: readonly MadeAuthorityFiles[],
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

/** What clients of a server trust, by the id of whoever signed it. */
const rootsOf = (authorities: readonly MadeAuthorityFiles[]): ReadonlyMap<string, Bytes> =>
  new Map(authorities.map(({ id, chain }) => [id, utf8(certificatesPem(chain.slice(-1)))]));

function filesOf({ made }: BegunLeaf, kind: keyof typeof leafFileNames, folder: string): ComingFile[] {
  return leafFileNames[kind].map(({ name, mode }, place) => ({
    path: `${folder}/${name}`,
    contents: made.then(({ files }) => files[place] ?? ''),
    mode,
  }));
}

function serverFiles(
  servers: readonly BegunServer[],
  roots: ReadonlyMap<string, Bytes>,
): readonly ComingFile[] {
  const folders = uniqueFileNames(
    servers.map(({ entry: { names } }) =>
      safeFileName(names[0]?.value ?? '', names.length > 1 ? `+${names.length - 1}` : ''),
    ),
  );
  return servers.flatMap((leaf, index) => {
    const folder = `servers/${folders[index] ?? ''}`;
    const root = roots.get(leaf.entry.signedBy) ?? '';
    return [...filesOf(leaf, 'server', folder), { path: `${folder}/ca.pem`, contents: root, mode: 0o644 }];
  });
}

function clientFiles(clients: readonly BegunClient[]): readonly ComingFile[] {
  if (clients.length === 0) return [];
  const folders = uniqueFileNames(
    clients.map(({ entry: { name, device } }) => safeFileName(device === '' ? name : `${name} ${device}`)),
  );
  const passwords = clients.map(({ entry: { name, device, email }, password }, index) => ({
    ...{ name, device, email, password },
    folder: folders[index] ?? '',
  }));
  return [
    { path: 'passwords.csv', contents: passwordsCsv(passwords), mode: 0o600 },
    ...clients.flatMap((leaf, index) => filesOf(leaf, 'client', `clients/${folders[index] ?? ''}`)),
  ];
}

function readme(servers: boolean, clients: boolean): string {
  return `# Made from certwright.json

\`certwright.json\` says what was wanted, \`made.json\` what there is now: serial numbers, fingerprints, dates, no key. Commit both.
Drop both onto the page again, and it shows what would change: what ends soon, what is new, what is another than before.

- \`authorities/<id>/\`: \`cert.pem\`, \`root.pem\` (what clients are told to trust) and, where the authority was made now,
  \`key.pem\` under the passphrase you chose. Keep that file and the passphrase apart, and neither in version control.
${
  servers
    ? '- `servers/<name>/`: `fullchain.pem` and `key.pem` for the server, `ca.pem` for its clients.\n'
    : ''
}${
    clients
      ? `- \`clients/<name>/client.p12\`: certificate and key under a password of its own; \`passwords.csv\` has them all. Tell each by
  another way than the file goes, then delete the table.
`
      : ''
  }
What was still good is not in this folder: it stays where it is.
`;
}
