/** Every message that is known, of every program. */
import type { Message } from './message';
import { android } from './messages/android';
import { apple } from './messages/apple';
import { chrome } from './messages/chrome';
import { curl, wget } from './messages/curl';
import { dotnet } from './messages/dotnet';
import { firefox } from './messages/firefox';
import { firefoxHandshake, firefoxOwn } from './messages/firefox-handshake';
import { git } from './messages/git';
import { gnutls } from './messages/gnutls';
import { go } from './messages/go';
import { goTls } from './messages/go-tls';
import { java } from './messages/java';
import { keytool } from './messages/keytool';
import { node } from './messages/node';
import { opensslHandshake } from './messages/openssl-handshake';
import { opensslLoading } from './messages/openssl-loading';
import { opensslVerification } from './messages/openssl-verification';
import { programs } from './messages/programs';
import { python } from './messages/python';
import { rustls } from './messages/rustls';
import { servers } from './messages/servers';
import { windows } from './messages/windows';

export const catalogue: readonly Message[] = [
  ...opensslVerification,
  ...opensslLoading,
  ...opensslHandshake,
  ...python,
  ...node,
  ...curl,
  ...wget,
  ...git,
  ...go,
  ...goTls,
  ...java,
  ...keytool,
  ...gnutls,
  ...firefox,
  ...firefoxHandshake,
  ...firefoxOwn,
  ...chrome,
  ...apple,
  ...android,
  ...windows,
  ...dotnet,
  ...rustls,
  ...servers,
  ...programs,
];
