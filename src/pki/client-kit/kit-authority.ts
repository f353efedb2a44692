/** Who signs a kit: an authority that is open already, or a root made for it, which can sign these names and local ones alone. */
import { distinguishedName } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { keyAlgorithms } from '../algorithms';
import { PkiError } from '../error';
import { selfIssue } from '../issue';
import { generateKeyPair, type KeyPair } from '../keys';
import { authorityName, localConstraints } from '../local-authority';
import { openAuthority, type OpenedAuthority } from '../open-authority';
import { profiles } from '../profile';
import { prove } from '../proof';
import type { RevocationCover } from '../recipes/mutual/recipe';
import { namesInSubject } from '../verify/name-constraints';
import { commonNameOf } from './kit-drafts';
import type { ClientKitPlan } from './kit-plan';

export interface KitAuthority {
  readonly authority: OpenedAuthority;
  /** Where it was made for this kit. */
  readonly keys?: KeyPair;
}

const COMMON_NAME = '2.5.4.3';
const commonName = (value: string) => distinguishedName([{ type: COMMON_NAME, value }]);

/** @throws PkiError `platform-refused`, `proof-failed` */
export async function kitAuthority(plan: ClientKitPlan, at: Date): Promise<KitAuthority> {
  const { signedBy } = plan;
  if (signedBy.kind === 'given') return { authority: signedBy.authority };
  const keys = await generateKeyPair(keyAlgorithms[plan.keyAlgorithm], true);
  const name = signedBy.commonName.trim() || (await authorityName(keys.publicKey));
  const nameConstraints = localConstraints([
    ...plan.serverNames,
    // A person's name that looks like a host's is held against the constraints by OpenSSL and GnuTLS.
    ...plan.people.flatMap((wish) => hostLike(commonNameOf(wish))),
  ]);
  const days = Math.max(profiles.rootCa.days, plan.days + 1);
  const profile = { ...profiles.rootCa, nameConstraints, days };
  const { issued, issuer } = await selfIssue(profile, commonName(name), keys, { at });
  await prove(issued, issuer);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const result = await openAuthority([issued.der, pkcs8], undefined, at);
  if (result.kind !== 'opened') throw new PkiError('proof-failed', ['opening the new authority']);
  return { authority: result.authority, keys };
}

function hostLike(name: string): readonly GeneralName[] {
  return namesInSubject(commonName(name), []).filter(({ kind }) => kind === 'dns');
}

/** Whether an authority may sign lists of revoked certificates: without keyUsage it may all (RFC 5280 §4.2.1.3). */
export function maySignLists({ certificate }: Pick<OpenedAuthority, 'certificate'>): boolean {
  const usage = extensionValue(certificate.extensions, 'keyUsage');
  return usage.ok && usage.value?.value.includes('cRLSign') !== false;
}

/** What this many lists, the signing authority's first, cover. */
export function coverOf(lists: number, { chain }: OpenedAuthority): RevocationCover {
  if (lists === 0) return 'none';
  return lists >= chain.length ? 'chain' : 'issuer';
}
