/**
 * The extensions a request asks for beside those its profile gives. What the profile has not, and what only the authority can
 * know, is shown and left out: a request is written by whoever wants something.
 */
import type { CertificateRequest } from '../../codec/certificate-request';
import { extensionOid, type Extension, type KeyUsage } from '../../codec/extension';
import type { CertificateDraft, DraftExtensions } from '../draft/certificate-draft';
import { formExtensions } from '../draft/extensions';
import { draftExtensions } from '../draft/from-extensions';
import { extensionFields, shownField, shownOwn, type ExtensionField } from './extension-words';
import { requestedNames } from './name-rows';
import { LEAVE, refusal, TAKE, type ExtensionRow, type PlanRefusal } from './plan-row';

const SUBJECT_ALT_NAME = extensionOid.subjectAltName;
const SIGNING: readonly KeyUsage[] = ['keyCertSign', 'cRLSign'];

/** What stands in them only the issuer knows. */
const forTheAuthority: ReadonlySet<ExtensionField> = new Set([
  'subjectKeyIdentifier',
  'authorityKeyIdentifier',
  'nameConstraints',
  'crlDistributionPoints',
  'authorityInfoAccess',
  'certificatePolicies',
  'policyMappings',
  'policyConstraints',
  'inhibitAnyPolicy',
  'ocspNoCheck',
]);

const fieldOf: ReadonlyMap<string, ExtensionField> = new Map(
  extensionFields.map((field) => [formExtensions[field], field]),
);

/** Without criticality, which is the profile's, and in any order. */
function sameValue(field: ExtensionField, asked: DraftExtensions, given: DraftExtensions): boolean {
  const text = (extensions: DraftExtensions) => {
    const items = shownField(extensions, field)?.items;
    return items && JSON.stringify(field === 'basicConstraints' ? items : items.toSorted());
  };
  return text(asked) === text(given);
}

function refusalsOf(
  field: ExtensionField,
  asked: DraftExtensions,
  given: DraftExtensions,
): readonly PlanRefusal[] {
  if (sameValue(field, asked, given)) return [];
  if (field === 'basicConstraints') {
    const wantsToSign = asked.basicConstraints?.ca === true && given.basicConstraints?.ca !== true;
    return [refusal(wantsToSign ? 'asks-to-be-authority' : 'not-in-profile')];
  }
  if (field === 'keyUsage') {
    const beyond = (asked.keyUsage?.usages ?? []).filter((one) => !given.keyUsage?.usages.includes(one));
    const signing = beyond.filter((one) => SIGNING.includes(one));
    const others = beyond.filter((one) => !SIGNING.includes(one));
    if (beyond.length === 0) return [refusal('not-in-profile')];
    return [
      ...(signing.length > 0 ? [refusal('asks-to-sign-certificates', ...signing)] : []),
      ...(others.length > 0 ? [refusal('usage-beyond-profile', ...others)] : []),
    ];
  }
  if (field === 'extendedKeyUsage') {
    const purposes = asked.extendedKeyUsage?.purposes ?? [];
    const beyond = purposes.filter((one) => !given.extendedKeyUsage?.purposes.includes(one));
    return [beyond.length > 0 ? refusal('purpose-beyond-profile', ...beyond) : refusal('not-in-profile')];
  }
  return [refusal(forTheAuthority.has(field) ? 'for-the-authority' : 'not-in-profile')];
}

const refused = (
  oid: string,
  refusals: readonly PlanRefusal[],
  more: Partial<ExtensionRow> = {},
): ExtensionRow => ({
  about: 'extension',
  id: `extension/${oid}`,
  oid,
  field: fieldOf.get(oid),
  asked: { critical: false, items: [] },
  given: undefined,
  own: undefined,
  refusals,
  choices: refusals.length === 0 ? [] : ['leave'],
  usual: refusals.length === 0 ? TAKE : LEAVE,
  ...more,
});

/** The names of a good one have rows of their own. */
function alternativeNamesRow(request: CertificateRequest): readonly ExtensionRow[] {
  const found = request.extensions.filter(({ oid }) => oid === SUBJECT_ALT_NAME);
  if (found.length === 0 || requestedNames(request).length > 0) return [];
  const isEmpty = found.length === 1 && found[0]?.value.length === 2;
  const [first] = found;
  const asked = { critical: first?.critical === true, items: [] };
  const code = isEmpty
    ? 'empty-alternative-names'
    : found.length > 1
      ? 'extension-twice'
      : 'malformed-extension';
  return [refused(SUBJECT_ALT_NAME, [refusal(code)], { asked })];
}

export function extensionRows(
  request: CertificateRequest,
  base: CertificateDraft,
): { readonly rows: readonly ExtensionRow[]; readonly asked: DraftExtensions } {
  const { extensions: asked } = draftExtensions(request.extensions, request.publicKey.der);
  const given = base.extensions;
  const firstOnes = [...new Map(request.extensions.toReversed().map((one) => [one.oid, one])).values()]
    .toReversed()
    .filter(({ oid }) => oid !== SUBJECT_ALT_NAME);
  const row = ({ oid, critical }: Extension): ExtensionRow => {
    const field = fieldOf.get(oid);
    const own = asked.own.find((one) => one.oid === oid);
    const shown = field === undefined ? own && shownOwn(own) : shownField(asked, field);
    const ofProfile = field === undefined ? ownOf(given, oid) : shownField(given, field);
    const common = { given: ofProfile, asked: shown ?? { critical, items: [] } };
    if (request.extensions.filter((one) => one.oid === oid).length > 1)
      return refused(oid, [refusal('extension-twice')], common);
    if (shown === undefined) return refused(oid, [refusal('malformed-extension')], common);
    const refusals = field === undefined ? [refusal('unknown-extension')] : refusalsOf(field, asked, given);
    const choices = refusals.length === 0 ? [] : (['take', 'leave'] as const);
    return refused(oid, refusals, {
      ...common,
      own,
      // Whose key signs is the signer's to say, and nobody else's.
      choices: field === 'authorityKeyIdentifier' && choices.length > 0 ? ['leave'] : choices,
    });
  };
  const requested = new Set(request.extensions.map(({ oid }) => oid));
  const besides = [
    ...extensionFields.map((field) => ({ oid: formExtensions[field], shown: shownField(given, field) })),
    ...given.own.map((one) => ({ oid: one.oid, shown: shownOwn(one) })),
  ].filter(({ oid, shown }) => shown !== undefined && !requested.has(oid));
  return {
    asked,
    rows: [
      ...alternativeNamesRow(request),
      ...firstOnes.map(row),
      ...besides.map(({ oid, shown }) => refused(oid, [], { asked: undefined, given: shown, usual: LEAVE })),
    ],
  };
}

function ownOf({ own }: DraftExtensions, oid: string) {
  const found = own.find((one) => one.oid === oid);
  return found && shownOwn(found);
}
