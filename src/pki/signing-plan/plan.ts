/**
 * Signing a request and knowing exactly what is signed: what it asks for, what the profile gives, and what is refused and
 * why, row by row, each to be decided. A request proves that its sender holds the key; everything else in it is a wish.
 */
import type { Bytes } from '../../codec/bytes';
import type { CertificateRequest } from '../../codec/certificate-request';
import { failure, success, type Result } from '../../codec/malformed';
import type { NameConstraints } from '../../codec/name-constraint';
import { attributeText, EXTENSION_REQUESTS } from '../../codec/request-attribute';
import type {
  CertificateDraft,
  DraftAttribute,
  DraftExtensions,
  DraftName,
} from '../draft/certificate-draft';
import { criticalityOf, isCritical, isStandardExtension } from '../draft/criticality';
import { subjectToKeep } from '../draft/kept-subject';
import { keyFacts } from '../draft/key-facts';
import { familyOf, withKeyFamily } from '../draft/profiles';
import { extensionRows } from './extension-rows';
import type { ExtensionField } from './extension-words';
import { registrations } from '../public-suffix';
import { keyRows } from './key-rows';
import { nameRows, subjectRows } from './name-rows';
import {
  LEAVE,
  refusal,
  type AttributeRow,
  type Decision,
  type ExtensionRow,
  type NameRow,
  type PlanRow,
  type SubjectRow,
} from './plan-row';

export interface RequestToSign {
  readonly request: CertificateRequest;
  /** What the profile gives, with what belongs to the authority (addresses, policies) filled in; its names are added. */
  readonly base: CertificateDraft;
  /** Name constraints of the authority and of those above it. */
  readonly constraints: readonly NameConstraints[];
  /** Names the person said they sign, and never sign; absent where nothing was said. */
  readonly allowed?: NameConstraints;
}

const nothingSaid: NameConstraints = { permitted: [], excluded: [] };

export interface SigningPlan {
  readonly rows: readonly PlanRow[];
  /** The profile for a key of this kind. */
  readonly base: CertificateDraft;
  /** The extensions asked for, where a draft has words for them. */
  readonly asked: DraftExtensions;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  /** Of the name asked for, where its words alone would come to others. */
  readonly subjectOctets?: string;
}

export async function planSigning(wanted: RequestToSign): Promise<SigningPlan> {
  const { request, constraints, allowed = nothingSaid } = wanted;
  const limits = { constraints, allowed, registrationOf: await registrations() };
  const base = forItsKey(wanted.base, request.publicKey.der);
  const { rows, asked } = extensionRows(request, base);
  return {
    rows: [
      ...(await keyRows(request)),
      ...subjectRows(request, base, limits),
      ...nameRows(request, base, limits),
      ...rows,
      ...attributeRows(request),
    ],
    base,
    asked,
    ...subjectToKeep(request.subject),
    publicKey: request.publicKey.der,
  };
}

/** Key usages follow the kind of key, as the profile has it. */
function forItsKey(base: CertificateDraft, publicKey: Bytes): CertificateDraft {
  const { algorithm, family } = keyFacts(publicKey);
  const fitting = family === undefined ? base : withKeyFamily(base, familyOf(base.keyAlgorithm), family);
  return algorithm === undefined ? fitting : { ...fitting, keyAlgorithm: algorithm };
}

function attributeRows({ attributes }: CertificateRequest): readonly AttributeRow[] {
  return attributes
    .filter(({ oid }) => !EXTENSION_REQUESTS.includes(oid))
    .map(({ oid }, place) => ({
      about: 'attribute',
      id: `attribute/${place}`,
      oid,
      asked: attributeText(attributes, oid),
      refusals: [refusal('no-part-of-certificates')],
      choices: [],
      usual: LEAVE,
    }));
}

/** By the row's id; a row without one is decided as is usual. */
export type Decisions = Readonly<Record<string, Decision>>;

export interface DecidedRequest {
  readonly draft: CertificateDraft;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
}

/**
 * The certificate that was decided on, still to be prepared and held against the authority; or the rows that stand in its
 * way: a signature or a key that nobody took in spite of what is against it. A decision a row does not offer counts as none.
 */
export function draftFromPlan(
  { rows, base, asked, publicKey, subjectOctets }: SigningPlan,
  decisions: Decisions,
): Result<DecidedRequest, readonly PlanRow[]> {
  const decided = (row: PlanRow): Decision => {
    const wish = decisions[row.id];
    return wish !== undefined && row.choices.includes(wish.kind) ? wish : row.usual;
  };
  const blocking = rows.filter(
    (row) => (row.about === 'signature' || row.about === 'key') && decided(row).kind !== 'take',
  );
  if (blocking.length > 0) return failure(blocking);
  const subject = rows.flatMap((row) => (row.about === 'subject' ? attributeOf(row, decided(row)) : []));
  const types = new Set(subject.map(({ type }) => type));
  return success({
    publicKey,
    draft: {
      ...base,
      // What the profile says of everybody (a country, an organization) stands before what tells them apart.
      subject: [...base.subject.filter(({ type }) => !types.has(type)), ...subject],
      ...(subjectOctets !== undefined && { subjectOctets }),
      alternativeNames: [
        ...base.alternativeNames,
        ...rows.flatMap((row) => (row.about === 'name' ? nameOf(row, decided(row)) : [])),
      ],
      extensions: rows.reduce(
        (extensions, row) =>
          row.about === 'extension' && row.asked !== undefined && decided(row).kind === 'take'
            ? withExtension(extensions, row, asked)
            : extensions,
        base.extensions,
      ),
    },
  });
}

function attributeOf({ asked }: SubjectRow, decision: Decision): readonly DraftAttribute[] {
  if (decision.kind === 'take') return [asked];
  return decision.kind === 'change-value' ? [{ type: asked.type, value: decision.value }] : [];
}

function nameOf({ asked }: NameRow, decision: Decision): readonly DraftName[] {
  if (decision.kind === 'take' && asked !== undefined) return [asked];
  return decision.kind === 'change-name' ? [decision.name] : [];
}

/** What is asked in place of what the profile gives; where both say the same, the profile's criticality stays. */
function withExtension(
  extensions: DraftExtensions,
  { field, own, refusals, oid }: ExtensionRow,
  asked: DraftExtensions,
): DraftExtensions {
  if (refusals.length === 0) return extensions;
  if (field !== undefined) return { ...withMark(extensions, field, asked), [field]: asked[field] };
  const others = extensions.own.filter((one) => one.oid !== oid);
  return own === undefined ? extensions : { ...extensions, own: [...others, own] };
}

/** What is unusual about its mark comes along, and what was unusual about the profile's goes. */
function withMark(
  { criticality = {}, ...extensions }: DraftExtensions,
  field: ExtensionField,
  asked: DraftExtensions,
): DraftExtensions {
  const marks = isStandardExtension(field) ? { [field]: isCritical(asked, field) } : {};
  return { ...extensions, ...criticalityOf({ ...criticality, ...marks }) };
}
