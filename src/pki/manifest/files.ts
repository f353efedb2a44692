/**
 * What was made of a manifest, as the files of one zip: a folder for each authority, server and client, the manifest itself and
 * `made.json`, which the next run is held against. Private keys of servers are in clear, as servers read them; those of new
 * authorities under the passphrase, those of clients under a password each.
 */
import type { ComingFile, NamedFile } from '../../codec/named-file';
import { passwordsCsv } from '../client-kit/passwords-csv';
import { PkiError } from '../error';
import { exportPrivateKey } from '../key-export';
import type { LeafOrder } from './leaf';
import { certificatesPem, kindOf } from './leaf-files';
import type { BegunManifest, MadeAuthorityFiles, Making } from './make';
import { formatMadeBefore } from './made-before';

/** What is there before anything is made. @param manifest its text, as it was given */
export function firstFiles({ orders }: BegunManifest, manifest: string): readonly NamedFile[] {
  const clients = orders.filter(({ entry }) => kindOf(entry) === 'client');
  const first: readonly NamedFile[] = [
    { path: 'README.md', contents: readme(clients.length < orders.length, clients.length > 0), mode: 0o644 },
    { path: 'certwright.json', contents: manifest, mode: 0o644 },
  ];
  return clients.length === 0
    ? first
    : [...first, { path: 'passwords.csv', contents: passwordsOf(clients), mode: 0o600 }];
}

/** What comes behind servers and clients. @param passphrase of the key files of new authorities; not empty where there are any */
export function lastFiles(
  { authorities, made }: BegunManifest,
  passphrase: string,
  { signal }: Pick<Making, 'signal'>,
): readonly ComingFile[] {
  return [
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

function passwordsOf(clients: readonly LeafOrder[]): string {
  return passwordsCsv(
    clients.flatMap(({ entry, password, folder }) => {
      if ('names' in entry) return [];
      const { name, device, email } = entry;
      return [{ name, device, email, password, folder: folder.slice(folder.indexOf('/') + 1) }];
    }),
  );
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
