// `npm start`: from a bare clone to a page on localhost. Installs and builds only what is missing or stale.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { installPackages, requireNode } from './install.mjs';
import { serveOnFreePort } from './static-server.mjs';
import { projectRoot } from './tools.mjs';

requireNode();
installPackages();

// A process of its own: the builder's memory goes back before the server settles in.
const { status } = spawnSync(process.execPath, [join(projectRoot, '.ci', 'build.mjs'), '--if-changed'], {
  cwd: projectRoot,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

const from = Number(process.env['PORT'] ?? 4173);
const server = await serveOnFreePort({ root: join(projectRoot, 'dist'), from });
console.log(`\nCertwright is at ${server.address} (Ctrl-C stops it)`);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.on(signal, () => {
    void server.close().then(() => process.exit(0));
  });
