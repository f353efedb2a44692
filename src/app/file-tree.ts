/** The zip in brief: the files at its top, and its folders folded. */
import { applicableRecipes, plannedFiles, type BundleShape, type PlannedFile } from '../pki/planned-files';

type FolderName = 'run' | 'trust';

export type TreeRow =
  | { readonly path: string; readonly about: string; readonly folder?: undefined }
  /** A folder, with what it serves or where it installs, as on the tabs of the page "ready". */
  | { readonly path: string; readonly folder: FolderName; readonly labels: readonly string[] };

const kindIn = { run: 'serve', trust: 'trust' } as const;

const folderOf = ({ path }: PlannedFile): FolderName | undefined =>
  path.startsWith('run/') ? 'run' : path.startsWith('trust/') ? 'trust' : undefined;

/** In the order of the zip; a folder stands where its first file would. */
export function fileTree(shape: BundleShape): readonly TreeRow[] {
  const rows = applicableRecipes(shape);
  const tree: TreeRow[] = [];
  const seen = new Set<FolderName>();
  for (const file of plannedFiles(shape)) {
    const folder = folderOf(file);
    if (folder === undefined) tree.push(file);
    else if (!seen.has(folder)) {
      seen.add(folder);
      const labels = rows
        .filter((row) => row.kind === kindIn[folder] && row.files.length > 0)
        .map(({ label }) => label);
      tree.push({ path: `${folder}/`, folder, labels });
    }
  }
  return tree;
}
