/**
 * Extensions of the person's own: octets, and no meaning. One that a draft has a field for may stand here in a form the field has
 * not (a distribution point for some reasons alone), as long as it reads as what it is to be. Not those on which depends what an
 * authority may sign, and whose it is: for them there is the field alone.
 */
import type { Bytes } from '../../codec/bytes';
import { extensionOid, extensionValue, type Extension, type ExtensionName } from '../../codec/extension';
import type { IntendedExtension } from '../issue';
import type { DraftExtensions, DraftOwnExtension, DraftPlace } from './certificate-draft';
import { formExtensions, type FormExtension } from './extensions';
import type { ProblemList, Report } from './problem-list';
import { readElement, readOid, readString } from './text-values';

export interface OwnExtension extends Extension {
  /** Of one that has a meaning here: what it reads as, for the proof. */
  readonly intended?: IntendedExtension;
}

/** Whether it may sign, for which names, and by which keys its path is found (RFC 5280 §6.1): rules here ask the fields. */
const byFieldAlone: ReadonlySet<string> = new Set([
  extensionOid.basicConstraints,
  extensionOid.subjectAltName,
  extensionOid.subjectKeyIdentifier,
  extensionOid.authorityKeyIdentifier,
]);

const fieldOf: ReadonlyMap<string, FormExtension> = new Map(
  (Object.keys(formExtensions) as readonly FormExtension[]).map((field) => [formExtensions[field], field]),
);

/** Whether the form has a field for it. */
export const isKnownExtension = (oid: string): boolean => fieldOf.has(oid);

/** @param beside the other extensions of the draft: none stands in a certificate twice */
export function readOwnExtensions(
  own: readonly DraftOwnExtension[],
  problems: ProblemList,
  beside: Partial<DraftExtensions> = {},
): readonly OwnExtension[] | undefined {
  const place: DraftPlace = ['extensions', 'own'];
  const taken = new Set<string>();
  return problems.each(own, place, ({ oid: text, critical, value }, at): OwnExtension | undefined => {
    const report = problems.at(...at, 'oid');
    const atValue = value.kind === 'der' ? 'hex' : 'text';
    const reportValue = problems.at(...at, 'value', atValue);
    const oid = readOid(text, report);
    const octets =
      value.kind === 'der'
        ? readElement(value.hex, reportValue)
        : readString(value.form, value.text, reportValue);
    if (oid === undefined || octets === undefined) return undefined;
    if (byFieldAlone.has(oid)) return report('known-extension', oid);
    if (taken.has(oid)) return report('twice', oid);
    taken.add(oid);
    const field = fieldOf.get(oid);
    const plain = { oid, critical, value: octets };
    if (field === undefined) return plain;
    if (isThere(beside, field)) return report('twice', oid);
    const intended = readAs(field, plain, reportValue);
    return intended && { ...plain, intended };
  });
}

/** Of those that have one. */
export const meaningsOf = (own: readonly OwnExtension[]): readonly IntendedExtension[] =>
  own.flatMap(({ intended }) => intended ?? []);

const isThere = (beside: Partial<DraftExtensions>, field: FormExtension): boolean =>
  field !== 'subjectAltName' && beside[field] !== undefined && beside[field] !== false;

/** Read as every reader here reads it; what none reads is not that extension. */
function readAs(
  name: ExtensionName,
  written: { readonly oid: string; readonly critical: boolean; readonly value: Bytes },
  report: Report,
): IntendedExtension | undefined {
  const read = extensionValue([written], name);
  if (!read.ok || read.value === undefined) return report('not-this-extension', written.oid);
  // Name and value belong together, which a union of names does not tell the compiler.
  const intended = { name, critical: written.critical, value: read.value.value } as IntendedExtension;
  // pkijs cannot read such names, and what only one reader reads is not handed over.
  const isRelative =
    intended.name === 'crlDistributionPoints' &&
    intended.value.some(({ relativeName }) => relativeName !== undefined);
  return isRelative ? report('read-by-one-alone') : intended;
}
