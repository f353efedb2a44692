/** The configuration profile that carries one root certificate to an iPhone (payload `com.apple.security.root`). */
import { configurationProfile } from './configuration-profile';
import type { RecipeContext } from './recipe';
import { anchorFileName } from './trust-anchor';

export function mobileconfig(anchor: RecipeContext['anchor']): string {
  const { der, name, sha256 } = anchor;
  return configurationProfile({
    title: name,
    description:
      'Installs one certificate authority. Full trust is switched on afterwards, in Certificate Trust Settings.',
    sha256,
    payloads: [
      {
        type: 'com.apple.security.root',
        role: 'root',
        title: name,
        fileName: `${anchorFileName(anchor)}.cer`,
        octets: der,
        unique: sha256.slice(32),
      },
    ],
  });
}
