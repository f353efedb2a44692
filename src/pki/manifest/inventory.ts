/** What `made.json` says when all of a plan is made: what is new, what was kept, and what is out of use and not over. */
import { parseCertificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import { toHex } from '../../codec/bytes';
import { fingerprint } from '../anchor';
import { recordedLimits, type RecordedLimits } from './authority-limits';
import type { MadeLeaf } from './leaf';
import { identityOf } from './leaf-subject';
import { MAX_BASES, type MadeAuthority, type MadeBefore, type MadeCertificate } from './made-before';
import type { ManifestAuthority } from './manifest';
import type { Plan } from './plan';
import { readBase } from './name-base';
import type { SigningAuthority } from './signing-authorities';

/** Some megabytes. Beyond, those that end first are left out. */
const MAX_FORMER = 20_000;

interface Finished {
  readonly plan: Plan;
  readonly before: MadeBefore;
  readonly at: Date;
  /** Opened or made for it, by their ids. */
  readonly signing: ReadonlyMap<string, SigningAuthority>;
  readonly leaves: readonly MadeLeaf[];
}

export async function inventory({ plan, before, at, signing, leaves }: Finished): Promise<MadeBefore> {
  const fingerprints = new Map<string, string>();
  const authorities: MadeAuthority[] = [];
  for (const row of plan.rows) {
    if (row.kind !== 'authority') continue;
    const { entry } = row;
    const earlier = before.authorities.find(({ id }) => id === entry.id);
    const signed = signing.get(entry.id);
    if (signed !== undefined) {
      const now = await authorityRecord(entry, signed, earlier);
      fingerprints.set(entry.id, now.sha256);
      authorities.push(now);
    } else if (earlier !== undefined && earlier.sha256 === row.sha256) authorities.push(earlier);
  }
  const fresh = leaves.map(({ made }): MadeCertificate => {
    const signer = fingerprints.get(made.signedBy);
    return signer === undefined ? made : { ...made, signer };
  });
  const keyOf = ({ kind, identity }: Pick<MadeCertificate, 'kind' | 'identity'>) => `${kind} ${identity}`;
  const kept = new Set(
    plan.rows.flatMap((row) =>
      row.kind !== 'authority' && row.change.kind === 'keep'
        ? [keyOf({ kind: row.kind, identity: identityOf(row.entry) })]
        : [],
    ),
  );
  const certificates = [...before.certificates.filter((one) => kept.has(keyOf(one))), ...fresh];
  return {
    authorities,
    certificates,
    former: {
      authorities: outOfUse(
        [...before.former.authorities, ...before.authorities.filter(({ commonName }) => commonName !== '')],
        authorities,
        at,
      ),
      certificates: outOfUse([...before.former.certificates, ...before.certificates], certificates, at),
    },
  };
}

/** Of those that were there, the ones that are not in use and still good. */
function outOfUse<T extends Pick<MadeCertificate, 'sha256' | 'notAfter'>>(
  were: readonly T[],
  inUse: readonly T[],
  at: Date,
): readonly T[] {
  const used = new Set(inUse.map(({ sha256 }) => sha256));
  const good = new Map(
    were.flatMap((one) =>
      used.has(one.sha256) || Date.parse(one.notAfter) < at.getTime() ? [] : [[one.sha256, one] as const],
    ),
  );
  if (good.size <= MAX_FORMER) return [...good.values()];
  return [...good.values()]
    .sort((one, other) => Date.parse(other.notAfter) - Date.parse(one.notAfter))
    .slice(0, MAX_FORMER);
}

/** @param earlier what was said of it before, whether or not it is the same certificate */
async function authorityRecord(
  entry: ManifestAuthority,
  { chain: [own, above], notAfter, made }: SigningAuthority,
  earlier: MadeAuthority | undefined,
): Promise<MadeAuthority> {
  const sha256 = await fingerprint(own);
  const common = { id: entry.id, sha256, notAfter: notAfter.toISOString() };
  if (entry.kind === 'known') return { ...common, commonName: '' };
  const { commonName, key, organization, days, signedBy = '' } = entry;
  const asked = made === undefined ? undefined : { key, organization, days, signedBy };
  return {
    ...(earlier?.sha256 === sha256 && earlier),
    ...{ ...common, commonName },
    ...asked,
    ...(above !== undefined && { signer: await fingerprint(above) }),
    ...readFrom(own),
  };
}

/** What its certificate says: also of one that an older `made.json` knows little of. */
function readFrom(
  der: Uint8Array,
): Partial<Pick<MadeAuthority, 'notBefore' | 'serialNumber' | 'permitted' | 'excluded' | 'room'>> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return {};
  const { validity, serialNumber, extensions } = parsed.value;
  const basic = extensionValue(extensions, 'basicConstraints');
  const room = basic.ok ? basic.value?.value.pathLength : undefined;
  const constraints = extensionValue(extensions, 'nameConstraints');
  const limits = constraints.ok ? recordedLimits(constraints.value?.value) : undefined;
  return {
    notBefore: validity.notBefore.toISOString(),
    serialNumber: toHex(serialNumber),
    ...(room !== undefined && room < 256 && { room }),
    ...(limits !== undefined && isReadable(limits) && limits),
  };
}

/** Whether `made.json` takes them: an authority that came from elsewhere has what it has. */
function isReadable({ permitted = [], excluded = [] }: RecordedLimits): boolean {
  return [permitted === 'anything' ? [] : permitted, excluded].every(
    (bases) =>
      bases.length <= MAX_BASES &&
      bases.every((base) => {
        const read = readBase(base);
        return read.ok && read.value.base === base;
      }),
  );
}
