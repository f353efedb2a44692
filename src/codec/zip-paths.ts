/** Paths in an archive: none leads out of its folder, and no two are one on a system that cares less about spelling. */

/** Windows takes \ for a separator, : for a drive or a stream, and refuses the others. */
const FORBIDDEN = /[\\:*?"<>|]|\p{Cc}|\p{Cs}/u;

/** Empty, or of dots alone. */
const NO_NAME = /^\.{0,2}$/;

/** One file system would take two names of the same key for one. */
const keyOf = (path: string): string => path.normalize('NFC').toLowerCase();

/** `a/`, `a/b/` for `a/b/c`. */
export function parents(path: string): readonly string[] {
  const found: string[] = [];
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1))
    found.push(path.slice(0, at + 1));
  return found;
}

/** @throws RangeError: what stands in an archive is named by us, and this is the last look at it */
export function checkPaths(paths: readonly string[]): void {
  // Hundreds of folders have a few files each: what a folder is called is looked at once.
  const folders = new Map<string, string>();
  const taken = new Set<string>();
  const check = (path: string, name: string): void => {
    if (NO_NAME.test(name) || FORBIDDEN.test(name))
      throw new RangeError(`not a path in the archive: ${JSON.stringify(path)}`);
  };
  for (const path of paths) {
    for (const parent of parents(path)) {
      if (folders.has(parent)) continue;
      const inside = parent.slice(0, -1);
      check(path, inside.slice(inside.lastIndexOf('/') + 1));
      const key = keyOf(inside);
      folders.set(parent, key);
      taken.add(key);
    }
  }
  for (const path of paths) {
    const nameAt = path.lastIndexOf('/') + 1;
    const name = path.slice(nameAt);
    check(path, name);
    const key = `${folders.get(path.slice(0, nameAt)) ?? ''}/${keyOf(name)}`;
    if (taken.has(key)) throw new RangeError(`twice in the archive: ${JSON.stringify(path)}`);
    taken.add(key);
  }
}
