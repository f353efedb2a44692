/** Node.js: one variable that adds a file, or the system's store. */
import type { Recipe } from './recipe';

export const trustNode: Recipe = {
  files: () => [],
  commands: () => `export NODE_EXTRA_CA_CERTS="$PWD/ca.pem"`,
  note: () =>
    'Adds to what Node trusts. It is read when Node starts, and not at all where a program sets the option ca.',
  steps: () => [
    'After sh trust/install.sh: NODE_USE_SYSTEM_CA=1 makes Node read the system’s store (Node 22.19, 24.6 and later; ' +
      'the flag --use-system-ca does it from 22.15 and 23.9 on).',
    'In code: https.request({ ca: [...tls.rootCertificates, fs.readFileSync("ca.pem")] }); the option ca replaces the roots.',
  ],
};
