/** What an extension says, in a few words, for the row that stands for it. */
import type { EditableExtensions } from '../../app/certificate-editable';
import type { ExtensionId } from '../../app/certificate-extensions';
import { identifierInWords } from '../../app/identifier-in-words';
import { counted, listedBriefly } from '../words';
import { purposeName, subtreeKinds, usages } from './certificate-words';

type Saying<Id extends ExtensionId> = (value: NonNullable<EditableExtensions[Id]>) => string;

const filled = (values: readonly string[]): string => {
  const there = values.filter((value) => value.trim() !== '');
  return there.length === 0 ? 'nothing yet' : listedBriefly(there, 2);
};

const sayings: { readonly [Id in ExtensionId]: Saying<Id> } = {
  basicConstraints: ({ ca, pathLength }) => {
    if (!ca) return 'No authority';
    if (pathLength === undefined) return 'An authority, with any number below it';
    return pathLength === 0
      ? 'An authority, with no further authority below it'
      : `An authority, with at most ${counted(pathLength, 'authority', 'authorities')} below it`;
  },
  keyUsage: (value) => filled(value.usages.map((usage) => usages[usage].name)),
  extendedKeyUsage: ({ purposes }) => filled(purposes.map(purposeName)),
  nameConstraints({ permitted, excluded }) {
    const rules = [
      ...permitted.map((rule) => ['only', rule] as const),
      ...excluded.map((rule) => ['not', rule] as const),
    ];
    return filled(
      rules.map(
        ([how, rule]) => `${how} ${'base' in rule ? rule.base : subtreeKinds[rule.kind].name.toLowerCase()}`,
      ),
    );
  },
  crlDistributionPoints: ({ addresses }) => filled(addresses),
  authorityInfoAccess: ({ ocsp, caIssuers }) => filled([...ocsp, ...caIssuers]),
  certificatePolicies: ({ policies }) => filled(policies.map(({ oid }) => oid)),
  policyMappings: ({ mappings }) =>
    filled(
      mappings.map(({ issuer, subject }) =>
        issuer === '' && subject === '' ? '' : `${issuer} → ${subject}`,
      ),
    ),
  policyConstraints: ({ requireExplicit, inhibitMapping }) =>
    filled([
      ...(requireExplicit === undefined ? [] : [`policies required after ${requireExplicit}`]),
      ...(inhibitMapping === undefined ? [] : [`no mapping after ${inhibitMapping}`]),
    ]),
  inhibitAnyPolicy: (after) => `After ${Number.isNaN(after) ? '…' : counted(after, 'certificate')}`,
  tlsFeature: (features) =>
    filled(features.map((feature) => (feature === 5 ? 'Must staple' : String(feature)))),
  ocspNoCheck: () => 'Not to be checked',
  subjectKeyIdentifier: (value) =>
    value === 'hash' ? 'Hash of the key' : value === '' ? 'nothing yet' : value,
  authorityKeyIdentifier: (value) =>
    value === 'key' ? 'Key identifier of who signs' : 'Key identifier, name and serial number of who signs',
  own: (extensions) => filled(extensions.map(({ oid }) => oid)),
};

export function extensionSaid(extensions: EditableExtensions, id: ExtensionId): string {
  const value = extensions[id];
  // The table pairs each identifier with its own value, which a lookup by the union of them cannot show.
  return value === undefined ? '' : (sayings[id] as (value: unknown) => string)(value);
}

const ANY_POLICY = '2.5.29.32.0';

/** `undefined` where nobody here knows it by another name. */
export function policyName(oid: string): string | undefined {
  if (oid === ANY_POLICY) return 'anyPolicy';
  const name = identifierInWords(oid);
  return name === oid ? undefined : name;
}

export const policyHint = (oid: string): string =>
  oid === ANY_POLICY ? 'anyPolicy: below it any policy may be used.' : (policyName(oid) ?? '');

/** Those that people ask for by name: any, and what the CA/Browser Forum has for servers (BR §7.1.6.1). */
export const wellKnownPolicies: readonly string[] = [
  ANY_POLICY,
  '2.23.140.1.2.1',
  '2.23.140.1.2.2',
  '2.23.140.1.2.3',
  '2.23.140.1.1',
];

/** What a row is called, where its standard is not the one to say it. */
export const ownLabel = { own: 'Own extensions' } as const;
export const ownAbout = 'Any extension by its identifier: its value as DER in hex, or as a text of a kind.';
