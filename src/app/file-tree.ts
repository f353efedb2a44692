/** The zip in brief: the files at its top, and its folders folded. */
import type { PlannedFile } from '../pki/planned-files';
import type { RecipeRow } from '../pki/recipes/recipe';

type FolderName = 'run' | 'trust';

export type TreeRow =
  | { readonly path: string; readonly about: string; readonly folder?: undefined }
  /** A folder, with what it serves or where it installs, as on the tabs of the page "ready". */
  | { readonly path: string; readonly folder: FolderName; readonly labels: readonly string[] };

const kindIn = { run: 'serve', trust: 'trust' } as const;

const folderOf = ({ path }: PlannedFile): FolderName | undefined =>
  path.startsWith('run/') ? 'run' : path.startsWith('trust/') ? 'trust' : undefined;

/**
 * In the order of the zip; a folder stands where its first file would.
 * @param recipes those that put something into it
 */
export function fileTree(files: readonly PlannedFile[], recipes: readonly RecipeRow[]): readonly TreeRow[] {
  const tree: TreeRow[] = [];
  const seen = new Set<FolderName>();
  for (const file of files) {
    const folder = folderOf(file);
    if (folder === undefined) tree.push(file);
    else if (!seen.has(folder)) {
      seen.add(folder);
      const labels = recipes
        .filter((row) => row.kind === kindIn[folder] && row.files.length > 0)
        .map(({ label }) => label);
      tree.push({ path: `${folder}/`, folder, labels });
    }
  }
  return tree;
}
