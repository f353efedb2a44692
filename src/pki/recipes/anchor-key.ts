/** Which kinds of keys the stores of browsers refuse in a root, so that steps can say so beforehand. */
import { parseCertificate } from '../../codec/certificate';
import type { RecipeContext } from './recipe';

/** RFC 8410 §3: Ed25519 and Ed448. Measured: Chromium and Firefox refuse them wherever they stand. */
const edwards = new Set(['1.3.101.112', '1.3.101.113']);
/** RFC 9881 §2: ML-DSA-44, -65, -87. Measured: Chromium 156 takes such a root from a policy file alone, Firefox 153 never. */
const moduleLattice = new Set([
  '2.16.840.1.101.3.4.3.17',
  '2.16.840.1.101.3.4.3.18',
  '2.16.840.1.101.3.4.3.19',
]);

export function keyBrowsersRefuse({ anchor }: RecipeContext): 'EdDSA' | 'ML-DSA' | undefined {
  const parsed = parseCertificate(anchor.der);
  if (!parsed.ok) return undefined;
  const { oid } = parsed.value.publicKey.algorithm;
  if (edwards.has(oid)) return 'EdDSA';
  return moduleLattice.has(oid) ? 'ML-DSA' : undefined;
}
