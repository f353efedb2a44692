/**
 * Where the servers in `run/` listen and what the checks open.
 *
 * Servers listen on one loopback address, never on the network, until HOST says otherwise: 127.0.0.1, since curl, browsers
 * and Python try every address of `localhost` and reach it, and since ::1 is missing on many machines (containers without
 * IPv6). Only a certificate whose first host is ::1 itself is served there. So a server starts whatever the names are, and
 * checks connect to that address themselves while they verify the name, whether or not the name resolves.
 */
import { parseIpAddress } from '../../codec/ip-address';
import type { RecipeContext } from './recipe';

/** All that an address depends on. */
export type Host = Pick<RecipeContext, 'host'>;

export const defaultPort = 8443;

export function listenAddress({ host }: Host): '127.0.0.1' | '::1' {
  return host === '::1' ? '::1' : '127.0.0.1';
}

/** `[::1]:8443`, `127.0.0.1:8443`: as servers want it on their command line. */
export function listenPair(context: Host): string {
  return `${bracketed(listenAddress(context))}:${defaultPort}`;
}

/** `https://localhost:8443/` */
export function pageUrl({ host }: Host): string {
  return `https://${bracketed(host)}:${defaultPort}/`;
}

/** An IPv6 address as it stands in a URL; anything else unchanged. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** An IP address, as against a DNS name. */
export function isAddress(host: string): boolean {
  return parseIpAddress(host) !== undefined;
}
