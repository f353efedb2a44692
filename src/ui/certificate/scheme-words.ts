/** Signature schemes as tools name them. */

const families: Readonly<Record<string, string>> = {
  'rsa-pkcs1': 'RSA',
  'rsa-pss': 'RSA-PSS',
  ecdsa: 'ECDSA',
};

/** `ecdsa-p256-sha384` → `ECDSA with SHA-384`, `ml-dsa-65` → `ML-DSA-65`. */
export function schemeName(id: string): string {
  const [, family = '', bits = ''] = /^(rsa-pkcs1|rsa-pss|ecdsa)(?:-p\d+)?-sha(\d+)$/.exec(id) ?? [];
  if (bits !== '') return `${families[family] ?? family} with SHA-${bits}`;
  return id === 'ed25519' ? 'Ed25519' : id.toUpperCase();
}
