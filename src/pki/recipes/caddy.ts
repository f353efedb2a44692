/**
 * Caddy with the certificate from the zip; it cannot read an encrypted key. No `skip_install_trust` here: naming its own
 * authority, if only to keep it from being trusted, makes Caddy create one.
 */
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
}

https://:{$PORT:${defaultPort}} {
	bind {$HOST:${listenAddress(context)}}
	tls fullchain.pem key.pem
	header Content-Type "text/html; charset=utf-8"
	respond "<!doctype html><html lang=en><title>It works</title><h1>It works</h1><p>Served by Caddy over {tls_version}.</p>"
}
`;
}
