/** Node's own https module (Node 18 and later). */
import { bracketed, defaultPort, listenAddress } from './address';
import { jsQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { keyPasswordNote } from './shell-script';

export const node: Recipe = {
  needs: ['apt install nodejs'],
  files: (context) => [{ path: 'run/node-server.mjs', contents: server(context), mode: 0o644 }],
  commands: () => 'node run/node-server.mjs',
  note: ({ keyEncrypted }) => 'Node 18 or later.' + (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

function server(context: RecipeContext): string {
  return `// Serves one page over HTTPS with Node's own modules (Node 18 and later).
// HOST and PORT in the environment change the address${context.keyEncrypted ? '; KEY_PASSWORD opens the key without asking' : ''}.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
${
  context.keyEncrypted
    ? `import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
`
    : ''
}
const name = ${jsQuote(bracketed(context.host))};
const host = process.env.HOST || '${listenAddress(context)}';
const port = Number(process.env.PORT || ${defaultPort});
const inFolder = (name) => readFileSync(new URL(\`../\${name}\`, import.meta.url));
${
  context.keyEncrypted
    ? `
async function ask(question) {
  const silence = new Writable({ write: (chunk, encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silence, terminal: true });
  process.stderr.write(question);
  const answer = await terminal.question('');
  terminal.close();
  process.stderr.write('\\n');
  return answer;
}
`
    : ''
}
const tls = {
  cert: inFolder('fullchain.pem'),
  key: inFolder('key.pem'),
  minVersion: 'TLSv1.2',
${context.keyEncrypted ? `  passphrase: process.env.KEY_PASSWORD || (await ask('Password of key.pem: ')),\n` : ''}};

const server = createServer(tls, (request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>' +
      \`<h1>It works</h1><p>Served by Node \${process.version} over \${request.socket.getProtocol()}.</p>\\n\`,
  );
});
server.listen(port, host, () => {
  console.log(\`Serving https://\${name}:\${port}/ on \${host}; Ctrl-C stops\`);
});
`;
}
