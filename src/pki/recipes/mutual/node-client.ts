/** Node's own https module as a client with a certificate. */
import { addressAbout, commandFor, nodeUrl } from './client-address';
import type { ClientContext, MutualClient } from './recipe';

const LINE = 'node run/node-client.mjs';

export const nodeClient: MutualClient = {
  label: 'Node',
  needs: ['apt install nodejs'],
  files: (context) => [{ path: 'run/node-client.mjs', contents: program(context), mode: 0o644 }],
  commands: (context) => commandFor(context, LINE),
  note: ({ keyEncrypted }) =>
    'Node 18 or later. The built-in fetch cannot carry a certificate; new Agent({ connect: { ca, cert, key } }) of the package ' +
    'undici as its dispatcher can.' +
    (keyEncrypted ? ' KEY_PASSWORD in the environment opens the key.' : ''),
};

function program(context: ClientContext): string {
  return `// Opens a page and proves with this certificate who asks for it; ${addressAbout(context)} (Node 18 and later).
import { readFileSync } from 'node:fs';
import { get } from 'node:https';

${nodeUrl(context, LINE)}
const inFolder = (name) => readFileSync(new URL(\`../\${name}\`, import.meta.url));
const tls = {
  ca: inFolder('ca.pem'),
  cert: inFolder('${context.certificate}'),
  key: inFolder('key.pem'),
  minVersion: 'TLSv1.2',
${context.keyEncrypted ? '  passphrase: process.env.KEY_PASSWORD,\n' : ''}};

get(url, tls, (response) => {
  console.log(response.statusCode);
  response.setEncoding('utf8').on('data', (text) => process.stdout.write(text));
  response.on('end', () => {
    if (response.statusCode !== 200) process.exitCode = 1;
  });
}).on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
`;
}
