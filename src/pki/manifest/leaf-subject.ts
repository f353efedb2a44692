/** Who a server or client of a manifest is: what it is known by, and the names its certificate has. */
import {
  distinguishedName,
  type DistinguishedName,
  type NameAttribute,
} from '../../codec/distinguished-name';
import type { GeneralName } from '../../codec/general-name';
import { LONGEST_COMMON_NAME } from '../client-kit/kit-drafts';
import { toGeneralName } from '../names';
import type { ManifestClient, ManifestServer } from './manifest';

export type LeafEntry = ManifestServer | ManifestClient;

type NamedValue = Extract<GeneralName, { readonly value: string }>;

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

/** Names in any order are the same server; a person is a name with a device. */
export function identityOf(entry: LeafEntry): string {
  if ('names' in entry)
    return entry.names
      .map(({ value }) => value)
      .sort()
      .join(' ');
  return [entry.name, entry.email, entry.device].join(' / ');
}

/** Its alternative names. */
export function namesOf(entry: LeafEntry): readonly NamedValue[] {
  if ('names' in entry) return entry.names.map(toGeneralName);
  return entry.email === '' ? [] : [{ kind: 'email', value: entry.email }];
}

export function subjectOf(entry: LeafEntry): DistinguishedName {
  return distinguishedName(subjectAttributes(commonNameOf(entry), entry.organization));
}

/** Attributes of a subject, the organization first, as names are written. */
export function subjectAttributes(commonName: string, organization: string): readonly NameAttribute[] {
  return [
    ...(organization === '' ? [] : [{ type: ORGANIZATION, value: organization }]),
    ...(commonName === '' ? [] : [{ type: COMMON_NAME, value: commonName }]),
  ];
}

/** The first host name of a server where it fits, as `local-https` has it; of a client the name, and the device behind it. */
function commonNameOf(entry: LeafEntry): string {
  if ('names' in entry) {
    const host = entry.names.find(({ kind }) => kind === 'dns' || kind === 'wildcard')?.value ?? '';
    return host.length <= LONGEST_COMMON_NAME ? host : '';
  }
  const whole = entry.device === '' ? entry.name : `${entry.name} (${entry.device})`;
  return [...whole].length <= LONGEST_COMMON_NAME ? whole : entry.name;
}
