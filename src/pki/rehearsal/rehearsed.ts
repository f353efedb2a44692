/** A server's chain as it would be made, with keys that are thrown away: what clients are asked about before there is anything. */
import type { Bytes } from '../../codec/bytes';
import { equalBytes } from '../../codec/bytes';
import { encodeCertificate, encodeTbsCertificate } from '../../codec/certificate';
import { keyAlgorithms } from '../algorithms';
import { connectableHosts } from '../connectable-hosts';
import type { CertificateDraft } from '../draft/certificate-draft';
import { keyFacts } from '../draft/key-facts';
import { publicKeyFor, type KeyForDraft } from '../draft/make';
import { prepare } from '../draft/prepare';
import type { generateKeyPair } from '../keys';
import { makeLocalHttps, refusalsOf, type LocalHttpsPlan } from '../local-https';
import { readNames } from '../names';
import type { AuthorityWithoutKey, OpenedAuthority } from '../open-authority';
import { SERVER_AUTH } from '../profile';
import { SigningKey } from '../signing-key';
import type { ThrowAwayKeys } from './throw-away-keys';
import { twinOf } from './twin-authority';

export interface Rehearsed {
  /** As a server would send it. */
  readonly chain: readonly Bytes[];
  readonly anchors: readonly Bytes[];
  /** Whom clients could connect to. */
  readonly hosts: readonly string[];
}

const ANY_PURPOSE = '2.5.29.37.0';
/** A number is drawn when it is made; clients ask only that it is positive and not too long. */
const SERIAL_NUMBER = new Uint8Array(16).fill(0x5a);

/** `undefined` where it is for no server, cannot be made as it stands, or its kind of key cannot be had here. */
export async function rehearseDraft(
  draft: CertificateDraft,
  authority: AuthorityWithoutKey | undefined,
  key: KeyForDraft,
  { at, keys }: { readonly at: Date; readonly keys: ThrowAwayKeys },
): Promise<Rehearsed | undefined> {
  const hosts = hostsOf(draft);
  const algorithm = key.kind === 'new' ? draft.keyAlgorithm : keyFacts(publicKeyFor(draft, key)).algorithm;
  if (hosts.length === 0 || !isForServers(draft) || algorithm === undefined) return undefined;
  const pair = await keys.of(keyAlgorithms[algorithm], 'certificate');
  const twin = authority && (await twinOf(authority, keys));
  if (authority !== undefined && twin === undefined) return undefined;
  const prepared = prepare(draft, {
    publicKey: pair.publicKey,
    signing: twin === undefined ? { kind: 'self', keyHere: true } : { kind: 'authority', authority: twin },
    at,
    serialNumber: SERIAL_NUMBER,
  });
  if (!prepared.ok) return undefined;
  const { tbs, scheme } = prepared.value;
  const signer = twin?.signing ?? (await SigningKey.of(pair));
  const toSign = encodeTbsCertificate(tbs);
  const der = encodeCertificate(toSign, scheme.signature, await signer.sign(scheme, toSign));
  return { ...chainOf(der, twin), hosts };
}

function chainOf(leaf: Bytes, authority: OpenedAuthority | undefined): Omit<Rehearsed, 'hosts'> {
  if (authority === undefined) return { chain: [leaf], anchors: [leaf] };
  const { chain, certificate } = authority;
  const top = chain.at(-1) ?? certificate;
  const rooted = equalBytes(top.issuer.der, top.subject.der);
  const between = rooted ? chain.slice(0, -1) : chain;
  return { chain: [leaf, ...between.map(({ der }) => der)], anchors: [top.der] };
}

function isForServers({ extensions: { basicConstraints, extendedKeyUsage } }: CertificateDraft): boolean {
  const purposes = extendedKeyUsage?.purposes;
  const serves = purposes === undefined || purposes.includes(SERVER_AUTH) || purposes.includes(ANY_PURPOSE);
  return basicConstraints?.ca !== true && serves;
}

function hostsOf({ alternativeNames }: CertificateDraft): readonly string[] {
  const typed = alternativeNames.flatMap((name) =>
    name.kind === 'dns' || name.kind === 'ip' ? [name.value] : [],
  );
  return connectableHosts(readNames(typed.join(' ')).filter((name) => name.ok));
}

type PlannedSigner = LocalHttpsPlan['signedBy'];

/** A plan of which the authority's key is not at hand, and need not be. */
export type PlanToRehearse = Omit<LocalHttpsPlan, 'signedBy'> & {
  readonly signedBy:
    | Exclude<PlannedSigner, { readonly kind: 'given' }>
    | (Omit<Extract<PlannedSigner, { readonly kind: 'given' }>, 'authority' | 'serialNumber'> & {
        readonly authority: AuthorityWithoutKey;
      });
};

/** As `rehearseDraft`, of Local HTTPS. */
export async function rehearseLocalHttps(
  wanted: PlanToRehearse,
  hosts: readonly string[],
  { at, keys }: { readonly at: Date; readonly keys: ThrowAwayKeys },
): Promise<Rehearsed | undefined> {
  const { signedBy } = wanted;
  let signs: PlannedSigner;
  if (signedBy.kind === 'given') {
    const twin = await twinOf(signedBy.authority, keys);
    if (twin === undefined) return undefined;
    signs = { ...signedBy, authority: twin };
  } else signs = signedBy;
  const plan = { ...wanted, signedBy: signs };
  if (hosts.length === 0 || refusalsOf(plan, at).length > 0) return undefined;
  let places = 0;
  const newKeys: typeof generateKeyPair = (algorithm) => keys.of(algorithm, `place ${places++}`);
  const made = await makeLocalHttps(plan, at, newKeys);
  return { chain: [made.leaf.der, ...made.intermediates], anchors: [made.anchor], hosts };
}
