/**
 * What a registry gives names out under: `com`, `co.uk` (publicsuffix.org, by way of `tldts`). Only its section of ICANN's is asked, since
 * the CA/B Baseline Requirements (3.2.2.6) and Chromium ask no other: `*.github.io` is GitHub's own wildcard, and an honest one. The list has
 * 47 kB gzipped, so it is loaded when a wildcard is to be judged or a request to be signed, and never before.
 */

/** The public suffix of a host in A-labels; its last label where no registry is known, as the list's own rule `*` has it. */
export type PublicSuffix = (host: string) => string | undefined;

export async function publicSuffixes(): Promise<PublicSuffix> {
  const { getPublicSuffix } = await import('tldts');
  const options = { allowPrivateDomains: false, extractHostname: false, validateHostname: false };
  return (host) => getPublicSuffix(host.toLowerCase(), options) ?? undefined;
}

/** Of a host below something that is given out. */
interface Registration {
  /** What was given to one owner: `example.co.uk`, also `me.github.io`; absent where the host is what is given out under. */
  readonly domain: string | undefined;
}

/** `undefined` where nobody on the Internet gives out such names: `app.test`, `nas.lan`, `localhost`. */
export type RegistrationOf = (host: string) => Registration | undefined;

export async function registrations(): Promise<RegistrationOf> {
  const { parse } = await import('tldts');
  const options = { allowPrivateDomains: true, extractHostname: false, validateHostname: false };
  return (host) => {
    const { domain, isIcann, isPrivate } = parse(host.toLowerCase(), options);
    return isIcann === true || isPrivate === true ? { domain: domain ?? undefined } : undefined;
  };
}

/** Whether somebody's names may stand for those of others: what is below the wildcard is the registry's own. */
export const isWideWildcard = (presented: string, suffixOf: PublicSuffix): boolean =>
  presented.startsWith('*.') && suffixOf(presented.slice(2)) === presented.slice(2).toLowerCase();
