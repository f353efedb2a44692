/**
 * What was made of a manifest, as the files of one zip: a folder for each authority, server and client, the manifest itself and
 * `made.json`, which the next run is held against. Private keys of servers are in clear, as servers read them; those of new
 * authorities under the passphrase, those of clients under a password each.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { identity, PKCS12_ITERATIONS } from '../../codec/pkcs12';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { portablePrivateKey } from '../../codec/private-key';
import { passwordsCsv, type PasswordRow } from '../client-kit/passwords-csv';
import { readablePassword } from '../client-kit/readable-password';
import { PkiError } from '../error';
import { safeFileName, uniqueFileNames } from '../file-name';
import { exportPrivateKey } from '../key-export';
import type { MadeLeaf } from './leaf';
import type { MadeAuthorityFiles, MadeManifest, Making } from './make';
import { formatMadeBefore } from './made-before';
import type { ManifestClient, ManifestServer } from './manifest';

interface ServerLeaf extends MadeLeaf {
  readonly entry: ManifestServer;
}
interface ClientLeaf extends MadeLeaf {
  readonly entry: ManifestClient;
}

const isServer = (leaf: MadeLeaf): leaf is ServerLeaf => 'names' in leaf.entry;
const isClient = (leaf: MadeLeaf): leaf is ClientLeaf => !('names' in leaf.entry);

const pem = (certificates: readonly Uint8Array[]): string =>
  certificates.map((der) => encodePem('CERTIFICATE', der)).join('');

/**
 * @param manifest its text, as it was given
 * @param passphrase of the key files of new authorities; not empty where there are any
 */
export async function manifestFiles(
  made: MadeManifest,
  manifest: string,
  passphrase: string,
  { signal }: Pick<Making, 'signal'>,
): Promise<readonly NamedFile[]> {
  const servers = made.leaves.filter(isServer);
  const clients = made.leaves.filter(isClient);
  const files: NamedFile[] = [
    { path: 'README.md', contents: readme(servers.length > 0, clients.length > 0), mode: 0o644 },
    { path: 'certwright.json', contents: manifest, mode: 0o644 },
    { path: 'made.json', contents: formatMadeBefore(made.made), mode: 0o644 },
  ];
  for (const authority of made.authorities) {
    signal.throwIfAborted();
    files.push(...(await authorityFiles(authority, passphrase)));
  }
  const chains: Chains = new Map(made.authorities.map(({ id, chain }) => [id, chain]));
  files.push(...serverFiles(servers, chains));
  files.push(...(await clientFiles(clients, chains, signal)));
  return files;
}

async function authorityFiles(
  { id, chain, keys }: MadeAuthorityFiles,
  passphrase: string,
): Promise<readonly NamedFile[]> {
  const folder = `authorities/${id}`;
  const files: NamedFile[] = [
    { path: `${folder}/cert.pem`, contents: pem(chain.slice(0, 1)), mode: 0o644 },
    // What clients trust.
    { path: `${folder}/root.pem`, contents: pem(chain.slice(-1)), mode: 0o644 },
  ];
  if (keys === undefined) return files;
  const key = await exportPrivateKey(keys.privateKey, 'pkcs8-encrypted', passphrase);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key', key.error]);
  return [...files, { path: `${folder}/key.pem`, contents: key.value.text, mode: 0o600 }];
}

/** Certificates above a leaf, by the id of who signed it: its issuer first, the root last. */
type Chains = ReadonlyMap<string, readonly Bytes[]>;

/** Leaf and what stands between it and the root, which clients have: what a server sends. */
function fullChain({ der, entry }: MadeLeaf, chains: Chains): string {
  return pem([der, ...(chains.get(entry.signedBy) ?? []).slice(0, -1)]);
}

function serverFiles(servers: readonly ServerLeaf[], chains: Chains): readonly NamedFile[] {
  const folders = uniqueFileNames(
    servers.map(({ entry: { names } }) =>
      safeFileName(names[0]?.value ?? '', names.length > 1 ? `+${names.length - 1}` : ''),
    ),
  );
  return servers.flatMap((leaf, index): readonly NamedFile[] => {
    const folder = `servers/${folders[index] ?? ''}`;
    return [
      { path: `${folder}/fullchain.pem`, contents: fullChain(leaf, chains), mode: 0o644 },
      { path: `${folder}/key.pem`, contents: encodePem('PRIVATE KEY', leaf.pkcs8), mode: 0o600 },
      {
        path: `${folder}/ca.pem`,
        contents: pem(chains.get(leaf.entry.signedBy)?.slice(-1) ?? []),
        mode: 0o644,
      },
    ];
  });
}

async function clientFiles(
  clients: readonly ClientLeaf[],
  chains: Chains,
  signal: AbortSignal,
): Promise<readonly NamedFile[]> {
  if (clients.length === 0) return [];
  const folders = uniqueFileNames(
    clients.map(({ entry: { name, device } }) => safeFileName(device === '' ? name : `${name} ${device}`)),
  );
  const files: NamedFile[] = [];
  const passwords: PasswordRow[] = [];
  for (const [index, leaf] of clients.entries()) {
    signal.throwIfAborted();
    const folder = folders[index] ?? '';
    const password = readablePassword();
    files.push(
      { path: `clients/${folder}/client.p12`, contents: await pkcs12Of(leaf, chains, password), mode: 0o600 },
      { path: `clients/${folder}/cert.pem`, contents: fullChain(leaf, chains), mode: 0o644 },
    );
    const { name, device, email } = leaf.entry;
    passwords.push({ name, device, email, folder, password });
  }
  return [...files, { path: 'passwords.csv', contents: passwordsCsv(passwords), mode: 0o600 }];
}

/** A made-up password of 80 bits needs no work factor, so that a thousand files take seconds. */
async function pkcs12Of({ entry, der, pkcs8 }: ClientLeaf, chains: Chains, password: string) {
  const key = portablePrivateKey(pkcs8);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key'], key.error);
  const contents = await identity(key.value, [der, ...(chains.get(entry.signedBy) ?? [])], entry.name);
  return writeModernPkcs12(contents, { password, iterations: PKCS12_ITERATIONS.knownPassword });
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
