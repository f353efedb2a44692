/** Escapes and variables inside texts that a shell or its `printf` would go through. */

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** `\n` and its like, as `$'…'`, `printf` and `echo -e` know them. */
export function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, (whole, next: string) =>
    Object.hasOwn(escapes, next) ? (escapes[next] ?? whole) : whole,
  );
}

/** Of a here-document: variables the recipe sets. Others may be the file's own, which are written the same way. */
export function withVariables(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(
    /\\([$`\\])|\$(?:\{(\w+)\}|(\w+))/g,
    (whole, escaped: string | undefined, braced: string | undefined, bare: string | undefined) =>
      escaped ?? variables.get(braced ?? bare ?? '') ?? whole,
  );
}
