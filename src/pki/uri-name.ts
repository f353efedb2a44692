/**
 * URIs (uniformResourceIdentifier, RFC 5280 §4.2.1.6). An identity such as `spiffe://cluster.local/web` is taken as it
 * is. The address of a service is refused with its host as the fix, because clients hold host names against DNS and IP
 * entries only; whoever means it writes `URI:https://app.test/`, which is OpenSSL's way of saying so.
 */
import { parseIpAddress } from '../codec/ip-address';
import { readEmail } from './email-name';
import { readHost } from './host-name';
import { parseUrl } from './international-name';
import { accepted, refused, type ReadName } from './name';

/** What a person opens or connects to; the host in it is what the certificate is for. */
const SERVICE =
  /^(?:https?|wss?|ftps?|sftp|ssh|git|tcp|tls|ssl|grpcs?|postgres(?:ql)?|mysql|mongodb|rediss?|amqps?|mqtts?|ldaps?|smtps?|imaps?)$/;
/** Schemes without `//` that certificates carry (sip: RFC 5922). */
const IDENTITY = /^(?:urn|did|tag|sips?)$/;
const SYNTAX = /^(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i;

interface Parts {
  /** Lower case. */
  readonly scheme: string;
  /** After the colon; without `//` where there is an authority. */
  readonly rest: string;
  readonly authority?: {
    readonly credentials: string;
    readonly host: string;
    readonly port: string;
    readonly path: string;
  };
}

function split(text: string): Parts | undefined {
  const [, scheme, slashes, rest = ''] = /^([a-z][a-z0-9+.-]*):(\/\/)?(.*)$/is.exec(text) ?? [];
  if (scheme === undefined) return undefined;
  const parts = { scheme: scheme.toLowerCase(), rest };
  if (slashes === undefined) return parts;
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const at = authority.lastIndexOf('@') + 1;
  const [, host = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(.*)$/s.exec(authority.slice(at)) ?? [];
  return {
    ...parts,
    authority: { credentials: authority.slice(0, at), host, port, path: end < 0 ? '' : rest.slice(end) },
  };
}

/** @param meant the person has said that a URI is what they want */
export function readUri(input: string, meant: boolean, text = input): ReadName {
  const parts = split(text);
  if (parts === undefined) return refused(input, 'uri-character', text.slice(0, 1));
  const { scheme, rest, authority } = parts;
  const keep = (): ReadName => keepUri(input, text, parts);
  if (meant) return keep();
  if (authority === undefined) {
    if (IDENTITY.test(scheme)) return keep();
    if (scheme === 'mailto') return refused(input, 'scheme', scheme, [readEmail(rest.replace(/\?.*$/s, ''))]);
    return refused(input, 'unknown-scheme', scheme, [keep()]);
  }
  const { credentials, host, port } = authority;
  if (!SERVICE.test(scheme) && port === '' && credentials === '') return keep();
  return refused(input, 'scheme', scheme, [host === '' ? undefined : readHost(host), keep()]);
}

function keepUri(input: string, text: string, { scheme, rest, authority }: Parts): ReadName {
  if (!SYNTAX.test(text)) {
    const stranger = /[^\w.~:/?#[\]@!$&'()*+,;=%-]/u.exec(text)?.[0] ?? '%';
    // A URI is ASCII; the platform knows how an international one is written (RFC 5280 §7.4).
    const encoded = /[\u0080-\u{10ffff}]/u.test(text) ? parseUrl(text)?.href : undefined;
    return refused(input, 'uri-character', stranger, encoded === undefined ? [] : [readUri(encoded, true)]);
  }
  if (authority === undefined) {
    return rest === '' ? refused(input, 'uri-host') : accepted('uri', `${scheme}:${rest}`, input, []);
  }
  const { credentials, host, port, path } = authority;
  if (credentials !== '')
    return refused(input, 'uri-credentials', '', [readUri(`${scheme}://${host}${port}${path}`, true)]);
  const isHost = host.startsWith('[')
    ? parseIpAddress(host.slice(1, -1))?.length === 16
    : /^[\w.~-]+$/.test(host);
  if (!isHost || !/^(?::\d{0,5})?$/.test(port)) return refused(input, 'uri-host');
  const notes = SERVICE.test(scheme) || port !== '' ? (['not-for-hosts'] as const) : [];
  return accepted('uri', `${scheme}://${host.toLowerCase()}${port}${path}`, input, notes);
}
