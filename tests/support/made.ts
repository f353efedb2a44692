// What we make, as files, for the programs it has to please: every algorithm under a new authority, by itself and under an
// authority brought along. Made once in a run, by whichever test file asks first; the others wait for it.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { projectRoot } from '../../.ci/tools.mjs';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import { HOSTS, makeMatrix, nameOf, OUTSIDE, type Row, type Signer } from './made-matrix';
import { OpensslAuthorities } from './openssl-authority';
import { temporaryFolder } from './temporary-folder';

export { HOSTS, OUTSIDE, type Row };

const signers: readonly Signer[] = ['new authority', 'self-signed', 'given intermediate'];
const everyWay = (algorithm: KeyAlgorithmId): readonly Row[] => signers.map((signer) => [algorithm, signer]);

/** What every client with a TLS library of some age can take. RSA takes long to make, so large keys come one way only. */
export const rows: readonly Row[] = [
  ...(['ec-p256', 'ec-p384', 'ec-p521', 'ed25519', 'rsa-2048'] as const).flatMap(everyWay),
  ['rsa-3072', 'given intermediate'],
  ['rsa-4096', 'self-signed'],
];

/** What takes OpenSSL 3.5 or a Chromium of late. */
export const mlDsaRows: readonly Row[] = [
  ...everyWay('ml-dsa-44'),
  ['ml-dsa-65', 'new authority'],
  ['ml-dsa-87', 'new authority'],
];

export const folderOf = (folder: string, row: Row): string => join(folder, nameOf(row));

/** The folder the rows are in, each in its own: cert.pem, key.pem, fullchain.pem, between.pem, ca.pem, perhaps outside.pem. */
export function made(): Promise<string> {
  return once('classical', async (folder) => {
    await makeMatrix(folder, rows, givenAuthority(folder), new Date());
  });
}

/** The same for ML-DSA, made in a Node that has it. */
export function madeWithMlDsa(node24: string): Promise<string> {
  return once('ml-dsa', async (folder) => {
    await build({
      configFile: false,
      root: projectRoot,
      logLevel: 'error',
      build: {
        ssr: join(projectRoot, 'tests/support/made-matrix.ts'),
        outDir: join(folder, 'bundle'),
        rolldownOptions: { checks: { bundlerTimings: false } },
      },
      ssr: { noExternal: true },
    });
    const bundle = pathToFileURL(join(folder, 'bundle/made-matrix.js')).href;
    const program = `
      const { makeMatrix } = await import(${JSON.stringify(bundle)});
      const [folder, rows, given] = process.argv.slice(1).map((argument) => JSON.parse(argument));
      await makeMatrix(folder, rows, given, new Date());`;
    const facts = [folder, mlDsaRows, givenAuthority(folder)].map((fact) => JSON.stringify(fact));
    await promisify(execFile)(node24, ['--input-type=module', '-e', program, '--', ...facts]);
  });
}

/** Root and intermediate as openssl makes them, and the intermediate's key. */
function givenAuthority(folder: string): readonly string[] {
  const openssl = new OpensslAuthorities(folder);
  const extensions = [
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign',
    'subjectKeyIdentifier=hash',
  ];
  const root = openssl.make({ subject: '/O=Team/CN=Given root', extensions });
  const below = openssl.make({
    subject: '/O=Team/CN=Given intermediate',
    extensions: [...extensions, 'authorityKeyIdentifier=keyid'],
    issuer: root,
  });
  return [root.certificate, below.certificate, below.key];
}

/** `mkdir` succeeds for one process only; the others wait for what it leaves behind. */
async function once(what: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(process.env['CERTWRIGHT_MADE'] ?? ownFolder(), what);
  const done = join(folder, 'done');
  try {
    mkdirSync(folder);
  } catch {
    while (!existsSync(done)) await wait(50);
    const trouble = readFileSync(done, 'utf8');
    if (trouble !== '') throw new Error(trouble);
    return folder;
  }
  try {
    await make(folder);
    writeFileSync(done, '');
  } catch (error) {
    writeFileSync(done, `${what} could not be made: ${String(error)}`);
    throw error;
  }
  return folder;
}

let own: string | undefined;
/** Where the run has no common folder. */
const ownFolder = (): string => (own ??= temporaryFolder('certwright-made-'));
