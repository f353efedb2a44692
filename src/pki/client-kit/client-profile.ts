/** For iPhone and iPad: an identity, whose password the device asks for, and the root that signed it, in one file to tap on. */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { fingerprint } from '../anchor';
import { configurationProfile } from '../recipes/configuration-profile';

interface ProfileFacts {
  /** Of the person or device. */
  readonly name: string;
  /** Names the files. */
  readonly fileName: string;
  /** Of the certificate, lower-case hex. */
  readonly sha256: string;
  /** The root, DER. */
  readonly anchor: Bytes;
  readonly anchorName: string;
}

/** @param store the PKCS#12 */
export async function clientProfile(store: Bytes, facts: ProfileFacts): Promise<NamedFile> {
  const { name, fileName, sha256, anchor, anchorName } = facts;
  const contents = configurationProfile({
    title: `${name}: certificate`,
    description: 'Installs a client certificate. The device asks for its password.',
    sha256,
    payloads: [
      {
        type: 'com.apple.security.pkcs12',
        role: 'identity',
        title: name,
        fileName: `${fileName}.p12`,
        octets: store,
        unique: sha256.slice(32),
      },
      {
        type: 'com.apple.security.root',
        role: 'root',
        title: anchorName,
        fileName: 'ca.cer',
        octets: anchor,
        unique: (await fingerprint(anchor)).slice(0, 32),
      },
    ],
  });
  return { path: `${fileName}.mobileconfig`, contents, mode: 0o600 };
}
