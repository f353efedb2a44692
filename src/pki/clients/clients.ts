/** Every client there is a model of, one row each, in the order of `clientIds`. */
import { chrome } from './chrome';
import type { Client } from './client-model';
import { curl } from './curl';
import { firefox } from './firefox';
import { gnutls } from './gnutls';
import { go } from './go';
import { java } from './java';
import { node } from './node';
import { openssl, opensslStrict } from './openssl';
import { python312, python313 } from './python';

export const clients: readonly Client[] = [
  chrome,
  firefox,
  python313,
  python312,
  curl,
  openssl,
  opensslStrict,
  node,
  go,
  java,
  gnutls,
];
