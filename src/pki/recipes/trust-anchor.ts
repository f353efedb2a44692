/**
 * What trust stores call the certificate, and the file of it that several of them take. Names come from a CommonName, which
 * may hold anything; what leaves here is safe as a nickname, as a file name and as a keystore alias.
 */
import type { NamedFile } from '../../codec/named-file';
import type { RecipeContext } from './recipe';

type Anchor = RecipeContext['anchor'];

/** Enough of the fingerprint to tell two authorities of one name apart. */
const tag = ({ sha256 }: Anchor): string => sha256.slice(0, 8);

/** For sentences: in one line, and nothing in it that turns the text around it (bidirectional controls are format characters). */
export function shownName({ name }: Anchor): string {
  return name.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
}

/**
 * Nickname in an NSS database. NSS reads `:` as the end of a token's name, and a line break would split certutil's list:
 * letters, marks, digits and a few signs of any script are kept, all else becomes a blank.
 */
export function browserNickname(anchor: Anchor): string {
  const words = anchor.name.replace(/[^\p{L}\p{M}\p{N} ._+@-]+/gu, ' ').replace(/ +/g, ' ');
  const short = words.replace(/^(.{48}).*$/u, '$1').trim();
  return `${short === '' ? 'Certificate' : short} (${tag(anchor)})`;
}

/** ASCII name without a suffix, for files in system stores and aliases in keystores: `certwright-local-authority-1a2b3c4d`. */
export function anchorFileName(anchor: Anchor): string {
  const words = anchor.name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const slug = words.join('-').slice(0, 40).replace(/-$/, '');
  return `${slug === '' ? 'certificate' : slug}-${tag(anchor)}`;
}

/**
 * PEM under a name that Windows and Android open on a click (`.pem` says nothing to them) and that Debian's and Docker's
 * stores want; all of them read PEM as well as DER.
 */
export function anchorFile({ anchor }: RecipeContext): NamedFile {
  return { path: 'trust/ca.crt', contents: anchor.pem, mode: 0o644 };
}
