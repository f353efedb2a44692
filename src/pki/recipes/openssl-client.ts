/** `openssl s_client`: the handshake and the verification, without a page. */
import { isAddress, listenPair } from './address';
import { shellQuote } from './quote';
import type { Recipe } from './recipe';

export const opensslClient: Recipe = {
  files: () => [],
  commands: (context) => {
    const host = shellQuote(context.host);
    const name = isAddress(context.host)
      ? `-verify_ip ${host}`
      : `-servername ${host} -verify_hostname ${host}`;
    return `openssl s_client -connect ${shellQuote(listenPair(context))} -CAfile ca.pem -verify_return_error \\
  ${name} -brief </dev/null`;
  },
  note: () => 'Prints "Verification: OK", or why not.',
};
