/** GnuTLS's match of a host (`gnutls_x509_crt_check_hostname2`): names of the kind asked for, else the one CommonName there is. */
import { equalBytes } from '../../codec/bytes';
import type { Evidence } from './evidence';
import { commonNames } from './exhibit-name';
import type { AlternativeName } from './exhibit-extensions';
import { serves } from './gnutls-purpose';

/** Names that make a CommonName no host any more (RFC 6125 §6.4.4). */
const BEFORE_COMMON_NAME: readonly AlternativeName['kind'][] = ['dns', 'ip', 'uri'];

export function gnutlsHostFits({ leaf, host: { text, address } }: Evidence): boolean {
  const names = leaf.extensions.alternativeNames ?? [];
  if (address !== undefined)
    return names.some(({ kind, octets }) => kind === 'ip' && equalBytes(octets, address));
  if (names.some((name) => name.kind === 'dns' && fits(name.text, text))) return true;
  if (names.some(({ kind }) => BEFORE_COMMON_NAME.includes(kind)) || !serves(leaf, false)) return false;
  const [name, ...others] = commonNames(leaf.subject);
  return name !== undefined && others.length === 0 && fits(name, text);
}

/** A star at the very beginning stands for the rest of one label, with two dots after it. */
function fits(presented: string, wanted: string): boolean {
  if (!/^[ -~]+$/.test(presented)) return false;
  const [pattern, host] = [presented.toLowerCase(), wanted.toLowerCase()];
  if (!pattern.startsWith('*')) return pattern === host;
  const last = pattern.lastIndexOf('.');
  if (last < 0 || last === pattern.indexOf('.') || last === pattern.length - 1) return false;
  const rest = pattern.slice(1);
  if (!host.endsWith(rest)) return false;
  return !host.slice(0, host.length - rest.length).includes('.');
}
