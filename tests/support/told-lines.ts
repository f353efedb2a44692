// What a kit tells people to type: the lines of its README.md with what stands above each, and those of a client's INSTALL.html.

export interface ToldLine {
  /** The heading it stands under. */
  readonly of: string;
  readonly line: string;
  /** The paragraph right above it. */
  readonly above: string;
}

/** Code blocks of Markdown. */
export function linesOfReadme(readme: string): readonly ToldLine[] {
  return readme.split(/^#+ /m).flatMap((part) => {
    const of = part.slice(0, part.indexOf('\n'));
    return [...part.matchAll(/(?:^|\n)([^\n]*)\n+```\n([^`]*)\n```\n/g)].map(([, above = '', line = '']) => ({
      ...{ of, line, above },
    }));
  });
}

const entities = /&#(\d+);/g;
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(entities, (_, code: string) => String.fromCharCode(Number(code)))
    .trim();

/** The blocks of INSTALL.html that are closed until one opens them. */
export function linesOfPage(page: string): readonly ToldLine[] {
  return [...page.matchAll(/<summary>(.*?)<\/summary>([\s\S]*?)<\/details>/g)].map(
    ([, of = '', rest = '']) => {
      const [, line = ''] = /<pre>([\s\S]*?)<\/pre>/.exec(rest) ?? [];
      return { of: plain(of), line: plain(line), above: plain(rest.replace(/<pre>[\s\S]*?<\/pre>/, '')) };
    },
  );
}
