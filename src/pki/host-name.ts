/** One host, as it stands in a certificate. What people copy along with it (brackets, port, path) is refused, and cut off as the fix. */
import { readAddress } from './address-name';
import { readDnsName } from './dns-name';
import { refused, type ReadName } from './name';

export function readHost(input: string): ReadName {
  const address = readAddress(input);
  if (address !== undefined) return address;
  const inside = /^\[([^\]]*)\](.*)$/s.exec(input) ?? /^\(([^)]*)\)(.*)$/s.exec(input);
  if (inside?.[1] !== undefined && readAddress(inside[1]) !== undefined) {
    return refused(input, 'ip-in-brackets', '', [readAddress(inside[1])]);
  }
  const path = /[/?#]/.exec(input);
  if (path !== null) {
    const host = input.slice(0, path.index);
    return refused(input, 'path', input.slice(path.index), host === '' ? [] : [readHost(host)]);
  }
  const colon = input.lastIndexOf(':');
  if (colon > 0) {
    // One fix, not a chain of them: a:b:c:d is no host with three ports.
    const host = input.indexOf(':') === colon ? [readHost(input.slice(0, colon))] : [];
    return refused(input, 'port', input.slice(colon + 1), host);
  }
  return readDnsName(input);
}
