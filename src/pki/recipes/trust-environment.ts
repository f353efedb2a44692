/** curl, git and whatever else reads a variable: `env.sh`, for one shell. */
import { pageUrl } from './address';
import { shellQuote } from './quote';
import type { Recipe } from './recipe';
import { environmentScript } from './trust-scripts';

export const trustEnvironment: Recipe = {
  files: () => [environmentScript],
  commands: () => '. trust/env.sh',
  note: () =>
    'Installs nothing and lasts as long as the shell. It says which variables add (NODE_EXTRA_CA_CERTS) and which replace ' +
    '(SSL_CERT_FILE, REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE, GIT_SSL_CAINFO).',
  steps: (context) => [
    `One command instead: curl --cacert ca.pem ${shellQuote(pageUrl(context))}`,
    'One repository: git config http.sslCAInfo /absolute/path/to/ca.pem',
    'On Windows and macOS, curl and git often use the system’s store: install it there.',
  ],
};
