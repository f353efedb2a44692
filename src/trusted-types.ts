// The page requires Trusted Types, and the worker's address is the one string it hands to a script sink. The default policy
// lets through a blob this page made and nothing else: no HTML, no script text, no address of a file, not even our own
// (a worker fetched from one would not inherit the page's policy; see worker/spawn-module.ts).
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/** Call once, before the worker starts. Browsers without Trusted Types need nothing and get nothing. */
export function trustOwnBlobsOnly(): void {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  // On file:// the origin is the string "null", and so it reads in the blob's address.
  const own = `blob:${location.origin}/`;
  factory?.createPolicy('default', { createScriptURL: (url) => (url.startsWith(own) ? url : null) });
}
