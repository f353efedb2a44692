// Where the outside programs are that the tests hold our output against, and what provides each on Debian.
// Plain JavaScript on Node built-ins alone, since `.ci/test.mjs` needs it before anything is installed.
// Finding is by doing: a version or a module counts only after the program itself has shown it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** A Node with OpenSSL 3.5 or later, for ML-DSA; put there by `.ci/test.mjs`. */
const ownNode24 = join(
  projectRoot,
  '.cache/node24/node_modules',
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

// Debian keeps daemons out of a user's PATH; and a version manager's shim of python3 or gunicorn comes first in PATH but
// lacks the distribution's modules, so the programs that need those are sought in the system's folders before PATH.
const systemFolders = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/usr/local/bin', '/usr/local/sbin'];
const pathFolders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
const pathFirst = [...pathFolders, ...systemFolders];
const systemFirst = [...systemFolders, ...pathFolders];

/**
 * @typedef {object} Tool
 * @property {readonly string[]} debian  packages that provide it; empty where Debian 12 has none
 * @property {() => string | undefined} find
 */

/** @satisfies {Record<string, Tool>} */
const tools = {
  openssl: { debian: ['openssl'], find: () => program(['openssl']) },
  curl: { debian: ['curl', 'ca-certificates'], find: () => program(['curl']) },
  git: { debian: ['git'], find: () => program(['git']) },
  sudo: { debian: ['sudo'], find: () => program(['sudo']) },
  'update-ca-certificates': {
    debian: ['ca-certificates'],
    find: () => program(['update-ca-certificates'], systemFirst),
  },
  unshare: { debian: ['util-linux'], find: () => program(['unshare'], systemFirst, mountsForItself) },
  unzip: { debian: ['unzip'], find: () => program(['unzip']) },
  certutil: {
    debian: ['libnss3-tools'],
    // Windows has a certutil of its own, and so may others: the one meant here knows NSS's -N.
    find: () => program(['certutil'], pathFirst, (path) => run(path, ['-H']).includes('nickname')),
  },
  'gnutls-cli': { debian: ['gnutls-bin'], find: () => program(['gnutls-cli']) },
  certtool: { debian: ['gnutls-bin'], find: () => program(['certtool'], pathFirst, gnutlsCerttool) },
  go: { debian: ['golang-go'], find: () => program(['go'], pathFirst) },
  // What reads step's templates: the source of go.step.sm/crypto, where Debian puts it, and a Go to build it with.
  'step-crypto': {
    debian: ['golang-go', 'golang-step-crypto-dev'],
    find: () =>
      existsSync('/usr/share/gocode/src/go.step.sm/crypto/x509util') ? program(['go'], pathFirst) : undefined,
  },
  java: { debian: ['default-jre-headless'], find: () => program(['java'], pathFirst, answersVersion) },
  keytool: { debian: ['default-jre-headless'], find: () => program(['keytool'], pathFirst, answersHelp) },
  'ssh-keygen': { debian: ['openssh-client'], find: () => program(['ssh-keygen']) },
  puttygen: { debian: ['putty-tools'], find: () => program(['puttygen']) },
  nginx: { debian: ['nginx-light'], find: () => program(['nginx'], systemFirst) },
  apache2: { debian: ['apache2'], find: () => program(['apache2'], systemFirst) },
  haproxy: { debian: ['haproxy'], find: () => program(['haproxy'], systemFirst) },
  caddy: { debian: ['caddy'], find: () => program(['caddy'], systemFirst) },
  sh: { debian: ['dash'], find: () => program(['sh']) },
  bash: { debian: ['bash'], find: () => program(['bash']) },
  dash: { debian: ['dash'], find: () => program(['dash']) },
  busybox: { debian: ['busybox'], find: () => program(['busybox']) },
  python3: { debian: ['python3', 'python3-cryptography', 'python3-openssl'], find: () => python() },
  'python3.13': { debian: [], find: () => strictPython() },
  easyrsa: {
    debian: ['easy-rsa', 'openssl'],
    // No program of a PATH: people copy it into the folder of their authority.
    find: () => program(['easyrsa'], [...pathFirst, '/usr/share/easy-rsa']),
  },
  xca: { debian: ['xca'], find: () => program(['xca']) },
  mkcert: { debian: ['mkcert'], find: () => program(['mkcert']) },
  yaml: { debian: ['python3-yaml'], find: () => python('yaml') },
  flask: { debian: ['python3-flask'], find: () => python('flask') },
  django: {
    debian: ['python3-django', 'python3-django-extensions', 'python3-werkzeug', 'python3-openssl'],
    find: () => python('django, django_extensions, werkzeug, OpenSSL'),
  },
  jsonschema: { debian: ['python3-jsonschema'], find: () => python('jsonschema') },
  requests: { debian: ['python3-requests'], find: () => python('requests') },
  httpx: { debian: ['python3-httpx'], find: () => python('httpx') },
  uvicorn: { debian: ['uvicorn', 'python3-starlette'], find: () => program(['uvicorn'], systemFirst) },
  gunicorn: { debian: ['gunicorn'], find: () => program(['gunicorn'], systemFirst) },
  hypercorn: { debian: ['python3-hypercorn'], find: () => program(['hypercorn'], systemFirst) },
  uwsgi: { debian: ['uwsgi', 'uwsgi-plugin-python3'], find: () => program(['uwsgi'], systemFirst) },
  node: { debian: [], find: () => process.execPath },
  node24: { debian: [], find: () => nodeWithMlDsa() },
  // Without a font of any kind text has no size.
  chromium: { debian: ['chromium', 'fonts-dejavu-core'], find: () => chromium() },
  firefox: { debian: ['firefox-esr'], find: () => program(['firefox-esr', 'firefox']) },
};

/** @typedef {keyof typeof tools} ToolName */

export const toolNames = /** @type {ToolName[]} */ (Object.keys(tools));

/** @type {Map<ToolName, string | undefined>} */
const found = new Map();

/**
 * The absolute path of a tool, or undefined. `flask` and `django` yield the python3 that can import them.
 * @param {ToolName} name
 * @returns {string | undefined}
 */
export function findTool(name) {
  if (!found.has(name)) found.set(name, tools[name].find());
  return found.get(name);
}

/** After installing something, look again. */
export function forgetTools() {
  found.clear();
}

/**
 * @param {ToolName} name
 * @returns {readonly string[]}
 */
export function debianPackages(name) {
  return tools[name].debian;
}

/**
 * @param {readonly string[]} names
 * @param {readonly string[]} [folders]
 * @param {(path: string) => boolean} [accept]
 * @returns {string | undefined}
 */
function program(names, folders = pathFirst, accept = () => true) {
  const extensions = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const name of names)
    for (const folder of folders)
      for (const extension of extensions) {
        const path = join(folder, name + extension);
        if (isProgram(path) && accept(path)) return path;
      }
  return undefined;
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * What a program prints, both streams; empty when it cannot be run.
 * @param {string} path
 * @param {readonly string[]} args
 */
function run(path, args) {
  const { stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', timeout: 30_000 });
  return `${stdout}${stderr}`;
}

/**
 * macOS carries /usr/bin/java stubs that only advise installing one: they answer with a failing exit code.
 * @param {string} path
 */
function answersVersion(path) {
  return spawnSync(path, ['-version'], { timeout: 30_000 }).status === 0;
}

/** @param {string} path */
function answersHelp(path) {
  return spawnSync(path, ['-help'], { timeout: 30_000 }).status === 0;
}

/**
 * With mounts of its own a test may install into the system's store and leave no trace. Containers often forbid it to root, and
 * some kernels to everyone else.
 * @param {string} path
 */
function mountsForItself(path) {
  const flags = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
  return spawnSync(path, [...flags, 'mount', '--bind', '/etc', '/etc'], { timeout: 30_000 }).status === 0;
}

/** @param {string} path */
function gnutlsCerttool(path) {
  return run(path, ['--version']).includes('certtool');
}

/** @param {string} [modules] */
function python(modules = 'ssl') {
  return program(
    ['python3', 'python'],
    systemFirst,
    (path) => spawnSync(path, ['-c', `import sys, ${modules}; assert sys.version_info[0] == 3`]).status === 0,
  );
}

/** Any CPython from 3.13 on, whose default context sets VERIFY_X509_STRICT. Debian 12 has none: such a test asks first. */
function strictPython() {
  const managed = join(homedir(), '.pyenv', 'versions');
  const folders = [...pathFirst, ...listing(managed).map((version) => join(managed, version, 'bin'))];
  const names = ['python3.15', 'python3.14', 'python3.13', 'python3'];
  const strict = 'import ssl, sys; assert ssl.create_default_context().verify_flags & ssl.VERIFY_X509_STRICT';
  return program(names, folders, (path) => spawnSync(path, ['-c', strict]).status === 0);
}

/** @param {string} folder */
function listing(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function nodeWithMlDsa() {
  const knowsMlDsa = "require('node:crypto').generateKeyPairSync('ml-dsa-44')";
  return [process.execPath, ownNode24].find(
    (path) => isProgram(path) && spawnSync(path, ['-e', knowsMlDsa]).status === 0,
  );
}

/**
 * Ubuntu's chromium-browser may be a stub that only advises installing a snap. (On Windows --version would open a window.)
 * @param {string} path
 */
function isBrowser(path) {
  return process.platform === 'win32' || /chrom/i.test(run(path, ['--version']));
}

/** In the order the README promises: the one named, one installed, Playwright's own (its path handed down by the runner). */
function chromium() {
  const named = process.env['CHROMIUM_PATH'];
  if (named !== undefined && named !== '') return isProgram(named) ? named : undefined;
  return (
    program(
      ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
      pathFirst,
      isBrowser,
    ) ??
    [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ].find(isProgram) ??
    [process.env['PLAYWRIGHT_CHROMIUM'] ?? ''].find(isProgram)
  );
}
