/**
 * The extensions of x509v3_config(5), one row each: the value as text, to what a draft holds. What a draft cannot hold is left out
 * and said so.
 */
import { fromHex, toHex } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import { keyUsages, type KeyUsage } from '../../codec/extension';
import type { DraftExtensions, DraftName, DraftOwnExtension } from '../draft/certificate-draft';
import { longName } from '../views/openssl-objects';
import { booleanOf } from './asn1-text';
import { isEmailFromSubject, readName } from './general-names';
import { readNameConstraints } from './name-constraints';
import { oidOf } from './object-identifier';
import { countOf, readPolicies, readPolicyConstraints, readPolicyMappings } from './policies';
import { isNamed, listOf, parseList, sectionNamed, type ConfigContext } from './value-list';

/** What of the value is left after `critical,`, and where it stands. */
export interface ExtensionText {
  readonly name: string;
  readonly value: string;
  readonly critical: boolean;
  readonly line: number;
}

type Found = { -readonly [Name in keyof DraftExtensions]: DraftExtensions[Name] };

/** What a section of extensions is read into. */
export interface Reading {
  readonly context: ConfigContext;
  readonly extensions: Found;
  readonly own: DraftOwnExtension[];
  readonly names: DraftName[];
  /** `email:copy`: the place among the names where the subject's address belongs. */
  emailFromSubject?: { readonly at: number; readonly line: number };
  /** `keyid:always`: OpenSSL 3 writes the authority's identifier into a self-signed certificate only then. */
  authorityAlways: boolean;
}

type Row = (text: ExtensionText, reading: Reading) => void;

function misunderstood({ name, line }: ExtensionText, { context }: Reading, value: string): void {
  context.remarks.add('value-not-understood', line, name, value);
}

/** An identifier for each entry of a list of names. */
function oids(text: ExtensionText, reading: Reading): readonly string[] {
  return listOf(reading.context, text.value, text.line, text.name).flatMap((entry) => {
    const oid = oidOf(entry.value ?? entry.name);
    if (oid === undefined) misunderstood(text, reading, entry.value ?? entry.name);
    return oid ?? [];
  });
}

const netscapeTypes = ['client', 'server', 'email', 'objsign', 'reserved', 'sslCA', 'emailCA', 'objCA'];

/** Text of the Netscape extensions: an IA5String each. */
const netscapeText =
  (oid: string): Row =>
  ({ critical, value }, { own }) => {
    own.push({ oid, critical, value: { kind: 'text', form: 'ia5', text: value } });
  };

export const extensionRows: Readonly<Record<string, Row>> = {
  basicConstraints(text, reading) {
    let ca = false;
    let pathLength: number | undefined;
    for (const { name, value = '' } of listOf(reading.context, text.value, text.line, text.name)) {
      const count = countOf(value);
      const flag = booleanOf(value);
      if (name === 'CA' && flag !== undefined) ca = flag;
      else if (name === 'pathlen' && count !== undefined) pathLength = count;
      else misunderstood(text, reading, `${name}:${value}`);
    }
    const { critical } = text;
    reading.extensions.basicConstraints = { critical, ca, ...(pathLength !== undefined && { pathLength }) };
  },
  keyUsage(text, reading) {
    const usages = new Set<KeyUsage>();
    for (const { name } of listOf(reading.context, text.value, text.line, text.name)) {
      const usage = keyUsages.find((known) => known === name || usageLabels[known] === name);
      if (usage === undefined) misunderstood(text, reading, name);
      else usages.add(usage);
    }
    const inOrder = keyUsages.filter((usage) => usages.has(usage));
    if (inOrder.length > 0) reading.extensions.keyUsage = { critical: text.critical, usages: inOrder };
  },
  extendedKeyUsage(text, reading) {
    const purposes = oids(text, reading);
    if (purposes.length > 0) reading.extensions.extendedKeyUsage = { critical: text.critical, purposes };
  },
  subjectKeyIdentifier(text, reading) {
    if (text.value === 'none') return;
    const octets = fromHex(text.value.replaceAll(':', ''));
    if (text.value === 'hash') reading.extensions.subjectKeyIdentifier = 'hash';
    else if (octets !== undefined && octets.length > 0)
      reading.extensions.subjectKeyIdentifier = toHex(octets);
    else misunderstood(text, reading, text.value);
  },
  authorityKeyIdentifier(text, reading) {
    const entries = parseList(text.value, text.line);
    const has = (wanted: string): boolean => entries.some(({ name }) => name === wanted);
    for (const { name } of entries)
      if (!/^(?:keyid|issuer|none)$/.test(name)) misunderstood(text, reading, name);
    // `issuer` without `always` comes only where the authority has no key identifier.
    const always = entries.some(({ name, value }) => name === 'issuer' && value === 'always');
    reading.authorityAlways = always || entries.some(({ value }) => value === 'always');
    // Without `keyid` the key's identifier is not there; a draft has none without it.
    const alone = has('issuer') && !has('keyid');
    if (alone) reading.context.remarks.add('issuer-alone', text.line);
    if (has('keyid') || has('issuer'))
      reading.extensions.authorityKeyIdentifier = always || alone ? 'key-and-issuer' : 'key';
  },
  subjectAltName(text, reading) {
    for (const entry of listOf(reading.context, text.value, text.line, text.name)) {
      if (isEmailFromSubject(entry)) {
        reading.emailFromSubject = { at: reading.names.length, line: entry.line };
        continue;
      }
      const name = readName(entry, reading.context);
      if (name !== undefined) reading.names.push(name);
    }
    reading.extensions.subjectAltNameCritical = text.critical;
  },
  nameConstraints(text, reading) {
    const found = readNameConstraints(text.value, text.line, reading.context);
    if (found.permitted.length + found.excluded.length > 0)
      reading.extensions.nameConstraints = { critical: text.critical, ...found };
  },
  crlDistributionPoints(text, reading) {
    const addresses = distributionPoints(text, reading);
    if (addresses.length > 0)
      reading.extensions.crlDistributionPoints = { critical: text.critical, addresses };
  },
  authorityInfoAccess(text, reading) {
    const { context } = reading;
    const lists = { OCSP: new Array<string>(), caIssuers: new Array<string>() };
    for (const entry of listOf(context, text.value, text.line, text.name)) {
      const [, method, form] = /^(OCSP|caIssuers);(.*)$/s.exec(entry.name) ?? [];
      const isUri = form !== undefined && isNamed({ ...entry, name: form }, 'URI');
      if (!isUri || entry.value === undefined || entry.value === '')
        context.remarks.add('part-left-out', entry.line, text.name, entry.name);
      else lists[method === 'OCSP' ? 'OCSP' : 'caIssuers'].push(entry.value);
    }
    if (lists.OCSP.length + lists.caIssuers.length > 0)
      reading.extensions.authorityInfoAccess = { ocsp: lists.OCSP, caIssuers: lists.caIssuers };
  },
  certificatePolicies(text, reading) {
    const policies = readPolicies(text.value, text.line, reading.context);
    if (policies.length > 0) reading.extensions.certificatePolicies = { critical: text.critical, policies };
  },
  policyMappings(text, reading) {
    const mappings = readPolicyMappings(text.value, text.line, reading.context);
    if (mappings.length > 0) reading.extensions.policyMappings = { critical: text.critical, mappings };
  },
  policyConstraints(text, reading) {
    const found = readPolicyConstraints(text.value, text.line, reading.context);
    if (Object.keys(found).length > 0) reading.extensions.policyConstraints = found;
  },
  inhibitAnyPolicy(text, reading) {
    const count = countOf(text.value);
    if (count === undefined) misunderstood(text, reading, text.value);
    else reading.extensions.inhibitAnyPolicy = count;
  },
  tlsfeature(text, reading) {
    const features = parseList(text.value, text.line).flatMap(({ name, value }) => {
      const word = value ?? name;
      const number = { status_request: 5, status_request_v2: 17 }[word] ?? countOf(word);
      if (number === undefined) misunderstood(text, reading, word);
      return number ?? [];
    });
    if (features.length > 0) reading.extensions.tlsFeature = features;
  },
  // Its value is NULL, whatever is written there.
  noCheck(_text, reading) {
    reading.extensions.ocspNoCheck = true;
  },
  nsCertType(text, reading) {
    const bits = parseList(text.value, text.line).flatMap(({ name }) => {
      const bit = netscapeTypes.indexOf(name);
      if (bit < 0) misunderstood(text, reading, name);
      return bit < 0 ? [] : bit;
    });
    if (bits.length === 0) return;
    const hex = toHex(DerWriter.encode((writer) => writer.namedBits(bits)));
    const { critical } = text;
    reading.own.push({ oid: '2.16.840.1.113730.1.1', critical, value: { kind: 'der', hex } });
  },
  nsBaseUrl: netscapeText('2.16.840.1.113730.1.2'),
  nsRevocationUrl: netscapeText('2.16.840.1.113730.1.3'),
  nsCaRevocationUrl: netscapeText('2.16.840.1.113730.1.4'),
  nsRenewalUrl: netscapeText('2.16.840.1.113730.1.7'),
  nsCaPolicyUrl: netscapeText('2.16.840.1.113730.1.8'),
  nsSslServerName: netscapeText('2.16.840.1.113730.1.12'),
  nsComment: netscapeText('2.16.840.1.113730.1.13'),
};

/** What keyUsage bits are called at length, which OpenSSL takes as well. */
const usageLabels: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'Digital Signature',
  nonRepudiation: 'Non Repudiation',
  keyEncipherment: 'Key Encipherment',
  dataEncipherment: 'Data Encipherment',
  keyAgreement: 'Key Agreement',
  keyCertSign: 'Certificate Sign',
  cRLSign: 'CRL Sign',
  encipherOnly: 'Encipher Only',
  decipherOnly: 'Decipher Only',
};

/** `URI:…` entries, one point each, or sections with a fullname. Reasons and CRL issuers have no place in a draft. */
function distributionPoints(text: ExtensionText, { context }: Reading): readonly string[] {
  const addresses: string[] = [];
  const leaveOut = (line: number, part: string): void =>
    context.remarks.add('part-left-out', line, text.name, part);
  for (const entry of listOf(context, text.value, text.line, text.name)) {
    if (isNamed(entry, 'URI') && entry.value !== undefined) addresses.push(entry.value);
    else if (entry.value !== undefined) leaveOut(entry.line, entry.name);
    else {
      const section = sectionNamed(context, entry.name, entry.line, text.name);
      for (const { name, value, line } of section?.entries.values() ?? []) {
        if (name !== 'fullname') leaveOut(line, name);
        else
          for (const one of listOf(context, value, line, name))
            if (isNamed(one, 'URI') && one.value !== undefined) addresses.push(one.value);
            else leaveOut(line, one.name);
      }
    }
  }
  return addresses;
}

/** Extensions OpenSSL knows by name and nothing here can say. */
export const isOtherExtension = (name: string): boolean => {
  const oid = oidOf(name);
  return oid !== undefined && (longName(oid).startsWith('X509v3 ') || otherExtensions.has(name));
};

const otherExtensions = new Set([
  'subjectInfoAccess',
  'proxyCertInfo',
  'issuerAltName',
  'freshestCRL',
  'ct_precert_scts',
]);
