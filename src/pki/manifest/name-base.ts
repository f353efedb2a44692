/**
 * Zones and address ranges as somebody lists them for an authority, in the one spelling that a certificate has: so that the same
 * list written otherwise is the same. An address alone is a range of one.
 */
import { formatAddressRange, parseAddressRange } from '../../codec/ip-address';
import { failure, success, type Result } from '../../codec/malformed';
import type { Subtree } from '../../codec/name-constraint';
import { readNames } from '../names';

/** Subtrees of one authority: a thousand names held against them make a million comparisons, where OpenSSL and GnuTLS stop. */
export const MAX_SUBTREES = 1000;

export type NameBase = Extract<Subtree, { readonly base: string }> & { readonly kind: 'dns' | 'ip' };

/** `example.test`, also with a leading dot as constraints are often written; `10.0.0.0/8`, `10.0.0.5`, `fd00::/8`. */
export function readBase(text: string): Result<NameBase, 'not-a-zone' | 'not-a-range'> {
  if (!/[/:]|^[\d.]+$/.test(text)) {
    const [name, ...others] = readNames(text.replace(/^\./, ''));
    const zone = others.length === 0 && name?.ok === true && name.kind === 'dns' ? name.value : undefined;
    return zone === undefined ? failure('not-a-zone') : success({ kind: 'dns', base: zone });
  }
  const octets = parseAddressRange(
    text.includes('/') ? text : `${text}/${text.includes(':') ? '128' : '32'}`,
  );
  const base = octets && formatAddressRange(octets);
  return base === undefined ? failure('not-a-range') : success({ kind: 'ip', base });
}
