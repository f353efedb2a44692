/**
 * gunicorn. It has no way to an encrypted key that works in all its versions: 20.1 (Debian 12) starts, listens and then fails
 * every handshake. Threads, since one worker without them serves nobody else while a client hangs in its handshake.
 */
import { flaskApp } from './flask-app';
import { listenPair } from './address';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { findPythonProgram, shellAddress, shellScript, waysToInstall } from './shell-script';

const packages = { apt: 'gunicorn python3-flask', pip: 'gunicorn flask' };

export const gunicorn: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [flaskApp, { path: 'run/gunicorn.sh', contents: script(context), mode: 0o755 }],
  commands: (
    context,
  ) => `gunicorn flask_app:app --pythonpath run --threads 4 -b ${shellQuote(listenPair(context))} \\
  --certfile fullchain.pem --keyfile key.pem`,
  note: () => 'Serves the Flask application in run/flask_app.py.',
};

function script(context: RecipeContext): string {
  return shellScript('Serves run/flask_app.py over HTTPS with gunicorn; HOST and PORT change the address.', [
    shellAddress(context),
    findPythonProgram('gunicorn', ['gunicorn', 'flask'], packages),
    `exec "$@" flask_app:app --pythonpath run --threads 4 -b "$ADDRESS" \\
  --certfile fullchain.pem --keyfile key.pem
`,
  ]);
}
