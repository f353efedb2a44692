/** Caddy with the certificate from the zip instead of one of its own. It cannot read an encrypted key. */
import { defaultPort, listenAddress } from './address';
import type { Recipe, RecipeContext } from './recipe';
import { waysToInstall } from './shell-script';

export const caddy: Recipe = {
  needs: waysToInstall({ apt: 'caddy' }),
  files: (context) => [{ path: 'run/Caddyfile', contents: caddyfile(context), mode: 0o644 }],
  commands: () => 'caddy run --config run/Caddyfile',
  note: () => 'Caddy 2. Start it in the unzipped folder: the certificate is found from there.',
};

function caddyfile(context: RecipeContext): string {
  return `# Caddy serving one page over HTTPS: caddy run --config run/Caddyfile
# HOST and PORT in the environment change the address.
{
	admin off
	auto_https off
	skip_install_trust
}

https://:{$PORT:${defaultPort}} {
	bind {$HOST:${listenAddress(context)}}
	tls fullchain.pem key.pem
	header Content-Type "text/html; charset=utf-8"
	respond "<!doctype html><html lang=en><title>It works</title><h1>It works</h1><p>Served by Caddy over {tls_version}.</p>"
}
`;
}
