/** The certificate's subject, for those who want more in it than the first host name. */
import type { CreateRequest } from '../worker/protocol';

interface SubjectField {
  /** Of the attribute, dotted decimal. */
  readonly type: string;
  /** As a refusal names it. */
  readonly attribute: string;
  readonly label: string;
  readonly hint: string;
}

/** Most general first, the order in which a name is written. */
const fields: readonly SubjectField[] = [
  { type: '2.5.4.6', attribute: 'countryName', label: 'Country', hint: 'C, two letters' },
  { type: '2.5.4.8', attribute: 'stateOrProvinceName', label: 'State or province', hint: 'ST' },
  { type: '2.5.4.7', attribute: 'localityName', label: 'City', hint: 'L' },
  { type: '2.5.4.10', attribute: 'organizationName', label: 'Organization', hint: 'O' },
  { type: '2.5.4.11', attribute: 'organizationalUnitName', label: 'Unit', hint: 'OU' },
  { type: '2.5.4.3', attribute: 'commonName', label: 'Common name', hint: 'CN' },
  { type: '1.2.840.113549.1.9.1', attribute: 'emailAddress', label: 'Email', hint: 'emailAddress' },
];

export class SubjectFields {
  static readonly fields = fields;

  /** By attribute type. */
  readonly values = $state<Record<string, string>>(Object.fromEntries(fields.map(({ type }) => [type, ''])));

  /** Those filled in; empty for the default subject. */
  readonly attributes: CreateRequest['subject'] = $derived(
    fields
      .map(({ type }) => ({ type, value: (this.values[type] ?? '').trim() }))
      .filter(({ value }) => value !== ''),
  );
}
