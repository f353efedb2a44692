/** The names a request asks for, each held against what its authority may sign and what the person wants to. */
import { toHex } from '../../codec/bytes';
import type { CertificateRequest } from '../../codec/certificate-request';
import { formatDistinguishedName } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import { formatGeneralName, type GeneralName } from '../../codec/general-name';
import { formatIpAddress, parseIpAddress } from '../../codec/ip-address';
import type { CertificateDraft, DraftAttribute } from '../draft/certificate-draft';
import { readDraftName } from '../draft/names';
import { ProblemList } from '../draft/problem-list';
import { readSubject } from '../draft/subject';
import { SERVER_AUTH } from '../profile';
import { namesInSubject, permits } from '../verify/name-constraints';
import { outsideHouse, type Limits } from './house-rule';
import { COMMON_NAME, draftNameOf, hostIn, nameIn } from './names-within';
import { LEAVE, refusal, TAKE, usually, type NameRow, type PlanRefusal, type SubjectRow } from './plan-row';

function outsideConstraints(name: GeneralName, { constraints }: Limits): readonly PlanRefusal[] {
  return permits(constraints, name).permitted ? [] : [refusal('outside-constraints', textOf(name))];
}

function foreign(name: GeneralName, limits: Limits): readonly PlanRefusal[] {
  const outside = outsideConstraints(name, limits);
  return outside.length > 0 ? outside : outsideHouse(name, limits);
}

function textOf(name: GeneralName): string {
  if ('value' in name) return name.value;
  if (name.kind === 'directory') return formatDistinguishedName(name.name);
  if (name.kind !== 'other') return formatGeneralName(name);
  const words = draftNameOf(name);
  return words?.kind === 'other' ? words.value : toHex(name.der);
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

/** What a reader cannot see makes one name look like another. */
function invisible(text: string): readonly PlanRefusal[] {
  const codePoint = /[\p{Cc}\p{Cf}]/u.exec(text)?.[0].codePointAt(0);
  if (codePoint === undefined) return [];
  return [refusal('invisible-character', `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`)];
}

/** A directory name is all attributes together; a mailbox or host is the one that it stands in. */
const concerns = (name: GeneralName, { value }: DraftAttribute): boolean =>
  name.kind === 'directory' || ('value' in name && name.value === value);

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
const keyOf = (name: GeneralName): string =>
  name.kind === 'other' ? `other ${toHex(name.der)}` : `${name.kind} ${textOf(name).toLowerCase()}`;

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
