/**
 * What a registry gives names out under: `com`, `co.uk` (publicsuffix.org, by way of `tldts`). Only its section of ICANN's is asked, since
 * the CA/B Baseline Requirements (3.2.2.6) and Chromium ask no other: `*.github.io` is GitHub's own wildcard, and an honest one. The list has
 * 47 kB gzipped, so it is loaded when a wildcard is to be judged, and never before.
 */

/** The public suffix of a host in A-labels; its last label where no registry is known, as the list's own rule `*` has it. */
export type PublicSuffix = (host: string) => string | undefined;

export async function publicSuffixes(): Promise<PublicSuffix> {
  const { getPublicSuffix } = await import('tldts');
  const options = { allowPrivateDomains: false, extractHostname: false, validateHostname: false };
  return (host) => getPublicSuffix(host.toLowerCase(), options) ?? undefined;
}

/** Whether somebody's names may stand for those of others: what is below the wildcard is the registry's own. */
export const isWideWildcard = (presented: string, suffixOf: PublicSuffix): boolean =>
  presented.startsWith('*.') && suffixOf(presented.slice(2)) === presented.slice(2).toLowerCase();
