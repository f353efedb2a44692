/** What an authority and what it signed are called, and what is said of them. */
import type { AuthorityEntry, IssuedEntry } from '../../app/authorities.svelte';
import type { AuthorityTab } from '../../app/authority-place.svelte';
import type {
  CertificateStanding,
  InventoryFilter,
  InventoryOrder,
} from '../../app/certificate-inventory.svelte';
import type { RuleKind, Scope } from '../../app/constraint-rules.svelte';
import type { RoomBelow } from '../../app/new-authority-room.svelte';
import type { Strength } from '../../app/new-passphrase.svelte';
import type { TakenBack } from '../../app/vault/taken-back';
import type { AuthorityFacts } from '../../pki/authority/authority-facts';
import type { RevocationListRecord, RevocationReason } from '../../pki/authority/authority-record';
import type { ProfileId } from '../../pki/draft/certificate-draft';
import type { FoundAuthority } from '../../worker/authority-protocol';
import { policyName } from '../certificate/extension-words';
import { dayOf } from '../moment';
import { counted, listed, listedBriefly } from '../words';

export const tabLabels: Readonly<Record<AuthorityTab, string>> = {
  overview: 'Overview',
  certificates: 'Certificates',
  requests: 'Sign requests',
  clients: 'Clients',
  revocation: 'Revocation list',
  export: 'Export',
};

/** Numbers that are too long for anybody to count are written as openssl and certtool write them. */
export const listNumberSaid = ({ number, fullNumber }: RevocationListRecord): string =>
  fullNumber === undefined ? String(number) : `0x${fullNumber}`;

export function nextListSaid({ listNumber, listOffset }: FoundAuthority): string {
  const next = listNumber + 1;
  return listOffset === undefined
    ? String(next)
    : `0x${(BigInt(`0x${listOffset}`) + BigInt(next)).toString(16)}`;
}

export const kindSaid = ({ facts }: AuthorityEntry): string =>
  facts.root ? 'root' : `intermediate of ${facts.issuerName}`;

/** Where it lives, and whether it can sign. */
export function livesSaid({ kept, open, sealed }: AuthorityEntry): string {
  const where = kept ? 'kept in this browser' : 'only in this tab';
  if (open !== undefined) return `${where}, ${sealed === undefined ? 'open' : 'unlocked'}`;
  return `${where}, locked`;
}

/** What has become of it, or of one above it, as two sentences. */
export const takenBackSaid = ({ kind, name, own }: TakenBack): string =>
  `${own ? 'Its certificate' : `The certificate of ${name}, above it,`} was ${
    kind === 'held' ? 'put on hold' : 'revoked'
  } by the authority that signed it, whose record is here. Clients that ask refuse everything below${
    kind === 'held' ? ', until it is released' : ''
  }.`;

/** What it may sign, as one sentence. */
export function scopeSaid({ permitted, excluded }: Pick<AuthorityFacts, 'permitted' | 'excluded'>): string {
  const except = excluded.length === 0 ? '' : `, but not ${listedBriefly(excluded.map(named), 6)}`;
  if (permitted === undefined) return `It may sign any name${except}.`;
  return `It may sign ${listedBriefly(permitted.map(named), 8)} only${except}.`;
}

/** @param oids as typed, or as they stand in its certificate */
export function policiesSaid(oids: readonly string[]): string {
  const there = oids.filter((oid) => oid !== '');
  return there.length === 0
    ? 'None'
    : listedBriefly(
        there.map((oid) => policyName(oid) ?? oid),
        3,
      );
}

/** Of the certificate before; '' where the next one has it all. @param oids of its extensions */
export const leftOutSaid = (oids: readonly string[]): string =>
  oids.length === 0 ? '' : `Left out, because it cannot be carried over: ${listedBriefly(oids, 6)}.`;

/** A base of nothing stands for every host. */
const named = (base: string): string => (base === '' ? 'any host name' : base);

export function roomSaid({ pathLength }: AuthorityFacts): string {
  if (pathLength === undefined) return 'It may make authorities below it, as deep as you like.';
  if (pathLength === 0) return 'It signs certificates, and no further authorities.';
  return `It may make authorities below it, ${counted(pathLength, 'level')} deep.`;
}

export const standings: Readonly<Record<CertificateStanding, string>> = {
  revoked: 'revoked',
  held: 'on hold',
  unfinished: 'never finished',
  signing: 'being signed',
  unknown: 'not here',
  expired: 'expired',
  renewed: 'renewed',
  'ends-soon': 'ends soon',
  good: 'valid',
};

export const standingTones: Readonly<Record<CertificateStanding, 'good' | 'warn' | 'bad' | 'quiet'>> = {
  revoked: 'bad',
  held: 'warn',
  unfinished: 'warn',
  signing: 'quiet',
  unknown: 'quiet',
  expired: 'bad',
  renewed: 'quiet',
  'ends-soon': 'warn',
  good: 'good',
};

export const filters: Readonly<Record<InventoryFilter, string>> = {
  all: 'All',
  good: 'Valid',
  'ends-soon': 'Ending soon',
  expired: 'Expired',
  revoked: 'Revoked or on hold',
  unfinished: 'Never finished',
};

export const orders: Readonly<Record<InventoryOrder, string>> = {
  newest: 'Newest first',
  ends: 'Next to expire first',
  title: 'By name',
};

export const reasons: Readonly<Record<RevocationReason, string>> = {
  superseded: 'Another one takes its place',
  keyCompromise: 'Its key may be in other hands',
  cessationOfOperation: 'What it was for is no more',
  cACompromise: 'It is an authority, and its key may be in other hands',
  affiliationChanged: 'Its holder moved or was renamed',
  privilegeWithdrawn: 'Its holder may not have it any more',
  aACompromise: 'It vouches for attributes, and its key may be in other hands',
  unspecified: 'No reason given',
};

export const profileNames: Readonly<Record<ProfileId, string>> = {
  root: 'root authority',
  intermediate: 'intermediate authority',
  'tls-server': 'TLS server',
  'tls-client': 'TLS client',
  'tls-server-client': 'TLS server and client',
  email: 'email',
  'code-signing': 'code signing',
  'time-stamping': 'time stamping',
  'ocsp-signing': 'OCSP signing',
  'document-signing': 'document signing',
  custom: 'custom',
};

export const titleOf = ({ facts, serial }: IssuedEntry): string =>
  facts === undefined || facts.title === '' ? `Number ${serial}` : facts.title;

export const scopes: Readonly<Record<Scope, { readonly name: string; readonly about: string }>> = {
  any: {
    name: 'Any name',
    about: 'Whoever gets hold of its key can pose as any site, to everyone who trusts it.',
  },
  local: {
    name: 'Local names and private addresses',
    about: 'localhost, .test, .internal, .home.arpa, .local, and addresses that no one on the Internet has.',
  },
  rules: { name: 'What these rules say', about: 'Domains, address ranges and mailboxes, one rule a line.' },
};

export const ruleKinds: Readonly<
  Record<RuleKind, { readonly name: string; readonly example: string; readonly about: string }>
> = {
  dns: {
    name: 'Host names',
    example: 'corp.example',
    about: 'The name itself and everything below it.',
  },
  ip: { name: 'IP addresses', example: '10.0.0.0/8', about: 'A range, or one address.' },
  email: {
    name: 'Email',
    example: 'corp.example',
    about: 'Mailboxes at exactly this host; with a dot in front, at hosts below it; or one mailbox.',
  },
  uri: {
    name: 'Addresses of pages',
    example: 'corp.example',
    about: 'Exactly this host; with a dot in front, hosts below it.',
  },
  directory: {
    name: 'Directory names',
    example: 'C=NL, O=Team',
    about: 'Subjects that begin with these, most general first.',
  },
};

export const rooms: Readonly<Record<RoomBelow, { readonly name: string; readonly about: string }>> = {
  any: { name: 'Certificates, and authorities below it', about: 'A root, usually: no path length.' },
  one: {
    name: 'Certificates, and one level of authorities',
    about: 'Authorities it signs sign certificates only: path length 1.',
  },
  none: { name: 'Certificates only', about: 'It signs no further authorities: path length 0.' },
  some: {
    name: 'Certificates, and as many levels of authorities as you say',
    about: 'So many may stand between it and a certificate.',
  },
};

export const strengths: Readonly<Record<Strength, string>> = {
  none: 'Five or six unrelated words, or a dozen random characters. Nobody can recover it.',
  short: 'Short: whoever gets at this browser’s files could guess it.',
  fair: 'Fair. A longer one is stronger than a stranger one.',
  good: 'Good, if you use it nowhere else.',
};

/** `12 certificates, the next ends 3 March 2027` */
export function workSaid(entries: readonly IssuedEntry[], now: number): string {
  const signed = entries.filter(({ status }) => status.kind !== 'reserved');
  if (signed.length === 0) return 'no certificates yet';
  const ends = signed
    .filter(({ status, renewedBy }) => status.kind === 'good' && renewedBy === undefined)
    .flatMap(({ facts }) => (facts === undefined || facts.notAfter < now ? [] : [facts.notAfter]));
  const count = counted(signed.length, 'certificate');
  return ends.length === 0 ? count : `${count}, the next ends ${dayOf(Math.min(...ends))}`;
}

export const wipedSaid = ({
  authorities,
  issued,
  lists,
  templates,
}: Readonly<{
  authorities: readonly string[];
  issued: number;
  lists: number;
  templates: number;
}>): string =>
  authorities.length + issued + lists + templates === 0
    ? 'There was nothing here to wipe.'
    : `Wiped: ${counted(authorities.length, 'authority', 'authorities')}${
        authorities.length === 0 ? '' : ` (${listed(authorities)})`
      }, ${counted(issued, 'certificate')}, ${counted(lists, 'revocation list')}, ${counted(templates, 'template')}.`;
