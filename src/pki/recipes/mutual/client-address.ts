/** The page that a client's programs open: that of the kit's own server, or whichever address they are given. */
import { pageUrl } from '../address';
import { jsQuote, pythonQuote, shellQuote } from '../quote';
import type { ClientContext } from './recipe';

/** Reserved by RFC 2606: nobody's. */
const EXAMPLE = 'https://server.example/';
const wanted = (line: string): string => `Give the address of the page: ${line} ${EXAMPLE}`;

/** What to type, with an address where the program knows none. */
export const commandFor = ({ host }: ClientContext, line: string): string =>
  host === undefined ? `${line} ${EXAMPLE}` : line;

/** For the first comment of a program. */
export const addressAbout = ({ host }: ClientContext): string =>
  host === undefined ? 'the address is given as argument' : 'the address may be given as argument';

export const shellUrl = ({ host }: ClientContext, line: string): string =>
  host === undefined
    ? `[ $# -gt 0 ] || { echo ${shellQuote(wanted(line))} >&2; exit 2; }\nURL=$1`
    : `URL=\${1:-${shellQuote(pageUrl({ host }))}}`;

export const pythonUrl = ({ host }: ClientContext, line: string): string =>
  `URL = sys.argv[1] if len(sys.argv) > 1 else ${
    host === undefined ? `sys.exit(${pythonQuote(wanted(line))})` : pythonQuote(pageUrl({ host }))
  }`;

export const nodeUrl = ({ host }: ClientContext, line: string): string =>
  host === undefined
    ? `const [, , url] = process.argv;
if (url === undefined) {
  console.error(${jsQuote(wanted(line))});
  process.exit(2);
}`
    : `const url = process.argv[2] ?? ${jsQuote(pageUrl({ host }))};`;
