/**
 * File and folder names made from host names, or from anything a person typed. They are plain ASCII, so that they unzip to
 * the same thing under every locale, cannot leave their folder, and are no device of Windows. Paths are not made here.
 */
import { toASCII } from 'punycode/';
import type { AcceptedName } from './name';

/** Well below the 255 octets of file systems and, with a folder or two, below the 260 characters of Windows. */
const MAX_LENGTH = 100;

/** Windows opens a device under these names, whatever the extension, in any folder. */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|com\d|lpt\d)(?:\.|$)/i;

/** One path component: `safeFileName('*.app.test', '.pem')` is `_wildcard.app.test.pem`. */
export function safeFileName(stem: string, extension = ''): string {
  const ascii = encoded(stem)
    // As mkcert names its files.
    .replaceAll('*', '_wildcard')
    .replace(/[^\w.+@-]/g, '_')
    .replace(/\.\.+/g, (dots) => '_'.repeat(dots.length))
    // A leading dot hides a file, a leading hyphen makes it an option, a leading @ a list of them in PowerShell (or a file to
    // read them from, to many programs), and Windows drops a dot at the end.
    .replace(/^[.@-]|\.$/g, '_');
  const named = DEVICE.test(ascii) ? `_${ascii}` : ascii === '' ? '_' : ascii;
  return shortened(named, MAX_LENGTH - extension.length) + extension;
}

/** Letters outside ASCII as an A-label spells them; NFC and lower case, so that one word has one spelling. */
function encoded(text: string): string {
  const composed = text.normalize('NFC');
  if (!/[\u0080-\u{10ffff}]/u.test(composed)) return composed;
  // Punycode takes quadratic time.
  return toASCII(shortened(composed, MAX_LENGTH).toLowerCase());
}

/** Keeps both ends: hosts differ at the front, and their domain stands at the back. */
function shortened(name: string, most: number): string {
  if (name.length <= most) return name;
  const tail = Math.floor(most / 3);
  return `${name.slice(0, most - tail - 1)}_${name.slice(-tail)}`;
}

/** The same names with `-2`, `-3` … before the extension where a file system that ignores case would see one file twice. */
export function uniqueFileNames(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return names.map((name) => {
    const dot = name.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    let unique = name;
    for (let number = next.get(name.toLowerCase()) ?? 2; taken.has(unique.toLowerCase()); number++) {
      unique = `${shortened(stem, MAX_LENGTH - extension.length - String(number).length - 1)}-${number}${extension}`;
      next.set(name.toLowerCase(), number + 1);
    }
    taken.add(unique.toLowerCase());
    return unique;
  });
}

/** The folder of a certificate, as mkcert would name its file: `localhost+3`, `_wildcard.app.test`, `__1`. */
export function folderName(names: readonly AcceptedName[]): string {
  const [first] = names;
  if (first === undefined) return 'certificate';
  return safeFileName(first.value, names.length > 1 ? `+${names.length - 1}` : '');
}
