/** README.md of a kit: what goes to whom, how to start each server, how to revoke. */
import { mutualServers, serversFor } from '../recipes/mutual/servers';
import type { MutualContext, MutualServer } from '../recipes/mutual/recipe';
import { markdown } from './kit-text';

export interface KitReadme {
  readonly authorityName: string;
  /** Lower-case hex SHA-256 of its certificate. */
  readonly authorityFingerprint: string;
  /** The kit holds its encrypted key. */
  readonly authorityIsNew: boolean;
  /** It stands below a root, as others may. */
  readonly belowRoot: boolean;
  /** Its keyUsage has cRLSign, or it has none. */
  readonly maySignLists: boolean;
  readonly context: MutualContext;
  readonly serverNames: readonly string[];
  /** ISO 8601, UTC; of the list of revoked certificates, where there is one. */
  readonly nextUpdate: string | undefined;
  readonly plainKeys: boolean;
  readonly people: readonly {
    readonly name: string;
    readonly device: string;
    readonly folder: string;
    /** ISO 8601, UTC. */
    readonly notAfter: string;
  }[];
}

export function kitReadme(readme: KitReadme): string {
  return [introduction(readme), people(readme), servers(readme), revoking(readme)].join('\n');
}

function introduction({
  authorityName,
  authorityFingerprint,
  authorityIsNew,
  serverNames,
}: KitReadme): string {
  const server =
    serverNames.length > 0
      ? `its certificate for ${serverNames.map(markdown).join(', ')}, its key, and \`run/\``
      : 'no certificate of its own: put your server’s `fullchain.pem` and `key.pem` here, then see `run/`';
  return `# Client certificates

Signed by ${markdown(authorityName)}, SHA-256 \`${authorityFingerprint}\`.

| what | for whom |
|---|---|
| \`server/\` | the server: ${server} |
| \`clients/<name>/\` | one folder for each person or device: give them this folder and nothing else |
| \`passwords.csv\` | **for you alone.** Tell each password by another way than the folder goes, then delete this file |
${authorityIsNew ? '| `authority.pem` | **for you alone.** The authority with its encrypted key (its password is in `passwords.csv`): it signs the next clients and lists; keep it off servers |\n' : ''}`;
}

function people({ people: all, plainKeys }: KitReadme): string {
  const rows = all.map(
    ({ name, device, folder, notAfter }) =>
      `| ${markdown(name)} | ${device.trim() === '' ? '' : markdown(device)} | \`clients/${folder}/\` | ${notAfter.slice(0, 10)} |`,
  );
  const keys = plainKeys
    ? 'Each `key.pem` is NOT encrypted, as was asked for: whoever reads it is that client.'
    : 'Each `.p12` and each `key.pem` is encrypted under that client’s password.';
  return `## Clients

| name | device | folder | valid until |
|---|---|---|---|
${rows.join('\n')}

${keys} \`INSTALL.html\` in each folder says what to do with it on every system.
`;
}

function servers({ context, belowRoot }: KitReadme): string {
  const able = serversFor(context.revocation);
  const unable = Object.values<MutualServer>(mutualServers).filter((one) => !able.includes(one));
  const left =
    unable.length === 0
      ? ''
      : `\nNot in \`run/\`: ${unable.map(({ label }) => label).join(', ')}. They want a list of revoked certificates from every authority \
up to the root, and only the one of the signing authority is here: without the others they would let nobody in.\n`;
  return `## Server

In the folder \`server\`. Each of these lets in who has a certificate of this authority, and nobody else; they listen on 127.0.0.1,
port 8443, until HOST and PORT in the environment say otherwise.

${able.map((recipe) => serverText(recipe, context, belowRoot)).join('\n')}${left}
`;
}

function serverText(recipe: MutualServer, context: MutualContext, belowRoot: boolean): string {
  const needs = recipe.needs === undefined ? '' : `\nNeeds: ${recipe.needs.map(markdown).join(' or ')}\n`;
  return `### ${recipe.label}
${needs}
\`\`\`
${recipe.commands(context)}
\`\`\`

${recipe.note(context)}
${byFlags(recipe, context, belowRoot)}`;
}

/** People find these flags in each program's manual: what they do not do is said where they stand. */
function byFlags(recipe: MutualServer, context: MutualContext, belowRoot: boolean): string {
  const line = recipe.flags?.(context);
  if (line === undefined) return '';
  const others = belowRoot ? ', and whoever has a certificate of another authority below the same root' : '';
  const said =
    context.revocation === 'none'
      ? 'By its own flags, which read no list of revoked certificates either:'
      : `By its own flags, which read no list of revoked certificates: **whoever is revoked comes in${others}**.`;
  return `
${said}

\`\`\`
${line}
\`\`\`
`;
}

function revoking({ context, nextUpdate, maySignLists, belowRoot }: KitReadme): string {
  if (context.revocation === 'none') {
    const why = maySignLists
      ? 'No list of revoked certificates was put into this kit'
      : 'This authority may not sign lists of revoked certificates (its keyUsage lacks cRLSign)';
    return `## When a certificate must stop working

${why}, so **no server here can turn away a client before its certificate expires**.
${belowRoot ? 'Nor any client of another authority below the same root: with a list they are kept out, without one they come in.\n' : ''}`;
  }
  return `## When a certificate must stop working

Revoke it where the authority is kept, make a new list, put it in the place of \`server/client-ca.crl.pem\` and start the server again.
${nextUpdate === undefined ? '' : `**The list here is good until ${nextUpdate.slice(0, 10)}: after that every client is turned away until a newer one is in its place.**\n`}`;
}
