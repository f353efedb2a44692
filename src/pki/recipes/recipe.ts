/**
 * What one server, one check or one trust store contributes to the zip and to the page "ready", in two halves:
 * a light row in `catalogue.ts` (the page's first chunk reads it) and a module of text found in `all.ts` under the
 * same id (worker only). A recipe is data and text: it knows no key, only names, paths and whether the key file is encrypted.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';

/** Everything a recipe may depend on. */
export interface RecipeContext {
  /** Folder in the zip: `localhost+3`. */
  readonly folder: string;
  /** Names in the certificate that a client can connect to: DNS names without wildcards, IP addresses; never empty. */
  readonly hosts: readonly string[];
  /** The host that commands open: `localhost` when the certificate has it, else the first of `hosts`. IPv6 without brackets. */
  readonly host: string;
  /** What clients are told to trust: the root, or the certificate itself when it is self-signed. */
  readonly anchor: {
    /** CommonName of the subject, or a printable stand-in. */
    readonly name: string;
    readonly der: Bytes;
    readonly pem: string;
    /** Lower-case hex, no separators. */
    readonly sha256: string;
    readonly sha1: string;
    /** OpenSSL's subject hashes, 8 hex digits: file names in hashed directories (`subjectHashOld` for Android). */
    readonly subjectHash: string;
    readonly subjectHashOld: string;
    /** ISO 8601 date and time of notAfter, UTC. */
    readonly notAfter: string;
  };
  /** No authority: the certificate is its own anchor (CA:FALSE). */
  readonly selfSigned: boolean;
  /** key.pem and combined.pem need a password. */
  readonly keyEncrypted: boolean;
}

// --- The row: what the page shows before anything is made -----------------------------------------------------------

/** A file a recipe adds, as the live tree shows it. */
interface RecipeFile {
  /** `run/uvicorn.sh` */
  readonly path: string;
  /** A few words: `starts uvicorn`. No full stop. */
  readonly about: string;
}

interface RowBase {
  /** Stable, kebab-case, unique over all kinds: `python-ssl`, `uvicorn`, `linux`. */
  readonly id: string;
  /** On the tab: `Python ssl`. */
  readonly label: string;
  /** Started and opened by our own tests (true), or written from documentation only. */
  readonly tried: boolean;
  /** `Recipe.files` gives exactly these paths, in this order. Two recipes may share a file if its contents are the same. */
  readonly files: readonly RecipeFile[];
}

/** How a server reads an encrypted key. */
type EncryptedKeySupport =
  | 'environment' // the recipe reads KEY_PASSWORD, else asks on the terminal
  | 'never'; // the program has no way; the recipe is left out and the README says so

interface ServeRow extends RowBase {
  readonly kind: 'serve';
  readonly encryptedKey: EncryptedKeySupport;
}

interface CheckRow extends RowBase {
  readonly kind: 'check';
}

interface TrustRow extends RowBase {
  readonly kind: 'trust';
}

export type RecipeRow = ServeRow | CheckRow | TrustRow;

// --- The module: the text ------------------------------------------------------------------------------------------

/** One module exports one of these; `all.ts` maps ids to them. */
export interface Recipe {
  /** What must be installed first, one way a line (`apt install nginx`); absent where nothing must. */
  readonly needs?: readonly string[];
  files(context: RecipeContext): readonly NamedFile[];
  /** What to type in the unzipped folder; may span lines, empty where the way is by hand only. Every line runs as it stands. */
  commands(context: RecipeContext): string;
  /** One or two sentences on what to know, plain text. */
  note?(context: RecipeContext): string;
  /** What to do by hand, in order; plain text, one step an entry. */
  steps?(context: RecipeContext): readonly string[];
}
