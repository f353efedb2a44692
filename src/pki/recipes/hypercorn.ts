/** hypercorn. Its password flag would show in `ps`, so an encrypted key brings a configuration file that reads the environment. */
import { asgiApp } from './asgi-app';
import { listenPair } from './address';
import { shellQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import {
  findPythonProgram,
  keyPasswordNote,
  shellAddress,
  shellKeyPassword,
  shellScript,
  waysToInstall,
} from './shell-script';

const packages = { apt: 'python3-hypercorn python3-starlette', pip: 'hypercorn starlette' };

export const hypercorn: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [
    asgiApp,
    { path: 'run/hypercorn_config.py', contents: configuration, mode: 0o644 },
    { path: 'run/hypercorn.sh', contents: script(context), mode: 0o755 },
  ],
  commands: (context) =>
    context.keyEncrypted
      ? 'sh run/hypercorn.sh'
      : `hypercorn run/asgi_app:app -b ${shellQuote(listenPair(context))} --certfile fullchain.pem --keyfile key.pem`,
  note: ({ keyEncrypted }) =>
    'Speaks HTTP/2 as well. Serves the Starlette application in run/asgi_app.py.' +
    (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

const configuration = `"""What run/hypercorn.sh tells hypercorn: here, so that the password of the key stays off the command line."""
import os

certfile = "fullchain.pem"
keyfile = "key.pem"
keyfile_password = os.environ.get("KEY_PASSWORD")
`;

function script(context: RecipeContext): string {
  return shellScript('Serves run/asgi_app.py over HTTPS with hypercorn; HOST and PORT change the address.', [
    shellAddress(context),
    findPythonProgram('hypercorn', ['hypercorn', 'starlette'], packages),
    ...(context.keyEncrypted ? [shellKeyPassword, 'export KEY_PASSWORD'] : []),
    `exec "$@" run/asgi_app:app -c file:run/hypercorn_config.py -b "$ADDRESS"
`,
  ]);
}
