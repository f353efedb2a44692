/** uvicorn. Its password flag would show in `ps`; the environment variable of the same name does not. */
import { asgiApp } from './asgi-app';
import { defaultPort, listenAddress } from './address';
import type { Recipe, RecipeContext } from './recipe';
import {
  findPythonProgram,
  keyPasswordNote,
  shellAddress,
  shellKeyPassword,
  shellScript,
  waysToInstall,
} from './shell-script';

const packages = { apt: 'uvicorn python3-starlette', pip: 'uvicorn starlette' };

export const uvicorn: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [asgiApp, { path: 'run/uvicorn.sh', contents: script(context), mode: 0o755 }],
  commands: (context) =>
    context.keyEncrypted
      ? 'sh run/uvicorn.sh'
      : `uvicorn asgi_app:app --app-dir run --host ${listenAddress(context)} --port ${defaultPort} \\
  --ssl-certfile fullchain.pem --ssl-keyfile key.pem`,
  note: ({ keyEncrypted }) =>
    'Serves the Starlette application in run/asgi_app.py.' + (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

function script(context: RecipeContext): string {
  return shellScript('Serves run/asgi_app.py over HTTPS with uvicorn; HOST and PORT change the address.', [
    shellAddress(context),
    findPythonProgram('uvicorn', ['uvicorn', 'starlette'], packages),
    ...(context.keyEncrypted
      ? [shellKeyPassword, 'export UVICORN_SSL_KEYFILE_PASSWORD="$KEY_PASSWORD"']
      : []),
    `exec "$@" asgi_app:app --app-dir run --host "$HOST" --port "$PORT" \\
  --ssl-certfile fullchain.pem --ssl-keyfile key.pem
`,
  ]);
}
