/**
 * International names: Unicode ⇄ A-labels (UTS #46 as browsers apply it, RFC 3492), and the choice which form to show.
 * A name is shown in Unicode where each label keeps to one script, or to the mixtures Japanese, Chinese and Korean are
 * written in ("highly restrictive", UTS #39 §5.2), and no Cyrillic label consists of Latin look-alikes alone: Chromium's
 * policy in brief. Greek look-alikes are let pass, they spell ordinary Greek words; the encoded form stands beside.
 */
import { toUnicode } from 'punycode/';

/** Does not fit a host even as Unicode. Non-ASCII is left to the mapping. */
export const FORBIDDEN_ASCII = /[^a-z0-9.\-\u0080-\u{10ffff}]/iu;

/**
 * What a browser makes of a host: A-labels of an international name, dotted decimal of `127.1`; `undefined` where it refuses.
 * (`URL.canParse` would do but for Node 20, which answers wrongly outside ASCII once the call has been optimised.)
 */
export function hostInBrowser(host: string): string | undefined {
  // Everything by which a URL could read more than a host out of the text is kept from it.
  return FORBIDDEN_ASCII.test(host) ? undefined : parseUrl(`http://${host}`)?.hostname;
}

export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** Decodes to something that encodes to the same again. Chromium looks at no label that is ASCII already. */
export function isALabel(label: string): boolean {
  const decoded = decode(label);
  return decoded !== undefined && /[\u0080-\u{10ffff}]/u.test(decoded) && hostInBrowser(decoded) === label;
}

/** The Unicode form of a name in A-labels, or `undefined` where it had better be shown as it is. */
export function toShownUnicode(ascii: string): string | undefined {
  const decoded = decode(ascii);
  return decoded?.split('.').every(isPlain) && hostInBrowser(decoded) === ascii ? decoded : undefined;
}

function decode(ascii: string): string | undefined {
  try {
    return toUnicode(ascii);
  } catch {
    return undefined;
  }
}

/** Letters, marks, digits, the joiners UTS #46 has checked in context, two word-middle dots, and pictures. */
const WORD = /^(?:[\p{L}\p{M}\p{N}\p{Extended_Pictographic}·・-]|\u200c|\u200d)+$/u;
const CYRILLIC_LIKE_LATIN = /^[асԁеһіјӏорԛѕԝхуъьҽпгѵѡ\d-]+$/;

const ONE_SCRIPT =
  'Latn Cyrl Grek Arab Hebr Armn Geor Deva Beng Guru Gujr Orya Taml Telu Knda Mlym Sinh Thai Laoo Mymr Khmr Tibt Ethi Thaa';
const MIXTURES = 'LatnHaniHiraKana LatnHaniBopo LatnHaniHang';
let scripts: readonly RegExp[] | undefined;

function isPlain(label: string): boolean {
  if (/^[a-z0-9-]*$/.test(label)) return true;
  if (!WORD.test(label) || CYRILLIC_LIKE_LATIN.test(label)) return false;
  // Two dozen patterns over Unicode tables: compiled when the first international name comes, not when the page loads.
  scripts ??= `${ONE_SCRIPT} ${MIXTURES}`
    .split(' ')
    .map((codes) => new RegExp(`^[${(codes + 'ZyyyZinh').replace(/.{4}/g, '\\p{scx=$&}')}]+$`, 'u'));
  return scripts.some((script) => script.test(label));
}
