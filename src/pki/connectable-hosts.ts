/** The hosts of a certificate that a client can be pointed at: for links, commands and checks. */
import type { AcceptedName } from './name';

/**
 * Names and addresses in the order given, an IPv6 address without brackets. A server listens on 0.0.0.0 or :: and nobody
 * connects to it; a wildcard stands in with `www.` where there is nothing else.
 */
export function connectableHosts(names: readonly AcceptedName[]): readonly string[] {
  const hosts = names
    .filter(
      ({ kind, notes }) =>
        kind === 'dns' || (kind.startsWith('ip') && !notes.includes('unspecified-address')),
    )
    .map(({ value }) => value);
  if (hosts.length > 0) return hosts;
  return names.filter(({ kind }) => kind === 'wildcard').map(({ value }) => `www.${value.slice(2)}`);
}
