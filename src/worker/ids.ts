/** Names of things the worker holds for the page. They say nothing about the thing, and no other kind's id fits in their place. */

/** An opened authority. */
export type AuthorityId = string & { readonly authority: never };
/**
 * Serial numbers that stand in the record of one of the user's own authorities, before anything is signed under them. The vault
 * alone makes one (`app/vault`), and such an authority signs under nothing else.
 */
export type PromisedSerials = readonly string[] & { readonly promised: never };
/** A private key. */
export type KeyId = string & { readonly key: never };
/** What was made on the page: a certificate or a request, with its key where that is here. */
export type MadeId = string & { readonly made: never };
