/** Every program in a client's folder that uses its certificate. Browsers take the PKCS#12 and need no program. */
import { curlClient } from './curl-client';
import { nodeClient } from './node-client';
import { httpxClient, pythonSslClient, requestsClient } from './python-clients';
import type { MutualClient } from './recipe';

export const mutualClients = {
  curl: curlClient,
  'python-ssl': pythonSslClient,
  requests: requestsClient,
  httpx: httpxClient,
  node: nodeClient,
} as const satisfies Record<string, MutualClient>;

export type MutualClientId = keyof typeof mutualClients;
