/** Which of its documents a text on the page "In bulk" is, told from how it begins; and files that are one, and longer than its reader takes. */

/** As much as the reader of `made.json` takes, in octets. */
const MOST_OCTETS = 32_000_000;
/** Enough of a file to tell. */
const HEAD = 200;

/** `made.json`, told from a manifest by its first field. */
export const looksLikeMade = (text: string): boolean => /^\uFEFF?\s*\{\s*"certwright-made"/.test(text);
export const looksLikeManifest = (text: string): boolean => /^\uFEFF?\s*\{/.test(text);

interface SortedOut {
  readonly fitting: readonly File[];
  /** An authority's, if anything: too large for any document of this page, and none by its beginning. */
  readonly others: File[];
  /** Names of those that are documents of this page, and cannot be read. */
  readonly tooLarge: readonly string[];
}

export async function sortedOut(files: readonly File[]): Promise<SortedOut> {
  const fitting = files.filter(({ size }) => size <= MOST_OCTETS);
  const others: File[] = [];
  const tooLarge: string[] = [];
  for (const file of files.filter(({ size }) => size > MOST_OCTETS)) {
    if (looksLikeManifest(await file.slice(0, HEAD).text())) tooLarge.push(file.name);
    else others.push(file);
  }
  return { fitting, others, tooLarge };
}
