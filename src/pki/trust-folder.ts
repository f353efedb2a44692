/**
 * What an authority's people need to trust it: its root, the scripts that install it and take it back, and a README. The same
 * `trust/` as in the zip of a server, without one; it holds no key.
 */
import type { Bytes } from '../codec/bytes';
import type { NamedFile } from '../codec/named-file';
import { sha256Sums, zip } from '../codec/zip';
import { anchorFacts } from './anchor';
import { markdownCode, trustSection } from './bundle-readme';
import { PkiError } from './error';
import type { Download } from './handover';
import { makeTruststore } from './pkcs12';
import { recipes } from './recipes/all';
import { catalogue, type RecipeId } from './recipes/catalogue';
import type { RecipeContext, RecipeRow } from './recipes/recipe';
import { emulatorHost } from './recipes/trust-android';
import { anchorFileName, shownName } from './recipes/trust-anchor';

const rows: readonly RecipeRow[] = catalogue;
const own = rows
  .filter(({ kind }) => kind === 'trust')
  .map((row) => [row, recipes[row.id as RecipeId]] as const);

/**
 * @param root what is trusted, DER
 * @throws PkiError `proof-failed` where it is no certificate
 */
export async function trustDownload(root: Bytes): Promise<Download> {
  const anchor = await anchorFacts(root);
  if (anchor === undefined) throw new PkiError('proof-failed', ['no certificate to trust']);
  const folder = `trust-${anchorFileName(anchor)}`;
  const contents = await zip(folder, await trustFiles({ folder, anchor }));
  return { fileName: `${folder}.zip`, contents, type: 'application/zip' };
}

async function trustFiles({
  folder,
  anchor,
}: Pick<RecipeContext, 'folder' | 'anchor'>): Promise<readonly NamedFile[]> {
  // Its servers are made elsewhere: what the recipes say of one is said of a try-out, and nothing is said of names that it lacks.
  const host = 'localhost';
  const hosts = [host, emulatorHost];
  const context = { folder, hosts, host, anchor, selfSigned: false, keyEncrypted: false };
  const files = new Map<string, NamedFile>();
  const add = (file: NamedFile) => files.set(file.path, file);
  add({ path: 'ca.pem', contents: anchor.pem, mode: 0o644 });
  add({
    path: 'truststore.p12',
    contents: await makeTruststore(anchor.der, anchorFileName(anchor)),
    mode: 0o644,
  });
  for (const [, recipe] of own) recipe.files(context).forEach(add);
  add({ path: 'README.md', contents: readme(context), mode: 0o644 });
  const sums = await sha256Sums([...files.values()]);
  return [...files.values(), { path: 'SHA256SUMS', contents: sums, mode: 0o644 }];
}

const readme = (context: RecipeContext): string => `# Trust this authority

\`ca.pem\` is the certificate of the authority ${markdownCode(shownName(context.anchor))}, until ${context.anchor.notAfter.slice(0, 10)}.
Whoever trusts it accepts every certificate it signs. Compare its SHA-256 with what its owner tells you by another way, first:

    ${context.anchor.sha256.replace(/..(?=.)/g, '$&:').toUpperCase()}

No key is in this folder, and none is needed.
${trustSection(own, context)}`;
