// One TLS handshake for each line of input (port, host, trusted certificate), one line of output for each: ok, or Node's words.
// In place of a port stands the folder and file name of a chain to serve here, for what only this Node can serve.
import { readFileSync } from 'node:fs';
import { connect as connectPlain } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { connect, createServer } from 'node:tls';

/** @type {Map<string, import('node:tls').Server>} */
const servers = new Map();

/** @param {string} chain */
async function portOf(chain) {
  const server =
    servers.get(chain) ??
    createServer(
      { cert: readFileSync(chain), key: readFileSync(join(dirname(chain), 'key.pem')) },
      (socket) => {
        socket.on('error', () => undefined);
        socket.end();
      },
    );
  if (!servers.has(chain))
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  servers.set(chain, server);
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}

/** @param {number} port @param {string} host @param {string} ca */
function verdict(port, host, ca) {
  return new Promise((resolve) => {
    const plain = connectPlain(port, '127.0.0.1');
    const socket = connect({ socket: plain, host, ca: readFileSync(ca) }, () => {
      socket.destroy();
      resolve('ok');
    });
    socket.once('error', (error) => {
      resolve(`${/** @type {NodeJS.ErrnoException} */ (error).code}: ${error.message.replaceAll('\n', ' ')}`);
    });
  });
}

for await (const line of createInterface({ input: process.stdin })) {
  const [target = '', host = '', ca = ''] = line.split('\t');
  const port = /^\d+$/.test(target) ? Number(target) : await portOf(target);
  process.stdout.write(`${await verdict(port, host, ca)}\n`);
}
for (const server of servers.values()) server.close();
