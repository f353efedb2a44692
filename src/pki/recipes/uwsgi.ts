/**
 * uWSGI. Debian packs its HTTPS router and Python as plugins that must be named; the build from PyPI has both inside and has
 * no such plugins to load. An encrypted key it can only ask for itself, on the terminal, past any environment variable.
 */
import { listenPair } from './address';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { requireProgram, shellAddress, shellScript, waysToInstall } from './shell-script';

const packages = { apt: 'uwsgi uwsgi-plugin-python3', pip: 'uwsgi' };

export const uwsgi: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [
    { path: 'run/wsgi_app.py', contents: application, mode: 0o644 },
    { path: 'run/uwsgi.sh', contents: script(context), mode: 0o755 },
  ],
  commands: (
    context,
  ) => `uwsgi --plugins http,python3 --https ${shellQuote(`${listenPair(context)},fullchain.pem,key.pem`)} \\
  --master --die-on-term --need-app --wsgi-file run/wsgi_app.py --callable app`,
  note: () =>
    'As Debian packs it; a uWSGI installed by pip takes the same without --plugins. run/uwsgi.sh knows both.',
};

const application = `"""One page for any WSGI server, without a framework: put your own application in its place."""


def app(environ, start_response):
    version = environ.get("uwsgi.version", b"").decode()
    server = f"uWSGI {version}" if version else "a WSGI server"
    body = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Served by {server} over {environ['wsgi.url_scheme']}.</p>\\n"
    ).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
`;

function script(context: RecipeContext): string {
  return shellScript('Serves run/wsgi_app.py over HTTPS with uWSGI; HOST and PORT change the address.', [
    shellAddress(context),
    requireProgram('uwsgi', packages),
    `# Debian has the HTTPS router and Python as plugins; a uWSGI installed by pip has them inside.
options=$(uwsgi --help)
set --
case $options in
  *--wsgi-file*) ;;
  *) set -- --plugins http,python3 ;;
esac

exec uwsgi "$@" --https "$ADDRESS,fullchain.pem,key.pem" --master --die-on-term --need-app \\
  --wsgi-file run/wsgi_app.py --callable app
`,
  ]);
}
