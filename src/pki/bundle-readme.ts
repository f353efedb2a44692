/** README.md of the zip: which file is for what, the commands that were on the page, and what to do when it expires. */
import type { PlannedFile } from './planned-files';
import type { Recipe, RecipeContext, RecipeRow } from './recipes/recipe';

export interface ReadmeParts {
  readonly context: RecipeContext;
  readonly names: readonly string[];
  readonly keyLabel: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
  readonly sha256: string;
  readonly files: readonly PlannedFile[];
  readonly recipes: readonly (readonly [RecipeRow, Recipe])[];
  readonly leftOut: readonly string[];
  readonly bundlePassword: 'changeit' | 'yours';
}

/** Text from outside (a pasted authority's name) inside Markdown: code spans take anything but back-ticks and line ends. */
export function markdownCode(text: string): string {
  return `\`${text.replace(/[`\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?')}\``;
}

function block(commands: string): string {
  return commands === '' ? '' : `\n\`\`\`\n${commands.trimEnd()}\n\`\`\`\n`;
}

function recipeText([row, recipe]: readonly [RecipeRow, Recipe], context: RecipeContext): string {
  const untried = row.tried ? '' : ' *(not tried in our tests)*';
  const needs = recipe.needs === undefined ? '' : `\nNeeds: ${recipe.needs.map(markdownCode).join(' or ')}\n`;
  const steps = recipe.steps?.(context) ?? [];
  const list = steps.length === 0 ? '' : `\n${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}\n`;
  const note = recipe.note?.(context) ?? '';
  return `### ${row.label}${untried}\n${needs}${block(recipe.commands(context))}${list}${note === '' ? '' : `\n${note}\n`}`;
}

const serving = `Servers listen on 127.0.0.1, port 8443. \`PORT=9443 sh run/uvicorn.sh\` changes the port, \`HOST=0.0.0.0\` lets other machines in.
In PowerShell, put a command that ends in \`\\\` on one line.

`;

/** How it comes to be trusted, and how that is taken back. */
export const trustSection = (recipes: ReadmeParts['recipes'], context: RecipeContext): string =>
  section('Trust it, once', 'trust', { recipes, context });

function section(
  title: string,
  kind: RecipeRow['kind'],
  { recipes, context }: Pick<ReadmeParts, 'recipes' | 'context'>,
  before = '',
): string {
  const own = recipes.filter(([row]) => row.kind === kind);
  if (own.length === 0) return '';
  return `\n## ${title}\n\n${before}${own.map((one) => recipeText(one, context)).join('\n')}`;
}

function introduction({ context, names, keyLabel, notAfter, sha256 }: ReadmeParts): string {
  const { anchor, selfSigned } = context;
  const signer = selfSigned
    ? 'It is self-signed: every client has to be told to trust this very certificate.'
    : `Signed by ${markdownCode(anchor.name)} (ca.pem, SHA-256 \`${anchor.sha256}\`): trust that once, and every certificate it signs is accepted.`;
  return `# ${context.folder}

A certificate for ${names.map(markdownCode).join(', ')}.
Key: ${keyLabel}. Valid until ${notAfter.slice(0, 10)}. SHA-256 of the certificate: \`${sha256}\`.
${signer}
`;
}

function fileTable({ files, leftOut, bundlePassword, context }: ReadmeParts): string {
  const rows = files.map(({ path, about }) => `| \`${path}\` | ${about} |`).join('\n');
  const password = bundlePassword === 'yours' ? 'the password you chose' : '`changeit`';
  const left =
    leftOut.length === 0
      ? ''
      : `\nNot in \`run/\`, because they cannot read an encrypted key: ${leftOut.join(', ')}.\n`;
  const authority = context.selfSigned
    ? ''
    : '\nThe key of the authority is not in this folder, and a server never needs it.\n';
  return `
## What is in this folder

| file | what it is |
|---|---|
${rows}

Password of \`bundle.p12\`: ${password}. Password of \`truststore.p12\`, which holds nothing secret: \`changeit\`.
\`key.pem\`, \`combined.pem\` and \`bundle.p12\` hold the private key: keep them out of version control and chat.
${authority}${left}`;
}

/** The whole file, LF line ends. */
export function bundleReadme(parts: ReadmeParts): string {
  return [
    introduction(parts),
    fileTable(parts),
    trustSection(parts.recipes, parts.context),
    section('Serve', 'serve', parts, serving),
    section('Check', 'check', parts),
    `
## When it ends

The certificate ends on ${parts.notAfter.slice(0, 10)}. Make a new one the same way; with the same authority, nothing has to be
trusted again. To take the trust back: \`sh trust/install.sh --uninstall\`.
`,
  ].join('');
}
