/** Names people find missing later, offered while the certificate is still being made. */
import type { AcceptedName } from './name';

/** One line of suggestions. */
const MOST = 4;

/** What to type, the most needed first; nothing that is there already. */
export function suggestNames(names: readonly AcceptedName[]): readonly string[] {
  const taken = new Set(names.map(({ value }) => value));
  const suggestions = [
    // A browser may resolve localhost to either address, and servers print any of the three.
    ...['localhost', '127.0.0.1', '::1'],
    ...names.flatMap(relatives).slice(0, 2),
    '10.0.2.2', // the host, seen from the Android emulator
    'host.docker.internal', // the host, seen from a Docker container
  ];
  return [...new Set(suggestions)].filter((name) => !taken.has(name)).slice(0, MOST);
}

/** A wildcard does not cover its parent, nor the parent what is below it (RFC 9525 §6.3). */
function relatives({ kind, value }: AcceptedName): readonly string[] {
  if (kind === 'wildcard') return [value.slice(2)];
  return kind === 'dns' && value.split('.').length === 2 ? [`*.${value}`] : [];
}
