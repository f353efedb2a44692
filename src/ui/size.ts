/** `62 kB`: sizes as file managers show them. */
export function sizeOf(octets: number): string {
  if (octets < 1000) return `${octets} bytes`;
  return octets < 1_000_000 ? `${Math.round(octets / 1000)} kB` : `${(octets / 1_000_000).toFixed(1)} MB`;
}
