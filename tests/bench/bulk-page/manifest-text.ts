// The manifest of the benchmark: servers with as many names as mkcert's own example has, all signed by one authority.
import { order } from '../page/order';

export function manifestText(count: number, authority: object): string {
  const servers = Array.from({ length: count }, (_, i) => ({
    names: order(i).names.map(({ value }) => value),
  }));
  return JSON.stringify({ certwright: 1, authorities: { bench: authority }, servers });
}
