/**
 * What can be started with a certificate that was made with its key: servers for the hosts it names, programs that prove with it
 * who they are. Read from the certificate itself, so that the zip promises nothing that its extensions forbid.
 */
import type { Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import { connectableHosts } from '../connectable-hosts';
import { readNames } from '../names';
import { SERVER_AUTH } from '../profile';
import { CLIENT_AUTH } from './profiles';

const ANY_PURPOSE = '2.5.29.37.0';

export interface MadeUses {
  /** Its alternative names, as they are read. */
  readonly names: readonly string[];
  /** Of them, where a client can connect to; none where it is for no server. */
  readonly hosts: readonly string[];
  /** It is meant for clients of TLS: one without any purpose named is not taken for one. */
  readonly isClient: boolean;
}

export function usesOf(der: Bytes): MadeUses {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return { names: [], hosts: [], isClient: false };
  const { extensions } = parsed.value;
  const alternative = extensionValue(extensions, 'subjectAltName');
  const found = (alternative.ok ? alternative.value?.value : undefined) ?? [];
  const names = found.flatMap((name) =>
    name.kind === 'dns' || name.kind === 'ip' || name.kind === 'email' || name.kind === 'uri' ? [name] : [],
  );
  const extended = extensionValue(extensions, 'extendedKeyUsage');
  const purposes = extended.ok ? extended.value?.value : undefined;
  const serves = purposes === undefined || purposes.includes(SERVER_AUTH) || purposes.includes(ANY_PURPOSE);
  const isClient = purposes?.includes(CLIENT_AUTH) === true || purposes?.includes(ANY_PURPOSE) === true;
  const typed = names.flatMap(({ kind, value }) => (kind === 'dns' || kind === 'ip' ? [value] : []));
  return {
    names: names.map(({ value }) => value),
    hosts: serves ? connectableHosts(readNames(typed.join(' ')).filter((name) => name.ok)) : [],
    isClient,
  };
}
