/** One server or client of a manifest: its key, its certificate, and its key file. */
import { distinguishedName } from '../../codec/distinguished-name';
import type { GeneralName } from '../../codec/general-name';
import { encodePem } from '../../codec/pem';
import { keyAlgorithms } from '../algorithms';
import { issue, type Issued } from '../issue';
import { generateKeyPair, type KeyPair } from '../keys';
import { toGeneralName } from '../names';
import { profiles, type Profile } from '../profile';
import type { ToProve } from '../proof';
import type { Bytes } from '../../codec/bytes';
import type { ManifestClient, ManifestServer } from './manifest';
import { subjectAttributes, type SigningAuthority } from './signing-authorities';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
/** RFC 5280 appendix A.1, ub-common-name. */
const MAX_COMMON_NAME = 64;
export interface MadeLeaf {
  readonly entry: ManifestServer | ManifestClient;
  readonly issued: Issued;
  /** PEM, PKCS#8. */
  readonly key: string;
  readonly keys: KeyPair;
  /** Above it, its issuer first, the root last. */
  readonly chain: readonly Bytes[];
}

type NamedValue = Extract<GeneralName, { readonly value: string }>;

export function namesOf(entry: ManifestServer | ManifestClient): readonly NamedValue[] {
  if ('names' in entry) return entry.names.map(toGeneralName);
  return entry.email === '' ? [] : [{ kind: 'email', value: entry.email }];
}

/** The first host name of a server where it fits, as `local-https` has it; of a client the name, and the device behind it. */
function commonNameOf(entry: ManifestServer | ManifestClient): string {
  if ('names' in entry) {
    const host = entry.names.find(({ kind }) => kind === 'dns' || kind === 'wildcard')?.value ?? '';
    return host.length <= MAX_COMMON_NAME ? host : '';
  }
  const whole = entry.device === '' ? entry.name : `${entry.name} (${entry.device})`;
  return [...whole].length <= MAX_COMMON_NAME ? whole : entry.name;
}

type ProfileOf = (entry: ManifestServer | ManifestClient) => Profile;

/** One object for each length of life, since what follows from a profile is encoded once for each. */
export function profileTable(): ProfileOf {
  const { tlsServer } = profiles;
  const servers = new Map<number, Profile>();
  const clients = new Map<number, Profile>();
  return (entry) => {
    const table = 'names' in entry ? servers : clients;
    const { days } = entry;
    const profile =
      table.get(days) ??
      ('names' in entry
        ? { ...tlsServer, days }
        : { ...tlsServer, days, keyUsageIfRsa: [], extendedKeyUsage: [CLIENT_AUTH] });
    table.set(days, profile);
    return profile;
  };
}

/** Not proved yet: `proof` is what that takes. */
export async function makeLeaf(
  entry: ManifestServer | ManifestClient,
  { issuer, chain, notAfter }: SigningAuthority,
  profileOf: ProfileOf,
  at: Date,
): Promise<{ readonly made: MadeLeaf; readonly proof: ToProve }> {
  const keys = await generateKeyPair(keyAlgorithms[entry.key], true);
  const subject = {
    name: distinguishedName(subjectAttributes(commonNameOf(entry), entry.organization)),
    alternativeNames: namesOf(entry),
    publicKey: keys.publicKey,
    family: keys.algorithm.scheme.family,
  };
  const issued = await issue(profileOf(entry), subject, issuer, { at, notAfterAtMost: notAfter });
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  return {
    made: { entry, issued, key: encodePem('PRIVATE KEY', pkcs8), keys, chain },
    proof: { issued, signer: issuer },
  };
}
