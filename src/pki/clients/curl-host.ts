/** curl's own match of a host (lib/vtls/openssl.c, hostcheck.c): names of the kind asked for, else the last CommonName. */
import { equalBytes, utf8 } from '../../codec/bytes';
import { commonNames } from './exhibit-name';
import type { Evidence } from './evidence';

export type HostTrouble =
  | { readonly kind: 'alternative' }
  | { readonly kind: 'common-name'; readonly name: string }
  | { readonly kind: 'nothing' };

/** `undefined` where the certificate is for the host. */
export function curlHostTrouble({ leaf, host }: Evidence): HostTrouble | undefined {
  const names = leaf.extensions.alternativeNames ?? [];
  const { address, text } = host;
  const fits = names.some(({ kind, octets, text: name }) => {
    if (address !== undefined) return kind === 'ip' && equalBytes(octets, address);
    return kind === 'dns' && hostFits(name, text, false);
  });
  if (fits) return undefined;
  if (names.some(({ kind }) => kind === 'dns' || kind === 'ip')) return { kind: 'alternative' };
  const name = commonNames(leaf.subject).at(-1);
  if (name === undefined) return { kind: 'nothing' };
  return hostFits(latin(name), text, address !== undefined) ? undefined : { kind: 'common-name', name };
}

const latin = (text: string): string =>
  Array.from(utf8(text), (octet) => String.fromCharCode(octet)).join('');

/** A wildcard is `*.` and nothing else, with two dots in the pattern; it never stands for a part of an address. */
function hostFits(presented: string, wanted: string, isAddress: boolean): boolean {
  const pattern = presented.toLowerCase().replace(/\.$/, '');
  const host = wanted.toLowerCase();
  const firstDot = pattern.indexOf('.');
  if (pattern === '' || !pattern.startsWith('*.') || firstDot === pattern.lastIndexOf('.'))
    return pattern === host;
  const dot = host.indexOf('.');
  return !isAddress && dot >= 0 && host.slice(dot) === pattern.slice(firstDot);
}
