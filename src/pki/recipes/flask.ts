/** `flask run`, Flask's own development server. It has no option for the password of a key. */
import { flaskApp } from './flask-app';
import { defaultPort, listenAddress } from './address';
import type { Recipe, RecipeContext } from './recipe';
import { findPythonProgram, shellAddress, shellScript, waysToInstall } from './shell-script';

const packages = { apt: 'python3-flask', pip: 'flask' };

export const flask: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [flaskApp, { path: 'run/flask.sh', contents: script(context), mode: 0o755 }],
  commands: (
    context,
  ) => `flask --app run/flask_app.py run --host ${listenAddress(context)} --port ${defaultPort} \\
  --cert fullchain.pem --key key.pem`,
  note: () => 'Flask 2.2 or later; the development server, serving run/flask_app.py.',
};

function script(context: RecipeContext): string {
  return shellScript('Serves run/flask_app.py over HTTPS with flask run; HOST and PORT change the address.', [
    shellAddress(context),
    findPythonProgram('flask', ['flask'], packages),
    `exec "$@" --app run/flask_app.py run --host "$HOST" --port "$PORT" \\
  --cert fullchain.pem --key key.pem
`,
  ]);
}
