/**
 * Django's `runserver_plus` (django-extensions on Werkzeug; it insists on pyOpenSSL). No option for the password of a key.
 * With its reloader: --noreload ends in KeyError 'WERKZEUG_SERVER_FD' from Werkzeug 2.1 on, and stopping the first process
 * by its id stops the second as well.
 */
import { listenPair } from './address';
import { djangoProject } from './django-project';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { findPython, shellAddress, shellScript, waysToInstall } from './shell-script';

const packages = {
  apt: 'python3-django python3-django-extensions python3-werkzeug python3-openssl',
  pip: 'django django-extensions werkzeug pyopenssl',
};
const modules = ['django', 'django_extensions', 'werkzeug', 'OpenSSL'];

export const django: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [djangoProject, { path: 'run/django.sh', contents: script(context), mode: 0o755 }],
  commands: (context) => `python3 run/manage.py runserver_plus \\
  --cert-file fullchain.pem --key-file key.pem ${shellQuote(listenPair(context))}`,
  note: () =>
    'The development server with TLS, from django-extensions; run/manage.py is a whole project in one file.',
};

function script(context: RecipeContext): string {
  return shellScript(
    'Serves run/manage.py over HTTPS with runserver_plus; HOST and PORT change the address.',
    [
      shellAddress(context),
      findPython(modules, packages),
      `exec "$python" run/manage.py runserver_plus \\
  --cert-file fullchain.pem --key-file key.pem "$ADDRESS"
`,
    ],
  );
}
