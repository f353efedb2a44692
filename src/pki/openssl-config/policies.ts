/** certificatePolicies and its relatives in the values of extensions, and the sections a policy's qualifiers stand in. */
import type { DraftPolicy } from '../draft/certificate-draft';
import { oidOf } from './object-identifier';
import { isNamed, listOf, parseList, sectionNamed, type ConfigContext, type ListEntry } from './value-list';

const EXTENSION = 'certificatePolicies';

export function readPolicies(value: string, line: number, context: ConfigContext): readonly DraftPolicy[] {
  return parseList(value, line).flatMap((entry): DraftPolicy | [] => {
    // About the string types of organisations in notices, which are not carried over either.
    if (entry.name === 'ia5org') return [];
    if (entry.name.startsWith('@')) return readPolicySection(entry.name.slice(1), entry, context) ?? [];
    const oid = entry.value === undefined ? oidOf(entry.name) : undefined;
    if (oid !== undefined) return { oid, cps: [], notices: [] };
    context.remarks.add('value-not-understood', line, EXTENSION, entry.name);
    return [];
  });
}

function readPolicySection(name: string, from: ListEntry, context: ConfigContext): DraftPolicy | undefined {
  const section = sectionNamed(context, name, from.line, EXTENSION);
  if (section === undefined) return undefined;
  const { remarks } = context;
  let oid: string | undefined;
  const cps: string[] = [];
  const notices: string[] = [];
  for (const entry of section.entries.values()) {
    if (entry.name === 'policyIdentifier') oid = oidOf(entry.value);
    else if (isNamed(entry, 'CPS')) cps.push(entry.value);
    else if (isNamed(entry, 'userNotice')) notices.push(...readNotice(entry, context));
    else remarks.add('part-left-out', entry.line, EXTENSION, entry.name);
  }
  if (oid === undefined) {
    remarks.add('value-not-understood', section.line, EXTENSION, 'policyIdentifier');
    return undefined;
  }
  return { oid, cps, notices };
}

function readNotice(from: ListEntry, context: ConfigContext): readonly string[] {
  const reference = from.value ?? '';
  const section = reference.startsWith('@')
    ? sectionNamed(context, reference.slice(1), from.line, EXTENSION)
    : undefined;
  if (!reference.startsWith('@'))
    context.remarks.add('value-not-understood', from.line, EXTENSION, reference);
  const notices: string[] = [];
  for (const { name, value, line } of section?.entries.values() ?? []) {
    // The string type is ours to choose: RFC 5280 §4.2.1.4 wants UTF8String.
    if (name === 'explicitText')
      notices.push(value.replace(/^(?:UTF8(?:String)?|BMP(?:STRING)?|VISIBLE(?:STRING)?):/, ''));
    else context.remarks.add('part-left-out', line, EXTENSION, name);
  }
  return notices;
}

/** `requireExplicitPolicy:3, inhibitPolicyMapping:0`. */
export function readPolicyConstraints(
  value: string,
  line: number,
  context: ConfigContext,
): { readonly requireExplicit?: number; readonly inhibitMapping?: number } {
  const found: { requireExplicit?: number; inhibitMapping?: number } = {};
  for (const entry of listOf(context, value, line, 'policyConstraints')) {
    const count = countOf(entry.value);
    if (count !== undefined && entry.name === 'requireExplicitPolicy') found.requireExplicit = count;
    else if (count !== undefined && entry.name === 'inhibitPolicyMapping') found.inhibitMapping = count;
    else context.remarks.add('value-not-understood', entry.line, 'policyConstraints', entry.name);
  }
  return found;
}

/** `1.2.3:1.2.4`, the issuer's first. */
export function readPolicyMappings(
  value: string,
  line: number,
  context: ConfigContext,
): readonly { readonly issuer: string; readonly subject: string }[] {
  return listOf(context, value, line, 'policyMappings').flatMap((entry) => {
    const [issuer, subject] = [oidOf(entry.name), oidOf(entry.value ?? '')];
    if (issuer !== undefined && subject !== undefined) return { issuer, subject };
    context.remarks.add('value-not-understood', entry.line, 'policyMappings', entry.name);
    return [];
  });
}

/** A number as OpenSSL reads it, decimal or hexadecimal, within what a certificate can use. */
export function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^(?:\d{1,9}|0x[0-9a-fA-F]{1,7})$/.test(text) ? Number(text) : undefined;
}
