/**
 * The folder that runs: every file of the zip from one finished certificate. What belongs in it is decided in
 * `planned-files.ts`; here it is written. The authority's key never is.
 */
import type { Bytes } from '../codec/bytes';
import type { NamedFile } from '../codec/named-file';
import { encodePem } from '../codec/pem';
import { sha256Sums } from '../codec/zip';
import { anchorFacts } from './anchor';
import { bundleReadme } from './bundle-readme';
import { PkiError } from './error';
import { exportPrivateKey } from './key-export';
import { makePkcs12, makeTruststore, type Identity } from './pkcs12';
import { applicableRecipes, plannedFiles, serversLeftOut, type BundleShape } from './planned-files';
import { recipes } from './recipes/all';
import type { RecipeId } from './recipes/catalogue';
import type { Recipe, RecipeContext, RecipeRow } from './recipes/recipe';

/** A finished certificate with its key, wherever it was made. */
export interface Bundled extends Identity {
  readonly leaf: Identity['leaf'] & { readonly keys: { readonly algorithm: { readonly label: string } } };
}

export interface BundleChoices {
  readonly folder: string;
  /** Names a client can connect to; empty for certificates of mailboxes alone. */
  readonly hosts: readonly string[];
  readonly names: readonly string[];
  /** Empty for none. */
  readonly keyPassword: string;
}

export function shapeOf(made: Bundled, { hosts, keyPassword }: BundleChoices): BundleShape {
  return { keyEncrypted: keyPassword !== '', selfSigned: made.selfSigned, hasHosts: hosts.length > 0 };
}

/** Facts about a certificate of ours. */
export async function factsOf(der: Bytes) {
  const found = await anchorFacts(der);
  if (found === undefined) throw new PkiError('proof-failed', ['a finished certificate does not parse']);
  return found;
}

/** What recipes may know. */
export async function recipeContext(made: Bundled, choices: BundleChoices): Promise<RecipeContext> {
  const { certificate: _, ...anchor } = await factsOf(made.anchor);
  const hosts = choices.hosts.length > 0 ? choices.hosts : ['localhost'];
  return {
    folder: choices.folder,
    hosts,
    host: hosts.includes('localhost') ? 'localhost' : (hosts[0] ?? 'localhost'),
    anchor,
    selfSigned: made.selfSigned,
    keyEncrypted: choices.keyPassword !== '',
  };
}

/** Recipes that apply, each row with its text. */
export function recipesFor(shape: BundleShape): readonly (readonly [RecipeRow, Recipe])[] {
  return applicableRecipes(shape).map((row) => [row, recipes[row.id as RecipeId]] as const);
}

/** cert.pem, key.pem, fullchain.pem, combined.pem, ca.pem. */
export async function pemFiles(made: Bundled, { keyPassword }: BundleChoices): Promise<readonly NamedFile[]> {
  const certificate = encodePem('CERTIFICATE', made.leaf.der);
  const fullChain = certificate + made.intermediates.map((der) => encodePem('CERTIFICATE', der)).join('');
  const format = keyPassword === '' ? 'pkcs8' : 'pkcs8-encrypted';
  const key = await exportPrivateKey(made.leaf.keys.privateKey, format, keyPassword);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key']);
  return [
    { path: 'cert.pem', contents: certificate, mode: 0o644 },
    { path: 'key.pem', contents: key.value.text, mode: 0o600 },
    { path: 'fullchain.pem', contents: fullChain, mode: 0o644 },
    // Key first, then leaf, then chain: Python's load_cert_chain and HAProxy read it so.
    { path: 'combined.pem', contents: key.value.text + fullChain, mode: 0o600 },
    { path: 'ca.pem', contents: encodePem('CERTIFICATE', made.anchor), mode: 0o644 },
  ];
}

/** Every file of the zip, in its order. */
export async function bundleFiles(made: Bundled, choices: BundleChoices): Promise<readonly NamedFile[]> {
  const shape = shapeOf(made, choices);
  const [context, leaf] = await Promise.all([recipeContext(made, choices), factsOf(made.leaf.der)]);
  const rows = recipesFor(shape);
  const files = new Map<string, NamedFile>();
  for (const file of await pemFiles(made, choices)) files.set(file.path, file);
  const bundle = await makePkcs12(made, {
    style: 'modern',
    friendlyName: choices.folder,
    password: choices.keyPassword,
  });
  files.set('bundle.p12', { path: 'bundle.p12', contents: bundle, mode: 0o600 });
  const truststore = await makeTruststore(made.anchor, context.anchor.name);
  files.set('truststore.p12', { path: 'truststore.p12', contents: truststore, mode: 0o644 });
  for (const [, recipe] of rows) for (const file of recipe.files(context)) files.set(file.path, file);
  const readme = bundleReadme({
    context,
    names: choices.names,
    keyLabel: made.leaf.keys.algorithm.label,
    notAfter: leaf.notAfter,
    sha256: leaf.sha256,
    files: plannedFiles(shape),
    recipes: rows,
    leftOut: serversLeftOut(shape),
    bundlePassword: choices.keyPassword === '' ? 'changeit' : 'yours',
  });
  files.set('README.md', { path: 'README.md', contents: readme, mode: 0o644 });
  const sums = await sha256Sums([...files.values()]);
  files.set('SHA256SUMS', { path: 'SHA256SUMS', contents: sums, mode: 0o644 });
  return ordered(
    files,
    plannedFiles(shape).map(({ path }) => path),
  );
}

/** In the planned order; a file that was not planned, or planned and not written, is a fault of ours. */
function ordered(files: ReadonlyMap<string, NamedFile>, paths: readonly string[]): readonly NamedFile[] {
  const list = paths.flatMap((path) => files.get(path) ?? []);
  if (list.length !== files.size || list.length !== paths.length) {
    throw new PkiError('proof-failed', ['the zip differs from its plan']);
  }
  return list;
}
