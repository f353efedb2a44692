/** README.md of what was made of a manifest: which file is for what, how a server is started, what goes to whom. */
import type { ExampleServer, Runs } from './run-files';

export interface ReadmeParts {
  /** In `run/`, where there are servers. */
  readonly runs: Runs | undefined;
  /** In `mutual-tls/run/`, where there are clients. */
  readonly mutual: Runs | undefined;
  readonly example: ExampleServer | undefined;
  /** An authority that signs clients. */
  readonly clientAuthority: string | undefined;
}

export function manifestReadme(parts: ReadmeParts): string {
  return [folders(parts), starting(parts), lettingIn(parts)].filter((part) => part !== '').join('\n');
}

function folders({ runs, mutual }: ReadmeParts): string {
  return `# Made from certwright.json

\`certwright.json\` says what was wanted, \`made.json\` what there is now: serial numbers, fingerprints, dates, no key. Commit both.
Drop both onto the page again, and it shows what would change: what ends soon, what is new, what is another than before.

- \`authorities/<id>/\`: \`cert.pem\`, \`root.pem\` (what clients are told to trust) and, where the authority was made now,
  \`key.pem\` under the passphrase you chose. Keep that file and the passphrase apart, and neither in version control.
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

function lettingIn({ mutual, example, clientAuthority }: ReadmeParts): string {
  if (mutual === undefined || clientAuthority === undefined) return '';
  const folder = example === undefined ? 'servers/<name>' : `'${example.folder}'`;
  return `## Let in only who has a certificate

\`client-ca.pem\` in the folder of an authority that signs clients is what a server holds them against, and \`mutual-tls/run/\` has
servers that insist on it:

\`\`\`
cp -r mutual-tls/run authorities/${clientAuthority}/client-ca.pem ${folder}/
cd ${folder}
python3 run/python-server.py
\`\`\`

There is no list of revoked certificates here, so nobody who has one is turned away before it expires. Revoke where the authority is
kept: its page makes the list, and says how each server takes it.

${mutual.starts.map(startText).join('\n')}`;
}

const startText = ({ label, needs, commands }: Runs['starts'][number]): string => `### ${label}
${needs === undefined ? '' : `\nNeeds: ${needs.map((way) => `\`${way}\``).join(' or ')}\n`}
\`\`\`
${commands.trimEnd()}
\`\`\`
`;
