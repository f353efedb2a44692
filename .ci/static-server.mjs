// Serves a built folder to this machine's own browsers: loopback only, GET and HEAD only, files of that folder only, and
// only to requests that name this machine (a page elsewhere could otherwise point its own name at 127.0.0.1 and read along).
// The headers are those of the folder's `_headers` file, as a static host would send them.
import { createReadStream, readFileSync, realpathSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const mediaTypes = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
};

/**
 * @typedef {object} StaticServer
 * @property {number} port
 * @property {string} address  of the page, with a closing slash
 * @property {() => Promise<void>} close
 */

/**
 * @param {object} options
 * @param {string} options.root       the folder to serve
 * @param {number} options.port       0 takes any free one
 * @param {boolean} [options.headers]  false sends none, as the plainest static host does
 * @param {boolean} [options.anyHost]  true answers to every host name
 * @returns {Promise<StaticServer>}
 */
export async function serve({ root, port, headers = true, anyHost = false }) {
  const folder = realpathSync(root);
  const rules = headers ? headerRules(readFileSync(join(folder, '_headers'), 'utf8')) : [];

  /** @type {import('node:http').RequestListener} */
  const answer = (request, response) => {
    if (!anyHost && !namesThisMachine(request.headers.host)) {
      refuse(response, 421, 'This server answers to localhost only.');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD.');
      return;
    }
    const path = pathOf(request.url ?? '/');
    const file = path === undefined ? undefined : fileWithin(folder, path);
    if (path === undefined || file === undefined) {
      refuse(response, 404, 'There is no such file.');
      return;
    }
    for (const { matches, name, value } of rules) if (matches(path)) response.appendHeader(name, value);
    response.setHeader('Content-Type', mediaTypes[extname(file)] ?? 'text/plain; charset=utf-8');
    response.setHeader('Content-Length', statSync(file).size);
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  };

  const first = createServer(answer);
  await listen(first, port, '127.0.0.1');
  const bound = first.address();
  if (bound === null || typeof bound === 'string') throw new Error('A TCP server has a port');
  const servers = [first];
  // `localhost` means ::1 to some programs; a machine without IPv6 does without.
  const second = createServer(answer);
  try {
    await listen(second, bound.port, '::1');
    servers.push(second);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') {
      first.close();
      throw error;
    }
  }
  return {
    port: bound.port,
    address: `http://localhost:${bound.port}/`,
    close: async () => {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise((resolve) => {
              server.close(resolve);
              server.closeAllConnections();
            }),
        ),
      );
    },
  };
}

/**
 * The next free port from `from` on.
 * @param {Omit<Parameters<typeof serve>[0], 'port'> & { from: number }} options
 */
export async function serveOnFreePort({ from, ...options }) {
  for (let port = from; port < from + 100; port += 1) {
    try {
      return await serve({ ...options, port });
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' && codeOf(error) !== 'EACCES') throw error;
    }
  }
  throw new Error(`No free port from ${from} to ${from + 99}`);
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @param {string} host
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(undefined);
    });
  });
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

/** @param {string | undefined} host */
function namesThisMachine(host) {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(host ?? '');
}

/**
 * @param {string} url
 * @returns {string | undefined} decoded, without the query
 */
function pathOf(url) {
  try {
    return decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

/**
 * The file a path means, its links resolved, or undefined where it lies outside the folder or is not a file.
 * @param {string} folder
 * @param {string} path
 */
function fileWithin(folder, path) {
  if (path.includes('\0') || path.includes('\\') || path.split('/').includes('_headers')) return undefined;
  try {
    const file = realpathSync(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    return file.startsWith(folder + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} why
 */
function refuse(response, status, why) {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${why}\n`);
}

/**
 * A path pattern on a line of its own (`*` only at the end), its headers indented below it.
 * @param {string} text
 * @returns {{ matches: (path: string) => boolean; name: string; value: string }[]}
 */
function headerRules(text) {
  const rules = [];
  let pattern = '';
  for (const line of text.split('\n')) {
    const header = /^\s+([\w-]+):\s*(.+)$/.exec(line);
    if (header === null) {
      if (line.startsWith('/')) pattern = line.trim();
      continue;
    }
    const [, name = '', value = ''] = header;
    const [prefix = ''] = pattern.split('*');
    const whole = !pattern.endsWith('*');
    rules.push({
      matches: (/** @type {string} */ path) => (whole ? path === prefix : path.startsWith(prefix)),
      name,
      value,
    });
  }
  return rules;
}
