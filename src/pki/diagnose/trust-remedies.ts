/** How a root is brought to each client that is asked *Will it work?*: where each of them looks for roots. */
import type { ClientId } from '../clients/client';
import type { RemedyCode } from './remedy';

/** Programs that read the store of the system. */
const system = ['trust-debian', 'trust-fedora', 'trust-macos', 'trust-windows'] as const;

export const trustFor: Readonly<Record<ClientId, readonly RemedyCode[]>> = {
  chrome: ['trust-chromium', 'trust-macos', 'trust-windows'],
  firefox: ['trust-firefox', 'trust-macos', 'trust-windows'],
  safari: ['trust-macos'],
  android: ['trust-android'],
  'python-3.13': ['trust-python', 'trust-environment'],
  'python-3.12': ['trust-python', 'trust-environment'],
  curl: ['trust-curl', ...system],
  openssl: ['verify', 'trust-debian', 'trust-fedora'],
  'openssl-strict': ['verify-strict', 'trust-debian', 'trust-fedora'],
  node: ['trust-node', 'trust-npm'],
  go: ['trust-environment', ...system],
  java: ['trust-java'],
  gnutls: ['trust-debian', 'trust-fedora'],
  dotnet: ['trust-windows', 'trust-debian', 'trust-fedora', 'trust-macos'],
  rustls: ['trust-environment', ...system],
};
