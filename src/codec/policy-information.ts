/**
 * The extensions that carry policies (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14), with the words meant for
 * people that stand beside them. Texts are written as UTF8String, as §4.2.1.4 asks; any DisplayString is read.
 */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { readDirectoryString } from './distinguished-name';
import { row } from './extension-row';
import { Malformed } from './malformed';
import * as Tag from './tag';

interface UserNotice {
  readonly explicitText?: string;
  readonly organization?: string;
  /** Of the organization's notices; only with it. */
  readonly numbers?: readonly number[];
}

export type PolicyQualifier =
  | { readonly kind: 'cps'; readonly uri: string }
  | { readonly kind: 'notice'; readonly notice: UserNotice }
  /** Carried, not understood. */
  | { readonly kind: 'other'; readonly oid: string; readonly der: Bytes };

export interface PolicyInformation {
  readonly oid: string;
  readonly qualifiers: readonly PolicyQualifier[];
}

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

export interface PolicyConstraints {
  /** Certificates that may follow before a policy is required of all. */
  readonly requireExplicit?: number;
  readonly inhibitMapping?: number;
}

const CPS = '1.3.6.1.5.5.7.2.1';
const USER_NOTICE = '1.3.6.1.5.5.7.2.2';
/** More than any certificate names; bounds the work of a path. */
const MAX_POLICIES = 1000;

function writeNotice(
  writer: DerWriter,
  { explicitText, organization, numbers = [], ...rest }: UserNotice,
): void {
  rest satisfies Record<string, never>;
  writer.sequence(() => {
    if (organization !== undefined) {
      writer.sequence(() => {
        writer.string(Tag.UTF8_STRING, organization);
        writer.sequence(() => {
          for (const number of numbers) writer.integer(number);
        });
      });
    }
    if (explicitText !== undefined) writer.string(Tag.UTF8_STRING, explicitText);
  });
}

function readNotice(sequence: DerReader): UserNotice {
  let reference: Pick<UserNotice, 'organization' | 'numbers'> = {};
  if (sequence.peek() === Tag.SEQUENCE) {
    const inner = sequence.sequence();
    const organization = readDirectoryString(inner);
    const list = inner.sequence();
    inner.finish();
    const numbers: number[] = [];
    while (!list.done) numbers.push(list.smallInteger());
    reference = { organization, numbers };
  }
  const explicitText = sequence.done ? undefined : readDirectoryString(sequence);
  sequence.finish();
  return { ...reference, ...(explicitText !== undefined && { explicitText }) };
}

function writeQualifier(writer: DerWriter, qualifier: PolicyQualifier): void {
  writer.sequence(() => {
    switch (qualifier.kind) {
      case 'cps':
        writer.oid(CPS).string(Tag.IA5_STRING, qualifier.uri);
        break;
      case 'notice':
        writer.oid(USER_NOTICE);
        writeNotice(writer, qualifier.notice);
        break;
      case 'other':
        writer.oid(qualifier.oid).raw(qualifier.der);
        break;
    }
  });
}

function readQualifier(reader: DerReader): PolicyQualifier {
  const sequence = reader.sequence();
  const oid = sequence.oid();
  const qualifier: PolicyQualifier =
    oid === CPS
      ? { kind: 'cps', uri: sequence.ia5String() }
      : oid === USER_NOTICE
        ? { kind: 'notice', notice: readNotice(sequence.sequence()) }
        : { kind: 'other', oid, der: DerReader.own(sequence.element()) };
  sequence.finish();
  return qualifier;
}

function readQualifiers(information: DerReader): readonly PolicyQualifier[] {
  if (information.done) return [];
  const list = information.sequence();
  const qualifiers: PolicyQualifier[] = [];
  while (!list.done) {
    if (qualifiers.length >= MAX_POLICIES) throw new Malformed('too-large', list.offset);
    qualifiers.push(readQualifier(list));
  }
  return qualifiers;
}

/**
 * Policies in order, each with what `read` makes of its qualifiers.
 * @throws Malformed
 */
function readPolicyList<T>(reader: DerReader, read: (information: DerReader) => T): ReadonlyMap<string, T> {
  const { offset } = reader;
  const list = reader.sequence();
  const policies = new Map<string, T>();
  while (!list.done) {
    const information = list.sequence();
    const policy = information.oid();
    // A policy twice is forbidden, and the two may have other qualifiers (§4.2.1.4).
    if (policies.has(policy)) throw new Malformed('bad-value', offset, `policy ${policy} twice`);
    if (policies.size >= MAX_POLICIES) throw new Malformed('too-large', offset);
    policies.set(policy, read(information));
    information.finish();
  }
  if (policies.size === 0) throw new Malformed('bad-value', offset, 'no policy');
  return policies;
}

/** Policies alone, for a path: what stands beside them decides nothing. @throws Malformed */
export const readPolicyOids = (reader: DerReader): readonly string[] => [
  ...readPolicyList(reader, (information) => {
    if (!information.done) information.skip();
  }).keys(),
];

export const certificatePolicies = row<readonly PolicyInformation[]>({
  oid: '2.5.29.32',
  write(writer, policies) {
    writer.sequence(() => {
      for (const { oid, qualifiers } of policies) {
        writer.sequence(() => {
          writer.oid(oid);
          if (qualifiers.length === 0) return;
          writer.sequence(() => {
            for (const qualifier of qualifiers) writeQualifier(writer, qualifier);
          });
        });
      }
    });
  },
  read: (reader) =>
    Array.from(readPolicyList(reader, readQualifiers), ([oid, qualifiers]) => ({ oid, qualifiers })),
});

export const policyMappings = row<readonly PolicyMapping[]>({
  oid: '2.5.29.33',
  write(writer, mappings) {
    writer.sequence(() => {
      for (const { issuer, subject } of mappings) writer.sequence(() => writer.oid(issuer).oid(subject));
    });
  },
  read(reader) {
    const list = reader.sequence();
    const mappings: PolicyMapping[] = [];
    while (!list.done) {
      const mapping = list.sequence();
      mappings.push({ issuer: mapping.oid(), subject: mapping.oid() });
      mapping.finish();
      if (mappings.length > MAX_POLICIES) throw new Malformed('too-large', list.offset);
    }
    return mappings;
  },
});

export const policyConstraints = row<PolicyConstraints>({
  oid: '2.5.29.36',
  write(writer, { requireExplicit, inhibitMapping, ...rest }) {
    rest satisfies Record<string, never>;
    writer.sequence(() => {
      for (const [number, count] of [requireExplicit, inhibitMapping].entries())
        if (count !== undefined) writer.integer(count, Tag.implicit(number));
    });
  },
  read(reader) {
    const sequence = reader.sequence();
    const number = (tag: number): number | undefined =>
      sequence.peek() === Tag.implicit(tag) ? sequence.smallInteger(Tag.implicit(tag)) : undefined;
    const requireExplicit = number(0);
    const inhibitMapping = number(1);
    sequence.finish();
    return {
      ...(requireExplicit !== undefined && { requireExplicit }),
      ...(inhibitMapping !== undefined && { inhibitMapping }),
    };
  },
});

export const inhibitAnyPolicy = row<number>({
  oid: '2.5.29.54',
  write: (writer, skip) => writer.integer(skip),
  read: (reader) => reader.smallInteger(),
});
