// The page requires Trusted Types, and the worker's address is the one string it hands to a script sink. The default policy
// lets through a blob this page made and nothing else: no HTML, no script text, no address of a file, not even our own
// (a worker fetched from one would not inherit the page's policy; see worker/spawn-module.ts).
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string | null }): unknown;
}

/** Call once, before the worker starts. Browsers without Trusted Types need nothing and get nothing. */
export function trustOwnBlobsOnly(): void {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  // Not `location.origin`: on file:// that is "file://", while the origin, and so a blob's address, reads "null".
  const own = `blob:${globalThis.origin}/`;
  factory?.createPolicy('default', { createScriptURL: (url) => (url.startsWith(own) ? url : null) });
}
