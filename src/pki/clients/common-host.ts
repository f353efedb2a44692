/** The name check of clients that are known from their documentation alone: a wildcard is the whole first label, addresses compare as octets. */
import { equalBytes } from '../../codec/bytes';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';

/** dNSNames of the leaf, as written. */
export const presentedHosts = ({ extensions: { alternativeNames = [] } }: Exhibit): readonly string[] =>
  alternativeNames.filter(({ kind }) => kind === 'dns').map(({ text }) => text);

/** @param hosts what the client takes for the certificate's host names */
export function isNamedAmong(
  { leaf, host: { text, address } }: Evidence,
  hosts = presentedHosts(leaf),
): boolean {
  if (address !== undefined)
    return (leaf.extensions.alternativeNames ?? []).some(
      ({ kind, octets }) => kind === 'ip' && equalBytes(octets, address),
    );
  const wanted = text.toLowerCase();
  const dot = wanted.indexOf('.');
  return hosts.some((host) => {
    const presented = host.toLowerCase();
    return presented === wanted || (dot > 0 && presented === `*${wanted.slice(dot)}`);
  });
}
