/** Python: in code, which adds; by variables, which replace; by the system's store. */
import type { Recipe } from './recipe';
import { environmentScript } from './trust-scripts';

export const trustPython: Recipe = {
  files: () => [environmentScript],
  commands: () => '. trust/env.sh',
  note: () =>
    'Sets SSL_CERT_FILE for ssl, urllib, aiohttp and httpx, and REQUESTS_CA_BUNDLE for requests and pip, in this shell. Both replace ' +
    'what is trusted, so they get a bundle of the system’s roots and ca.pem.',
  steps: () => [
    'In code, adding: context = ssl.create_default_context(); context.load_verify_locations("ca.pem")',
    'requests: requests.get(url, verify="ca.pem"). httpx and aiohttp take the context: httpx.Client(verify=context), ' +
      'session.get(url, ssl=context).',
    'After sh trust/install.sh Debian’s own Python trusts it without more. Any other Python does with the package truststore: ' +
      'truststore.inject_into_ssl(). pip from 24.2 on does so by itself; uv with --system-certs.',
  ],
};
