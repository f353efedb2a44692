/**
 * What a server or a client contributes where clients prove who they are with a certificate (mutual TLS). Apart from the
 * recipes for plain HTTPS, which the page's first chunk lists and which must not change because of this.
 */
import type { NamedFile } from '../../../codec/named-file';

/**
 * What `client-ca.crl.pem` covers. `chain`: every authority in `client-ca.pem`. `issuer`: the one that signs the clients, not
 * those above it. `none`: there is no such file.
 */
export type RevocationCover = 'chain' | 'issuer' | 'none';

/** Everything a recipe may depend on. */
export interface MutualContext {
  /** The host that commands open. IPv6 without brackets. */
  readonly host: string;
  readonly revocation: RevocationCover;
}

/** What a client's folder holds. */
export interface ClientContext {
  /** Of the server; `undefined` where nobody knows which: then programs ask for the address. IPv6 without brackets. */
  readonly host: string | undefined;
  /** key.pem needs the client's password. */
  readonly keyEncrypted: boolean;
  /** The file with the certificate and what stands between it and the root: what a client sends. */
  readonly certificate: 'cert.pem' | 'fullchain.pem';
}

interface MutualRecipe {
  /** On the page and in the README: `uvicorn`. */
  readonly label: string;
  /** What must be installed first, one way a line; absent where nothing must. */
  readonly needs?: readonly string[];
}

/** How somebody whose certificate is revoked is turned away. */
type RevokedAnswer =
  | 'handshake' // by the TLS library
  | 'page'; // the handshake succeeds, and the answer to the request is an error

export interface MutualServer extends MutualRecipe {
  readonly revoked: RevokedAnswer;
  /** Its TLS library wants a list from every authority in the chain; with fewer it turns everyone away. */
  readonly wantsWholeChain: boolean;
  files(context: MutualContext): readonly NamedFile[];
  /** What to type in the folder `server`. */
  commands(context: MutualContext): string;
  /**
   * The same by the program's own flags and the application of `run/`; absent where no flags require a certificate. None of
   * these flags reads a list: whoever is revoked comes in.
   */
  flags?(context: MutualContext): string;
  /** Plain text. */
  note(context: MutualContext): string;
}

export interface MutualClient extends MutualRecipe {
  files(context: ClientContext): readonly NamedFile[];
  /** What to type in the client's own folder. */
  commands(context: ClientContext): string;
  /** Plain text. */
  note(context: ClientContext): string;
}
