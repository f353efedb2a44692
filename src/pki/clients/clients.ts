/** Every client there is a model of, one row each, in the order of `clientIds`. */
import { android } from './android';
import { chrome } from './chrome';
import type { Client } from './client-model';
import { curl } from './curl';
import { dotnet } from './dotnet';
import { firefox } from './firefox';
import { gnutls } from './gnutls';
import { go } from './go';
import { java } from './java';
import { node } from './node';
import { openssl, opensslStrict } from './openssl';
import { python312, python313 } from './python';
import { rustls } from './rustls';
import { safari } from './safari';

export const clients: readonly Client[] = [
  chrome,
  firefox,
  safari,
  android,
  python313,
  python312,
  curl,
  openssl,
  opensslStrict,
  node,
  go,
  java,
  gnutls,
  dotnet,
  rustls,
];
