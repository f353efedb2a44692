/** The names a request asks for, each held against what its authority may sign and what the person wants to. */
import type { CertificateRequest } from '../../codec/certificate-request';
import { formatDistinguishedName } from '../../codec/distinguished-name';
import { extension, extensionValue } from '../../codec/extension';
import { formatGeneralName, type GeneralName } from '../../codec/general-name';
import { formatIpAddress, parseIpAddress } from '../../codec/ip-address';
import type { CertificateDraft, DraftAttribute, DraftName } from '../draft/certificate-draft';
import { draftNames } from '../draft/from-names';
import { readDraftName } from '../draft/names';
import { ProblemList } from '../draft/problem-list';
import { readSubject } from '../draft/subject';
import { readHost } from '../host-name';
import { toGeneralName } from '../names';
import { SERVER_AUTH } from '../profile';
import { namesInSubject, permits } from '../verify/name-constraints';
import { outsideHouse, type Limits } from './house-rule';
import { LEAVE, refusal, TAKE, usually, type NameRow, type PlanRefusal, type SubjectRow } from './plan-row';

const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';

const MAILBOX = /^[^\s@]+@[^\s@]+$/;

function outsideConstraints(name: GeneralName, { constraints }: Limits): readonly PlanRefusal[] {
  return permits(constraints, name).permitted ? [] : [refusal('outside-constraints', textOf(name))];
}

function foreign(name: GeneralName, limits: Limits): readonly PlanRefusal[] {
  const outside = outsideConstraints(name, limits);
  return outside.length > 0 ? outside : outsideHouse(name, limits);
}

function textOf(name: GeneralName): string {
  if ('value' in name) return name.value;
  return name.kind === 'directory' ? formatDistinguishedName(name.name) : formatGeneralName(name);
}

export function requestedNames({ extensions }: CertificateRequest): readonly GeneralName[] {
  const read = extensionValue(extensions, 'subjectAltName');
  return (read.ok ? read.value?.value : undefined) ?? [];
}

/** Attributes of the subject, one row each; those of one RDN one after the other. */
export function subjectRows(
  request: CertificateRequest,
  base: CertificateDraft,
  limits: Limits,
): readonly SubjectRow[] {
  const { subject } = request;
  const attributes = subject.rdns.flat();
  const refused = namesInSubject(subject, requestedNames(request)).map((name) => ({
    name,
    refusals: outsideConstraints(name, limits),
  }));
  return attributes.map((attribute, place): SubjectRow => {
    const asked: DraftAttribute = { type: attribute.type, value: attribute.value };
    const problems = new ProblemList();
    readSubject([asked], [], problems);
    const outside = refused.flatMap(({ name, refusals: own }) => (concerns(name, asked) ? own : []));
    const posesAs = outside.length > 0 ? undefined : nameIn(asked);
    const refusals = [
      ...problems.all.map(({ code }) => refusal('not-writable', code)),
      ...invisible(asked.value),
      ...outside,
      ...(posesAs === undefined ? [] : outsideHouse(posesAs, limits)),
    ];
    return {
      about: 'subject',
      id: `subject/${place}`,
      asked,
      given: base.subject.find(({ type }) => type === asked.type),
      refusals,
      choices: problems.all.length > 0 ? ['leave', 'change-value'] : ['take', 'leave', 'change-value'],
      usual: usually(refusals),
    };
  });
}

/** The host, address or mailbox that people and programs take an attribute for. */
function nameIn({ type, value }: DraftAttribute): GeneralName | undefined {
  if (type !== COMMON_NAME && type !== EMAIL_ADDRESS) return undefined;
  if (MAILBOX.test(value)) return { kind: 'email', value };
  return type === COMMON_NAME ? hostIn(value) : undefined;
}

/** One label is the name of a person or a machine; of hosts there is only one such. */
function hostIn(text: string): ReturnType<typeof toGeneralName> | undefined {
  const host = readHost(text);
  if (!host.ok || !(/[.:]/.test(host.value) || host.value === 'localhost')) return undefined;
  return toGeneralName(host);
}

/** What a reader cannot see makes one name look like another. */
function invisible(text: string): readonly PlanRefusal[] {
  const codePoint = /[\p{Cc}\p{Cf}]/u.exec(text)?.[0].codePointAt(0);
  if (codePoint === undefined) return [];
  return [refusal('invisible-character', `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)];
}

/** A directory name is all attributes together; a mailbox or host is the one that it stands in. */
const concerns = (name: GeneralName, { value }: DraftAttribute): boolean =>
  name.kind === 'directory' || ('value' in name && name.value === value);

/** In words where a draft has some, else as octets; `undefined` for what could not be written again. */
function draftNameOf(name: GeneralName): DraftName | undefined {
  return draftNames([extension('subjectAltName', false, [name])], false).names[0];
}

/** @param seen keys of the names before it */
function nameRow(name: GeneralName, place: number, seen: ReadonlySet<string>, limits: Limits): NameRow {
  const asked = draftNameOf(name);
  const address = name.kind === 'dns' ? addressIn(name.value) : undefined;
  const proposed = address === undefined ? undefined : ({ kind: 'ip', value: address } as const);
  const againstProposed = proposed === undefined ? [] : foreign(proposed, limits);
  const fits = proposed && !seen.has(keyOf(proposed)) && againstProposed.length === 0;
  const problems = new ProblemList();
  if (asked !== undefined) readDraftName(asked, [], problems);
  const refusals = [
    ...(asked === undefined ? [refusal('not-writable', 'not-der')] : []),
    ...problems.all.map(({ code }) => refusal('not-writable', code)),
    // Clients look for an address among addresses only (RFC 9525 §6.4): in a DNS name nobody finds it.
    ...(address === undefined ? [] : [refusal('address-in-dns-name', address)]),
    ...(seen.has(keyOf(name)) ? [refusal('name-twice')] : []),
    ...foreign(name, limits),
    ...againstProposed,
  ];
  return {
    about: 'name',
    id: `name/${place}`,
    from: 'alternative-names',
    asked,
    text: textOf(name),
    proposal: proposed,
    refusals,
    choices: [...(asked === undefined ? [] : (['take'] as const)), 'leave', 'change-name'],
    usual: fits === true ? { kind: 'change-name', name: proposed } : usually(refusals),
  };
}

function addressIn(text: string): string | undefined {
  const octets = parseIpAddress(text);
  return octets && formatIpAddress(octets);
}

/** Equal for names that clients take for the same. */
const keyOf = (name: GeneralName): string => `${name.kind} ${textOf(name).toLowerCase()}`;

/** A host that stands in the CommonName alone: clients have not looked there since 2017 (RFC 9525 §2). */
function commonNameRow(
  { subject }: CertificateRequest,
  names: readonly GeneralName[],
  base: CertificateDraft,
  limits: Limits,
): readonly NameRow[] {
  const commonName = subject.rdns.flat().findLast(({ type }) => type === COMMON_NAME)?.value;
  const name = commonName === undefined ? undefined : hostIn(commonName);
  if (name === undefined || names.some((other) => keyOf(other) === keyOf(name))) return [];
  const refusals = foreign(name, limits);
  const serves = base.extensions.extendedKeyUsage?.purposes.includes(SERVER_AUTH) === true;
  const nameless = !names.some(({ kind }) => kind === 'dns' || kind === 'ip');
  return [
    {
      about: 'name',
      id: 'name/common-name',
      from: 'common-name',
      asked: name,
      text: name.value,
      proposal: undefined,
      refusals,
      choices: ['take', 'leave', 'change-name'],
      usual: refusals.length === 0 && serves && nameless ? TAKE : LEAVE,
    },
  ];
}

export function nameRows(
  request: CertificateRequest,
  base: CertificateDraft,
  limits: Limits,
): readonly NameRow[] {
  const names = requestedNames(request);
  const seen = new Set<string>();
  const rows = names.map((name, place) => {
    const row = nameRow(name, place, seen, limits);
    seen.add(keyOf(name));
    if (row.usual.kind === 'change-name' && row.proposal?.kind === 'ip') seen.add(keyOf(row.proposal));
    return row;
  });
  return [...rows, ...commonNameRow(request, names, base, limits)];
}
