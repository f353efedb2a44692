/** The zip as a tree: the files at its top, and its folders folded with what matters about them. */
import { applicableRecipes, plannedFiles, type BundleShape, type PlannedFile } from '../pki/planned-files';

export interface Folder {
  readonly name: 'run' | 'trust';
  readonly files: readonly PlannedFile[];
  /** What it serves or where it installs, as on the tabs of the page "ready". */
  readonly labels: readonly string[];
}

export type TreeNode =
  | { readonly kind: 'file'; readonly file: PlannedFile }
  | { readonly kind: 'folder'; readonly folder: Folder };

const kindIn = { run: 'serve', trust: 'trust' } as const;

/** In the order of the zip; a folder stands where its first file would. */
export function fileTree(shape: BundleShape): readonly TreeNode[] {
  const files = plannedFiles(shape);
  const rows = applicableRecipes(shape);
  const tree: TreeNode[] = [];
  const seen = new Set<string>();
  for (const file of files) {
    const name = file.path.startsWith('run/') ? 'run' : file.path.startsWith('trust/') ? 'trust' : undefined;
    if (name === undefined) tree.push({ kind: 'file', file });
    else if (!seen.has(name)) {
      seen.add(name);
      const within = files
        .filter(({ path }) => path.startsWith(`${name}/`))
        .map(({ path, about }) => ({ path: path.slice(name.length + 1), about }));
      const labels = rows
        .filter((row) => row.kind === kindIn[name] && row.files.length > 0)
        .map(({ label }) => label);
      tree.push({ kind: 'folder', folder: { name, files: within, labels } });
    }
  }
  return tree;
}
