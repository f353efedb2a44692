/** Values of extensions as plain text, so that two readers can be held against each other. For comparing, not for people. */
import { toHex } from './bytes';
import { DerReader } from './der-reader';
import type { DistributionPointName } from './distribution-point';
import type { ExtensionName, ExtensionValue } from './extension';
import { readGeneralName, type GeneralName } from './general-name';
import { parseAddressRange, parseIpAddress } from './ip-address';
import { attempt } from './malformed';
import type { Subtree } from './name-constraint';
import type { PolicyQualifier } from './policy-information';
import type { DistinguishedName } from './distinguished-name';
import * as Tag from './tag';

export function attributesText(name: DistinguishedName): string {
  return name.rdns
    .flat()
    .map(({ type, value }) => `${type}=${value}`)
    .join('; ');
}

function generalNameText(name: GeneralName): string {
  switch (name.kind) {
    case 'ip':
      return `ip ${toHex(parseIpAddress(name.value) ?? new Uint8Array())}`;
    case 'directory':
      return `directory ${attributesText(name.name)}`;
    case 'registered-id':
      return `registered-id ${name.oid}`;
    case 'other':
      // pkijs keeps nothing of an ediPartyName, and x400Address nobody writes.
      return name.der[0] === Tag.explicit(0) ? `other ${toHex(name.der)}` : 'other';
    case 'dns':
    case 'email':
    case 'uri':
      return `${name.kind} ${name.value}`;
  }
}

const namesText = (names: readonly GeneralName[]): string => names.map(generalNameText).join(', ');

function subtreeText(subtree: Subtree): string {
  switch (subtree.kind) {
    case 'ip':
      return `ip ${toHex(parseAddressRange(subtree.base) ?? new Uint8Array())}`;
    case 'directory':
      return `directory ${attributesText(subtree.name)}`;
    case 'other': {
      const name = attempt(() => DerReader.document(subtree.der, readGeneralName));
      return name.ok ? generalNameText(name.value) : 'other';
    }
    case 'dns':
    case 'email':
    case 'uri':
      return `${subtree.kind} ${subtree.base}`;
  }
}

/** Parts that are there, each with its label. */
export const labelled = (parts: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(parts)
    .flatMap(([label, part]) => (part === undefined ? [] : [`${label} ${part}`]))
    .join('; ');

const pointParts = ({ fullName, relativeName }: DistributionPointName) => ({
  at: fullName && namesText(fullName),
  relative: relativeName && toHex(relativeName),
});

const flagText = (flag: boolean): string | undefined => (flag ? 'yes' : undefined);

function qualifierText(qualifier: PolicyQualifier): string {
  switch (qualifier.kind) {
    case 'cps':
      return `cps ${qualifier.uri}`;
    case 'notice': {
      const { organization, numbers, explicitText } = qualifier.notice;
      return `notice ${labelled({ organization, numbers: numbers?.join(' '), text: explicitText })}`;
    }
    case 'other':
      return `${qualifier.oid} ${toHex(qualifier.der)}`;
  }
}

const valueText: { readonly [K in ExtensionName]: (value: ExtensionValue<K>) => string } = {
  basicConstraints: ({ ca, pathLength }) => `ca ${ca}, pathLength ${pathLength ?? 'none'}`,
  keyUsage: (usages) => usages.join(', '),
  extendedKeyUsage: (purposes) => purposes.join(', '),
  subjectAltName: namesText,
  subjectKeyIdentifier: (identifier) => toHex(identifier),
  authorityKeyIdentifier: ({ keyIdentifier, issuer, serialNumber }) =>
    labelled({
      key: keyIdentifier && toHex(keyIdentifier),
      issuer: issuer && namesText(issuer),
      serial: serialNumber && toHex(serialNumber),
    }),
  nameConstraints: ({ permitted, excluded }) =>
    `permitted ${permitted.map(subtreeText).join(', ')}; excluded ${excluded.map(subtreeText).join(', ')}`,
  crlDistributionPoints: (points) =>
    points
      .map(({ reasons, crlIssuer, ...name }) =>
        labelled({
          ...pointParts(name),
          reasons: reasons?.join(' '),
          issuer: crlIssuer && namesText(crlIssuer),
        }),
      )
      .join(' | '),
  authorityInfoAccess: (descriptions) =>
    descriptions.map(({ method, location }) => `${method} ${generalNameText(location)}`).join(', '),
  certificatePolicies: (policies) =>
    policies.map(({ oid, qualifiers }) => [oid, ...qualifiers.map(qualifierText)].join(', ')).join(' | '),
  policyMappings: (mappings) => mappings.map(({ issuer, subject }) => `${issuer} is ${subject}`).join(', '),
  policyConstraints: ({ requireExplicit, inhibitMapping }) =>
    labelled({ require: requireExplicit?.toString(), inhibit: inhibitMapping?.toString() }),
  inhibitAnyPolicy: String,
  tlsFeature: (features) => features.join(', '),
  ocspNoCheck: () => 'yes',
  cRLNumber: String,
  deltaCRLIndicator: String,
  issuingDistributionPoint({ onlySomeReasons, ...point }) {
    const { onlyUserCertificates, onlyAuthorityCertificates, onlyAttributeCertificates, indirect } = point;
    return labelled({
      ...pointParts(point),
      user: flagText(onlyUserCertificates),
      authority: flagText(onlyAuthorityCertificates),
      reasons: onlySomeReasons?.join(' '),
      indirect: flagText(indirect),
      attribute: flagText(onlyAttributeCertificates),
    });
  },
  reasonCode: (reason) => reason,
  invalidityDate: (date) => date.toISOString(),
};

/** Text of one extension's value. */
export function extensionText<K extends ExtensionName>(name: K, value: ExtensionValue<K>): string {
  return valueText[name](value);
}
