/** curl with `ca.pem` alone. A name that need not resolve is sent to the address the servers listen on. */
import { bracketed, defaultPort, isAddress, listenAddress, pageUrl } from './address';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';

export const curl: Recipe = {
  files: () => [],
  commands: (context) => ['curl --cacert ca.pem', ...route(context), shellQuote(pageUrl(context))].join(' '),
  // curl/curl issue 3727: Schannel wants a revocation list that no local authority has.
  note: () => 'With the curl that comes with Windows, add --ssl-no-revoke.',
};

function route(context: RecipeContext): readonly string[] {
  const address = listenAddress(context);
  const { host } = context;
  if (host === 'localhost' || host === address) return [];
  // --resolve is for names alone; only --connect-to redirects an address.
  return isAddress(host)
    ? [`--connect-to ${shellQuote(`${bracketed(host)}:${defaultPort}:${bracketed(address)}:${defaultPort}`)}`]
    : [`--resolve ${shellQuote(`${host}:${defaultPort}:${bracketed(address)}`)}`];
}
