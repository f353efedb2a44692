/** README.md of the kit: how to serve it, what `expected.json` says, and every case with who refuses it. */
import { badCertificateGroups } from './bad-certificate';
import { groupTitles } from './case-words';
import type { BadCertificatesSummary, JudgedCase } from './kit';

export interface ShownKit extends BadCertificatesSummary {
  readonly at: Date;
}

export function kitReadme(kit: ShownKit): string {
  return `${introduction(kit)}
${format}
## The cases

${badCertificateGroups.map((group) => table(kit, group)).join('')}${notMade(kit)}`;
}

function introduction({ at, cases }: ShownKit): string {
  return `# Bad certificates, on purpose

${cases.length} certificate chains, each wrong in exactly one way, and good ones beside them, to test what a client says of them.
Made on ${at.toISOString().slice(0, 10)}; the good ones last 397 days, and then all of them are expired: make the kit anew.

**Every key in here is a throw-away key that lies in the open.** Trust a \`ca.pem\` in the client under test alone, never in the
store of your system or browser: whoever has this folder can sign with it.

| file of a case | what it is |
|---|---|
| \`ca.pem\` | the root that the client is to trust |
| \`chain.pem\` | what the server sends |
| \`cert.pem\`, \`key.pem\` | the server's own certificate, and its key |
| \`crl.pem\` | in \`rev-…\` alone: lists of revoked certificates, for clients that are given them |

## Serving them

    python3 run/serve.py            # or: node run/serve.mjs
    go run run/serve.go             # beside it: the few that OpenSSL does not load

Each case has a port of its own on this machine, 14301 and up (\`--port\` for others, \`--list\` tells which); a page with links is on
http://127.0.0.1:14300/. Names that do not lead here need \`--resolve\`, \`--connect-to\` or a line in the hosts file.

    python3 run/check.py

opens each case with the clients that are installed here (Python, OpenSSL, curl, Node, GnuTLS, Go, Java) and says where one of
them is not what was foretold.
`;
}

const format = `
## expected.json

| field | what it is |
|---|---|
| \`format\` | \`certwright-bad-certificates/1\`; fields may be added, none changes its meaning |
| \`clients[]\` | \`id\`, \`name\`, and \`releases\` (\`id\`, \`name\`, \`basis\`), the newest first |
| \`cases[].id\` | its folder |
| \`cases[].host\` | what to connect to, and to check the certificate for |
| \`cases[].port\` | to be added to \`--port\` |
| \`cases[].group\`, \`title\`, \`wrong\`, \`citation\` | what is wrong, and where that is written |
| \`cases[].serving\` | \`not-by-openssl\`, \`not-by-openssl-3.5\`: servers on OpenSSL do not load it; \`not-by-python\`: that of Python does not; \`tls-1.2\`: to be served so alone |
| \`cases[].withLists\` | \`accepted\` or \`refused\`: what a client must say that was given \`crl.pem\` |
| \`cases[].expect[client]\` | \`outcome\` of its newest release (\`accepted\`, \`accepted-but\`, \`refused\`, \`unknown\`), its \`error\`, the \`rule\`, and its \`basis\` (\`measured\`, \`documented\`); \`releases\` has older ones that say something else |
| \`notMade[]\` | what the browser that made the kit has no keys for |
`;

function table({ cases }: ShownKit, group: JudgedCase['group']): string {
  const rows = cases.filter((one) => one.group === group);
  if (rows.length === 0) return '';
  return `### ${groupTitles[group]}

| case | what is wrong | written | connect to | refused by |
|---|---|---|---|---|
${rows.map(row).join('')}
`;
}

/** A pipe ends a cell, also in code. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('*', '\\*');

function row({ id, wrong, citation, host, verdicts }: JudgedCase): string {
  const refusing = verdicts.filter(({ outcome }) => outcome === 'refused').map(({ client }) => client);
  const who = refusing.length === 0 ? '–' : refusing.length === verdicts.length ? 'all' : refusing.join(', ');
  return `| \`${id}\` | ${cell(wrong)} | ${cell(citation)} | \`${host}\` | ${who} |\n`;
}

function notMade({ notMade: missing }: ShownKit): string {
  if (missing.length === 0) return '';
  const list = missing.map(({ id, title }) => `- \`${id}\`: ${title}\n`).join('');
  return `## Left out\n\nThe browser that made this kit has no such keys:\n\n${list}`;
}
