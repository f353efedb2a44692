/**
 * `run/` and `mutual-tls/run/` of a manifest's zip: once for all of its servers, each of which has what they ask for in its own
 * folder. They are copied beside the certificate that is to be tried, since a server of its own for each of a thousand would be
 * twenty thousand files.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { anchorFacts } from '../anchor';
import { connectableHosts } from '../connectable-hosts';
import { PkiError } from '../error';
import { recipes } from '../recipes/all';
import { catalogue, type RecipeId } from '../recipes/catalogue';
import type { MutualContext, RevocationCover } from '../recipes/mutual/recipe';
import { serversFor } from '../recipes/mutual/servers';
import type { RecipeContext, RecipeRow } from '../recipes/recipe';
import type { LeafOrder } from './leaf';

/** How one of them is started, for the README. */
interface Start {
  readonly label: string;
  /** Ways to install what must be there; absent where nothing must. */
  readonly needs?: readonly string[];
  readonly commands: string;
}

export interface Runs {
  readonly files: readonly NamedFile[];
  readonly starts: readonly Start[];
}

/** A server that the README shows the way with. */
export interface ExampleServer {
  readonly folder: string;
  /** Opens its page from the same machine. */
  readonly check: string;
}

/** Whatever its names are, a server prints that it listens here. */
const HOST = 'localhost';
const rows: readonly RecipeRow[] = catalogue;

/** @param root of any server: what runs knows nothing of it */
async function contextOf(root: Bytes, host: string): Promise<RecipeContext> {
  const anchor = await anchorFacts(root);
  if (anchor === undefined) throw new PkiError('proof-failed', ['a finished certificate does not parse']);
  return { folder: '', hosts: [host], host, anchor, selfSigned: false, keyEncrypted: false };
}

export async function plainRuns(root: Bytes): Promise<Runs> {
  const context = await contextOf(root, HOST);
  const own = rows.flatMap((row) => {
    const recipe = recipes[row.id as RecipeId];
    return row.kind === 'serve' ? [{ row, recipe }] : [];
  });
  return {
    files: together(own.flatMap(({ recipe }) => recipe.files(context))),
    starts: own.map(({ row, recipe }) => ({
      label: row.label,
      ...(recipe.needs && { needs: recipe.needs }),
      commands: recipe.commands(context),
    })),
  };
}

/** Those that insist on a certificate of the client. @param revocation what `client-ca.crl.pem` covers of every authority that signs clients */
export function mutualRuns(revocation: RevocationCover): Runs {
  const context: MutualContext = { host: HOST, revocation };
  const own = serversFor(context.revocation);
  return {
    files: together(own.flatMap((recipe) => recipe.files(context))),
    starts: own.map((recipe) => ({
      label: recipe.label,
      ...(recipe.needs && { needs: recipe.needs }),
      commands: recipe.commands(context),
    })),
  };
}

/** Two servers may share a file. */
const together = (files: readonly NamedFile[]): readonly NamedFile[] => [
  ...new Map(files.map((file) => [file.path, file])).values(),
];

/** @returns `undefined` where no client can be pointed at it */
export async function exampleServer(
  { entry, folder }: LeafOrder,
  root: Bytes,
): Promise<ExampleServer | undefined> {
  const [host] = 'names' in entry ? connectableHosts(entry.names) : [];
  if (host === undefined) return undefined;
  return { folder, check: recipes.curl.commands(await contextOf(root, host)) };
}
