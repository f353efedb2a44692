/** CertificatePolicies (RFC 5280 §4.2.1.4) and its neighbours as OpenSSL 3.0 prints them. */
import type { DerReader } from '../../codec/der-reader';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { cString, integerText, pad } from './openssl-lines';
import { longName } from './openssl-objects';

const CPS = '1.3.6.1.5.5.7.2.1';
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';

/** @throws Malformed */
export function certificatePolicies(reader: DerReader, indent: number): string {
  const list = reader.sequence();
  const policies: string[] = [];
  while (!list.done) {
    const policy = list.sequence();
    const head = `${pad(indent)}Policy: ${longName(policy.oid())}`;
    const qualifiers = policy.done ? undefined : policy.sequence();
    policy.finish();
    policies.push(qualifiers === undefined ? head : `${head}\n${qualifierLines(qualifiers, indent + 2)}`);
  }
  return policies.join('\n');
}

function qualifierLines(list: DerReader, indent: number): string {
  const lines: string[] = [];
  while (!list.done) {
    const sequence = list.sequence();
    const oid = sequence.oid();
    if (oid === CPS) lines.push(`${pad(indent)}CPS: ${cString(sequence.contents(Tag.IA5_STRING))}`);
    else if (oid === USER_NOTICE) {
      lines.push(`${pad(indent)}User Notice:\n${userNotice(sequence.sequence(), indent + 2)}`);
    } else {
      sequence.skip();
      lines.push(`${pad(indent + 2)}Unknown Qualifier: ${longName(oid)}`);
    }
    sequence.finish();
  }
  return lines.join('\n');
}

const displayTypes: readonly number[] = [Tag.IA5_STRING, Tag.VISIBLE_STRING, Tag.BMP_STRING, Tag.UTF8_STRING];

function displayText(reader: DerReader): string {
  if (!displayTypes.includes(reader.peek())) throw new Malformed('unexpected-tag', reader.offset);
  return cString(reader.contents());
}

function userNotice(notice: DerReader, indent: number): string {
  const lines: string[] = [];
  if (notice.peek() === Tag.SEQUENCE) {
    const reference = notice.sequence();
    lines.push(`${pad(indent)}Organization: ${displayText(reference)}`);
    const list = reference.sequence();
    const numbers: string[] = [];
    while (!list.done) numbers.push(integerText(list.integerOctets()));
    lines.push(`${pad(indent)}Number${numbers.length > 1 ? 's' : ''}: ${numbers.join(', ')}`);
  }
  if (!notice.done) lines.push(`${pad(indent)}Explicit Text: ${displayText(notice)}`);
  return lines.join('\n');
}

/** PolicyMappings: issuer's policy, subject's policy. @throws Malformed */
export function policyMappings(reader: DerReader): readonly string[] {
  const list = reader.sequence();
  const mappings: string[] = [];
  while (!list.done) {
    const mapping = list.sequence();
    mappings.push(`${longName(mapping.oid())}:${longName(mapping.oid())}`);
  }
  return mappings;
}

/** @throws Malformed */
export function policyConstraints(reader: DerReader): readonly string[] {
  const sequence = reader.sequence();
  return ['Require Explicit Policy', 'Inhibit Policy Mapping'].flatMap((label, number) =>
    sequence.peek() === Tag.implicit(number)
      ? [`${label}:${integerText(sequence.integerOctets(Tag.implicit(number)))}`]
      : [],
  );
}
