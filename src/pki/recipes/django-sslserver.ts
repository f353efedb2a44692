/**
 * django-sslserver's `runsslserver`, written from its documentation: Debian has no package of it, so no test starts it.
 * Its last release, 0.22, calls ssl.wrap_socket, which Python 3.12 removed (teddziuba/django-sslserver issue 111).
 */
import { listenPair } from './address';
import { djangoProject } from './django-project';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { findPython, shellAddress, shellScript, waysToInstall } from './shell-script';

const packages = { pip: 'django django-sslserver' };

export const djangoSslserver: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [
    djangoProject,
    { path: 'run/django-sslserver.sh', contents: script(context), mode: 0o755 },
  ],
  commands: (context) =>
    `python3 run/manage.py runsslserver --certificate fullchain.pem --key key.pem ${shellQuote(listenPair(context))}`,
  note: () => 'Needs Python 3.11 or earlier: its last release uses a function that Python 3.12 removed.',
};

function script(context: RecipeContext): string {
  return shellScript('Serves run/manage.py over HTTPS with runsslserver; HOST and PORT change the address.', [
    shellAddress(context),
    findPython(['django', 'sslserver'], packages),
    `exec "$python" run/manage.py runsslserver --certificate fullchain.pem --key key.pem "$ADDRESS"
`,
  ]);
}
