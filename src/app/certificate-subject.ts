/** Attributes of names that people use, and the forms an alternative name can have. */
import type { Editable } from './certificate-editable';
import type { DraftName, DraftSubtree } from '../pki/draft/certificate-draft';

export type NameKind = DraftName['kind'];
export type SubtreeKind = DraftSubtree['kind'];

export const COMMON_NAME = '2.5.4.3';

/** Those that are typed most come first. */
export const attributeTypes: readonly { readonly type: string; readonly short: string }[] = [
  { type: '2.5.4.3', short: 'CN' },
  { type: '2.5.4.10', short: 'O' },
  { type: '2.5.4.11', short: 'OU' },
  { type: '2.5.4.6', short: 'C' },
  { type: '2.5.4.8', short: 'ST' },
  { type: '2.5.4.7', short: 'L' },
  { type: '2.5.4.9', short: 'street' },
  { type: '2.5.4.17', short: 'postalCode' },
  { type: '1.2.840.113549.1.9.1', short: 'emailAddress' },
  { type: '2.5.4.5', short: 'serialNumber' },
  { type: '0.9.2342.19200300.100.1.25', short: 'DC' },
  { type: '0.9.2342.19200300.100.1.1', short: 'UID' },
  { type: '2.5.4.42', short: 'GN' },
  { type: '2.5.4.4', short: 'SN' },
  { type: '2.5.4.12', short: 'title' },
  { type: '2.5.4.97', short: 'organizationIdentifier' },
];

/** User principal name, as Windows wants it for smart card logon. */
export const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3';

/** An empty name of a kind; what was typed stays where the new kind has a place for it. */
export function nameOf(kind: NameKind, typed = ''): Editable<DraftName> {
  switch (kind) {
    case 'directory':
      return { kind, attributes: [{ type: '2.5.4.3', value: typed }] };
    case 'registered-id':
      return { kind, oid: typed };
    case 'other':
      return { kind, oid: USER_PRINCIPAL_NAME, form: 'utf8', value: typed };
    case 'der':
      return { kind, hex: '' };
    default:
      return { kind, value: typed };
  }
}

export const typedIn = (name: Editable<DraftName>): string =>
  'value' in name ? name.value : name.kind === 'registered-id' ? name.oid : '';

export function subtreeOf(kind: SubtreeKind, typed = ''): Editable<DraftSubtree> {
  if (kind === 'directory') return { kind, attributes: [{ type: '2.5.4.10', value: typed }] };
  return kind === 'der' ? { kind, hex: '' } : { kind, base: typed };
}
