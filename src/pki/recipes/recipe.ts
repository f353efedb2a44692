/**
 * What one server, one trust store or one check contributes to the zip and to the page "ready".
 * A recipe is data and text: it knows no key, only names, paths and whether the key file is encrypted.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../named-file';

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

/** How a server reads an encrypted key. */
export type EncryptedKeySupport =
  | 'environment' // the recipe reads KEY_PASSWORD, else asks on the terminal
  | 'never'; // the program has no way; the recipe is left out and the README says so

export interface ServeRecipe {
  readonly kind: 'serve';
  /** Stable, kebab-case: `python-ssl`, `uvicorn`. */
  readonly id: string;
  /** On the tab: `Python ssl`. */
  readonly label: string;
  /** Started and opened by our own tests (true), or written from documentation only. */
  readonly tried: boolean;
  readonly encryptedKey: EncryptedKeySupport;
  /** Paths this recipe adds; `files` gives exactly these. Two recipes may share a file if its contents are the same. */
  readonly paths: readonly string[];
  files(context: RecipeContext): readonly NamedFile[];
  /** What to type in the unzipped folder; may span lines. Every line runs as it stands. */
  commands(context: RecipeContext): string;
  /** One or two sentences on what to know, plain text. */
  note?(context: RecipeContext): string;
}

export interface TrustRecipe {
  readonly kind: 'trust';
  /** `linux`, `macos`, `windows`, `iphone`, `android`, `firefox`, `java`, `node`, `python`, `docker`. */
  readonly id: string;
  readonly label: string;
  readonly tried: boolean;
  readonly paths: readonly string[];
  files(context: RecipeContext): readonly NamedFile[];
  /** Commands to run in the unzipped folder; empty where the way is by hand only. */
  commands(context: RecipeContext): string;
  /** What to do by hand, or to know, in order; plain text, one step an entry. */
  steps?(context: RecipeContext): readonly string[];
}

export type Recipe = ServeRecipe | TrustRecipe;
