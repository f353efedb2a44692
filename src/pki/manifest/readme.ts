/** README.md of what was made of a manifest: which file is for what, how a server is started, what goes to whom. */
import type { RevocationCover } from '../recipes/mutual/recipe';
import type { ListsAbove } from './lists';
import type { ExampleServer, Runs } from './run-files';

export interface ReadmeParts {
  /** In `run/`, where there are servers. */
  readonly runs: Runs | undefined;
  /** In `mutual-tls/run/`, where there are clients. */
  readonly mutual: Runs | undefined;
  readonly example: ExampleServer | undefined;
  /** What lists of revoked certificates cover of every authority that signs clients. */
  readonly revocation: RevocationCover;
  /** Authorities that sign clients, with their lists. */
  readonly clientLists: readonly ClientLists[];
}

type ClientLists = Pick<ListsAbove, 'cover' | 'nextUpdate'> & { readonly id: string };

export function manifestReadme(parts: ReadmeParts): string {
  return [folders(parts), starting(parts), lettingIn(parts)].filter((part) => part !== '').join('\n');
}

function folders({ runs, mutual }: ReadmeParts): string {
  return `# Made from certwright.json

\`certwright.json\` says what was wanted, \`made.json\` what there is now: serial numbers, fingerprints, dates, no key. Commit both.
Drop both onto the page again, and it shows what would change: what ends soon, what is new, what is another than before.

- \`authorities/<id>/\`: \`cert.pem\`, \`root.pem\` (what clients are told to trust) and, where the authority was made now,
  \`key.pem\` under the passphrase you chose. Keep that file and the passphrase apart, and neither in version control.
  \`ca.crl\` and \`ca.crl.pem\` are its list of revoked certificates, for the address that its certificates name and for programs.
${
  runs ? '- `servers/<name>/`: `fullchain.pem` and `key.pem` for the server, `ca.pem` for its clients.\n' : ''
}${
    mutual
      ? `- \`clients/<name>/\`: a person or a device, who gets this folder and nothing else. \`INSTALL.html\` says what to do with
  \`client.p12\`, certificate and key under a password of its own; \`client.mobileconfig\` is the same for iPhone and iPad, and
  \`cert.pem\` the certificate with what stands between it and the root. Programs that want a key in PEM take it out with
  \`openssl pkcs12 -in client.p12 -nocerts -out key.pem\`.
- \`passwords.csv\` has them all. Tell each by another way than the folder goes, then delete the table.
`
      : ''
  }
What was still good is not in this folder: it stays where it is.
`;
}

function starting({ runs, example }: ReadmeParts): string {
  if (runs === undefined || example === undefined) return '';
  return `## Start a server

\`run/\` has servers that serve one page, to try a certificate with. Put it beside one and start it there:

\`\`\`
cp -r run '${example.folder}/'
cd '${example.folder}'
python3 run/python-server.py
\`\`\`

It listens on 127.0.0.1, port 8443, until HOST and PORT in the environment say otherwise. In the same folder, in another terminal:

\`\`\`
${example.check}
\`\`\`

In place of \`python3 run/python-server.py\`:

${runs.starts.map(startText).join('\n')}`;
}

function lettingIn({ mutual, example, revocation, clientLists }: ReadmeParts): string {
  const [first] = clientLists;
  if (mutual === undefined || first === undefined) return '';
  const folder = example === undefined ? 'servers/<name>' : `'${example.folder}'`;
  const files = revocation === 'none' ? ['client-ca.pem'] : ['client-ca.pem', 'client-ca.crl.pem'];
  return `## Let in only who has a certificate

\`client-ca.pem\` in the folder of an authority that signs clients is what a server holds them against, and \`mutual-tls/run/\` has
servers that insist on it:

\`\`\`
cp -r mutual-tls/run ${files.map((file) => `authorities/${first.id}/${file}`).join(' ')} ${folder}/
cd ${folder}
python3 run/python-server.py
\`\`\`

${revocation === 'none' ? withoutLists(clientLists) : withLists(clientLists)}
To revoke a certificate, take its authority in under *Authorities* where it is not there yet, with \`cert.pem\`, \`root.pem\`, \`key.pem\`
and \`ca.crl\`; revoke it there, make a new list and put it in the place of the old one. The page says how each server takes it.

${mutual.starts.map(startText).join('\n')}`;
}

function withLists(lists: readonly ClientLists[]): string {
  const until = lists.flatMap(({ id, nextUpdate }) =>
    nextUpdate === undefined ? [] : [`- \`${id}\`: good until ${nextUpdate.toISOString().slice(0, 10)}\n`],
  );
  return `\`client-ca.crl.pem\` is the list of who is turned away all the same, since their certificate was revoked. **Past its day every client is
turned away until a newer list is in its place:**

${until.join('')}`;
}

function withoutLists(lists: readonly ClientLists[]): string {
  const none = lists.flatMap(({ id, cover }) => (cover === 'none' ? [`\`${id}\``] : []));
  return `**There is no list of revoked certificates of ${none.join(', ')} here**, so these servers turn nobody away before a certificate expires:
the authority was there already, and whoever keeps it has its list.
`;
}

const startText = ({ label, needs, commands }: Runs['starts'][number]): string => `### ${label}
${needs === undefined ? '' : `\nNeeds: ${needs.map((way) => `\`${way}\``).join(' or ')}\n`}
\`\`\`
${commands.trimEnd()}
\`\`\`
`;
