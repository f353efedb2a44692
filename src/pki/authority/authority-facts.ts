/**
 * What an authority may sign and for how long, read from its certificate and those above it: for lists and forms. It judges
 * no signature (`verify/path.ts` does).
 */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import { formatDistinguishedName } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import { displayName, fingerprint } from '../anchor';
import { judgeAuthority, type AuthorityCaution, type AuthorityProblem } from '../open-authority';
import { publicKeyLabel } from '../inspect/private-key-facts';

type FactualProblem = Extract<
  AuthorityProblem,
  'not-an-authority' | 'may-not-sign' | 'path-too-long' | 'unreadable-extension'
>;

/** What clients mind about one certificate. */
export interface CautionsOf {
  readonly name: string;
  /** It stands above the authority. */
  readonly above: boolean;
  readonly cautions: readonly AuthorityCaution[];
}

export interface AuthorityFacts {
  /** CommonName, else the whole subject. */
  readonly name: string;
  /** The whole subject in words. */
  readonly subject: string;
  readonly issuerName: string;
  /** Signed by itself. */
  readonly root: boolean;
  /** `EC P-256`. */
  readonly keyLabel: string;
  /** Lower-case hex, of the certificate. */
  readonly sha256: string;
  /** Lower-case hex. */
  readonly serial: string;
  /** ms since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** How many authorities may stand between it and a leaf, those above it heard too; absent where nothing limits it. */
  readonly pathLength?: number;
  /** Purposes (dotted decimal) it may sign for; absent where nothing limits it. */
  readonly purposes?: readonly string[];
  /** keyUsage lets it sign revocation lists. */
  readonly signsLists: boolean;
  /** Names it may sign, in short lines (`localhost`, `10.0.0.0/8`); absent where nothing limits it. */
  readonly permitted?: readonly string[];
  readonly excluded: readonly string[];
  /** Its own and those of every authority above it. */
  readonly constraints: readonly NameConstraints[];
  /** certificatePolicies (dotted decimal); absent where it has none, or kept before they were told. */
  readonly policies?: readonly string[];
  /** What clients mind about it or about those above it, apart from dates. */
  readonly cautions: readonly AuthorityCaution[];
  /** The same by whom they are about, its own first; absent where it was kept before they were told apart. */
  readonly cautionsOf?: readonly CautionsOf[];
  /** It cannot sign certificates, whatever its key could; dates apart. */
  readonly problem?: FactualProblem;
}

export function subtreeLine(subtree: Subtree): string {
  if (subtree.kind === 'directory') return displayName(subtree.name);
  return subtree.kind === 'other' ? '…' : subtree.base;
}

/** @returns `undefined` where the octets are no certificate; what cannot be read above it is left out */
export async function authorityFacts(
  der: Bytes,
  chain: readonly Bytes[],
): Promise<AuthorityFacts | undefined> {
  const own = parseCertificate(der);
  if (!own.ok) return undefined;
  const certificate = own.value;
  const path = [certificate, ...chain.flatMap(parsed)];
  const constraints = path.flatMap((one) => valueOf(one, 'nameConstraints') ?? []);
  // The nearest to it are the narrowest in any chain that works.
  const { permitted } = constraints.find((one) => one.permitted.length > 0) ?? { permitted: [] };
  const pathLength = roomBelow(path);
  const purposes = path.map((one) => valueOf(one, 'extendedKeyUsage')).find((one) => one !== undefined);
  // On its first day: what dates do to it changes, and is the page's to say.
  const verdict = judgeAuthority([certificate, ...path.slice(1)], certificate.validity.notBefore);
  const cautions =
    typeof verdict === 'string' ? [] : verdict.filter((caution) => caution !== 'not-yet-valid');
  const usage = valueOf(certificate, 'keyUsage');
  const policies = valueOf(certificate, 'certificatePolicies')?.map(({ oid }) => oid);
  return {
    name: displayName(certificate.subject),
    subject: formatDistinguishedName(certificate.subject),
    issuerName: displayName(certificate.issuer),
    root: equalBytes(certificate.issuer.der, certificate.subject.der),
    keyLabel: publicKeyLabel(certificate.publicKey.der),
    sha256: await fingerprint(der),
    serial: serialText(certificate.serialNumber),
    notBefore: certificate.validity.notBefore.getTime(),
    notAfter: certificate.validity.notAfter.getTime(),
    ...(pathLength !== undefined && { pathLength }),
    ...(purposes !== undefined && { purposes }),
    signsLists: usage?.includes('cRLSign') ?? true,
    ...(permitted.length > 0 && { permitted: permitted.map(subtreeLine) }),
    excluded: constraints.flatMap(({ excluded }) => excluded).map(subtreeLine),
    constraints,
    ...(policies !== undefined && { policies }),
    cautions,
    cautionsOf: cautionsByHolder(cautions, path, certificate.validity.notBefore),
    ...(isFactual(verdict) && { problem: verdict }),
  };
}

/** A root that is not here is missed by the authority itself, as is what it was opened for; who has no CommonName matters at the top alone. */
export function cautionsByHolder(
  cautions: readonly AuthorityCaution[],
  path: readonly Certificate[],
  at: Date,
): readonly CautionsOf[] {
  const isAbout = (caution: AuthorityCaution, place: number, alone: readonly string[]): boolean => {
    if (caution === 'root-missing' || caution === 'any-purpose') return place === 0;
    return alone.includes(caution) && (caution !== 'no-common-name' || place === path.length - 1);
  };
  return path
    .map((one, place) => {
      const verdict = judgeAuthority([one], at);
      const alone = typeof verdict === 'string' ? [] : verdict;
      const its = cautions.filter((caution) => isAbout(caution, place, alone));
      return { name: displayName(one.subject), above: place > 0, cautions: its };
    })
    .filter((one) => one.cautions.length > 0);
}

/** Lower-case hex of a serial number's contents octets, without the sign octet and other zeros in front. */
export function serialText(serialNumber: Uint8Array): string {
  const first = serialNumber.findIndex((octet) => octet !== 0);
  return first < 0 ? '00' : toHex(serialNumber.subarray(first));
}

function parsed(der: Bytes): readonly Certificate[] {
  const one = parseCertificate(der);
  return one.ok ? [one.value] : [];
}

function valueOf<
  K extends 'nameConstraints' | 'extendedKeyUsage' | 'keyUsage' | 'basicConstraints' | 'certificatePolicies',
>({ extensions }: Certificate, name: K) {
  const found = extensionValue(extensions, name);
  return found.ok ? found.value?.value : undefined;
}

/** Every authority above has used up one of its own room for each that stands below it. */
function roomBelow(path: readonly Certificate[]): number | undefined {
  let room = Infinity;
  for (const [above, one] of path.entries())
    room = Math.min(room, (valueOf(one, 'basicConstraints')?.pathLength ?? Infinity) - above);
  return room === Infinity ? undefined : Math.max(room, 0);
}

const factual: readonly unknown[] = [
  'not-an-authority',
  'may-not-sign',
  'path-too-long',
  'unreadable-extension',
] satisfies FactualProblem[];
const isFactual = (verdict: unknown): verdict is FactualProblem => factual.includes(verdict);
