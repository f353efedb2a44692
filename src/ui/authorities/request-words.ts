/** What a request asks for and what becomes of it: names of rows, reasons, and the outcome in a sentence. */
import type { PendingRequest } from '../../app/request-signing.svelte';
import { blockingRow, refusedRows, undecidedRows } from '../../app/request-decisions';
import type { HouseRule } from '../../pki/authority/authority-record';
import type { DraftName } from '../../pki/draft/certificate-draft';
import type { ExtensionField } from '../../pki/signing-plan/extension-words';
import type { Decision, PlanRefusal, PlanRefusalCode, PlanRow } from '../../pki/signing-plan/plan-row';
import { nameKinds, purposeName, usages, type KeyUsage } from '../certificate/certificate-words';
import { counted, listed } from '../words';

const quoted = (text = ''): string => `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;

const usageName = (usage: string): string =>
  (usages as Readonly<Partial<Record<string, { name: string }>>>)[usage]?.name.toLowerCase() ?? usage;

const refusals: Readonly<Record<PlanRefusalCode, (facts: readonly string[]) => string>> = {
  'signature-does-not-fit': () =>
    'Its signature does not fit its key: whoever sent it has not shown that they hold the key, or it was changed on the way. It cannot be signed.',
  'signature-cannot-be-checked': () =>
    'This browser cannot check a signature of that kind, so it is not shown that the sender holds the key.',
  'signature-md5': () => 'Signed with MD5, which can be forged.',
  'signature-sha1': () => 'Signed with SHA-1, which can be forged with much effort.',
  'rsa-short': ([bits]) =>
    `An RSA key of ${bits ?? 'so few'} bits: OpenSSL, Apple and browsers refuse fewer than 2048.`,
  'rsa-exponent': ([exponent]) => `An RSA key with the exponent ${exponent ?? '1'} protects nothing.`,
  'rsa-roca': () => 'The key has the mark of the ROCA flaw (CVE-2017-15361): it can be worked out.',
  'rsa-debian': () =>
    'The key is one that Debian’s OpenSSL made from 2006 to 2008 (CVE-2008-0166): anyone can make it again. Ask for a new one.',
  'outside-constraints': ([name]) => `The authority may not sign ${quoted(name)}: clients would refuse it.`,
  'outside-allowed': ([name]) =>
    `${quoted(name)} is not among the names you sign: it may be somebody else’s.`,
  'unknown-name': () => 'A kind of name not known here: whose it is cannot be told, nor what it opens.',
  'address-in-dns-name': ([address]) =>
    `Clients look for an address among IP addresses only, so ${address ?? 'it'} is put there.`,
  'invisible-character': ([which]) =>
    `There is an invisible character in it${which === undefined ? '' : `, ${which}`}: it may pose as another name.`,
  'name-twice': () => 'It is asked for twice.',
  'not-writable': () => 'It is written in a form that clients cannot read.',
  'empty-alternative-names': () => 'The list of names is there and empty, which no certificate may have.',
  'asks-to-be-authority': () =>
    'It asks to be an authority itself: it could sign for any name. Never given for the asking.',
  'asks-to-sign-certificates': (which) =>
    `It asks to sign ${listed(which.map((one) => (one === 'cRLSign' ? 'revocation lists' : 'certificates')))}, which is an authority’s.`,
  'usage-beyond-profile': (which) => `The profile has no ${listed(which.map(usageName))}.`,
  'purpose-beyond-profile': (which) => `The profile is not for ${listed(which.map(purposeName))}.`,
  'not-in-profile': () => 'The profile has it not, or says something else.',
  'for-the-authority': () => 'Only who signs can know this.',
  'unknown-extension': () => 'An extension not known here: what it would promise cannot be told.',
  'malformed-extension': () => 'It is damaged, and nobody could read it.',
  'extension-twice': () => 'It is there twice, which no certificate may have.',
  'no-part-of-certificates': () => 'Meant for you alone: it never goes into a certificate.',
};

export const refusalSaid = ({ code, facts }: PlanRefusal): string => refusals[code](facts);

const attributes: Readonly<Record<string, string>> = {
  '2.5.4.3': 'Common name',
  '2.5.4.6': 'Country',
  '2.5.4.7': 'City',
  '2.5.4.8': 'State or province',
  '2.5.4.10': 'Organization',
  '2.5.4.11': 'Unit',
  '2.5.4.5': 'Serial number of the subject',
  '1.2.840.113549.1.9.1': 'Email address',
  '1.2.840.113549.1.9.7': 'Challenge password',
  '1.2.840.113549.1.9.2': 'Unstructured name',
};

const extensions: Readonly<Record<ExtensionField, string>> = {
  basicConstraints: 'Basic constraints',
  keyUsage: 'Key usage',
  extendedKeyUsage: 'Purposes',
  subjectKeyIdentifier: 'Key identifier',
  authorityKeyIdentifier: 'Key of who signs',
  nameConstraints: 'Name constraints',
  crlDistributionPoints: 'Revocation list',
  authorityInfoAccess: 'Authority’s addresses',
  certificatePolicies: 'Policies',
  policyMappings: 'Policy mappings',
  policyConstraints: 'Policy constraints',
  inhibitAnyPolicy: 'Inhibit any policy',
  tlsFeature: 'TLS features',
  ocspNoCheck: 'No OCSP check',
};

export function rowLabel(row: PlanRow): string {
  switch (row.about) {
    case 'signature':
      return 'Signature';
    case 'key':
      return 'Key';
    case 'subject':
      return attributes[row.asked.type] ?? row.asked.type;
    case 'name':
      return row.from === 'common-name' ? 'Name in the subject alone' : nameKind(row.asked);
    case 'extension':
      return row.oid === '2.5.29.17' ? 'Names' : row.field === undefined ? row.oid : extensions[row.field];
    case 'attribute':
      return attributes[row.oid] ?? row.oid;
  }
}

const otherNames: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.311.20.2.3': 'Logon name (UPN)',
  '1.3.6.1.5.5.7.8.5': 'XMPP address',
  '1.3.6.1.5.5.7.8.7': 'Service name (SRV)',
  '1.3.6.1.5.5.7.8.9': 'Email, international',
};

function nameKind(name: DraftName | undefined): string {
  if (name?.kind === 'other') return otherNames[name.oid] ?? `Other name, ${name.oid}`;
  return name === undefined ? 'Name' : nameKinds[name.kind].name;
}

const items = (
  shown: { readonly items: readonly string[]; readonly critical: boolean } | undefined,
  field: ExtensionField | undefined,
): string => {
  if (shown === undefined) return '';
  const words = shown.items.map((item) =>
    field === 'keyUsage'
      ? ((usages[item as KeyUsage] as { name: string } | undefined)?.name ?? item)
      : field === 'extendedKeyUsage'
        ? purposeName(item)
        : (itemWords[item] ?? item),
  );
  return `${words.join(', ')}${words.length === 0 ? 'there' : ''}${shown.critical ? ' (critical)' : ''}`;
};

const itemWords: Readonly<Record<string, string>> = {
  'CA:TRUE': 'is an authority',
  'CA:FALSE': 'no authority',
  hash: 'hash of the key',
  key: 'key identifier',
};

export function askedSaid(row: PlanRow): string {
  switch (row.about) {
    case 'signature':
    case 'key':
      return row.asked;
    case 'subject':
      return row.asked.value;
    case 'name':
      return row.text;
    case 'extension':
      return items(row.asked, row.field);
    case 'attribute':
      return row.asked === undefined || row.asked === '' ? 'there' : row.asked;
  }
}

const nameText = (name: DraftName): string => ('value' in name ? name.value : nameKinds[name.kind].name);

/** What stands in the certificate; '' for nothing. */
export function givenSaid(row: PlanRow, decision: Decision): string {
  switch (row.about) {
    case 'signature':
      return decision.kind === 'take' ? 'proved, or taken on your word' : '';
    case 'key':
      return decision.kind === 'take' ? row.asked : '';
    case 'subject':
      if (decision.kind === 'take') return row.asked.value;
      return decision.kind === 'change-value' ? decision.value : (row.given?.value ?? '');
    case 'name':
      if (decision.kind === 'take') return row.text;
      return decision.kind === 'change-name' ? nameText(decision.name) : '';
    case 'extension':
      return row.asked !== undefined && decision.kind === 'take' && row.refusals.length > 0
        ? items(row.asked, row.field)
        : items(row.given, row.field);
    case 'attribute':
      return '';
  }
}

export function outcomeSaid(request: PendingRequest): string {
  if (request.plan === undefined) return 'Working out what it asks for…';
  const blocking = blockingRow(request);
  if (blocking !== undefined)
    return blocking.choices.length === 0
      ? 'It cannot be signed.'
      : 'It is not signed unless you take what is against it.';
  const undecided = undecidedRows(request).length;
  const count = refusedRows(request).length;
  if (undecided > 0)
    return `${counted(undecided, 'name')} it asks for ${undecided === 1 ? 'waits' : 'wait'} for you: say whether you sign ${undecided === 1 ? 'it' : 'them'}.`;
  return count === 0
    ? 'Everything it asks for is given.'
    : `${counted(count, 'thing')} it asks for ${count === 1 ? 'is' : 'are'} not given as asked.`;
}

/** The whole of a host in either family; `::/32` is a range. */
const ONE_ADDRESS = /(?<=^[^:]*)\/32$|\/128$/;

/** `names under example.com`. */
export function ruleSaid({ kind, base }: HouseRule): string {
  const [every, sole, below] = ruleWords[kind];
  if (base === '' || base === '.') return every;
  return base.startsWith('.')
    ? `${below} ${base.slice(1)}`
    : `${sole(base)} ${kind === 'ip' ? base.replace(ONE_ADDRESS, '') : base}`;
}

const ruleWords: Readonly<
  Record<HouseRule['kind'], readonly [every: string, one: (base: string) => string, below: string]>
> = {
  dns: ['every host name', () => 'names under', 'names below'],
  ip: [
    'every address',
    (base) => (ONE_ADDRESS.test(base) || !base.includes('/') ? 'the address' : 'addresses in'),
    'addresses in',
  ],
  email: [
    'every mailbox and account',
    (base) => (base.includes('@') ? 'the mailbox or account' : 'mailboxes and accounts at'),
    'mailboxes and accounts below',
  ],
  uri: ['every address of a page', () => 'addresses of pages at', 'addresses of pages below'],
};

/** For the table in a folder of certificates. */
export const folderSaid = (request: PendingRequest) => ({
  outcome: request.state.kind === 'signed' ? 'signed' : `not signed: ${outcomeSaid(request)}`,
  refused: refusedRows(request).map(
    (row) => `${rowLabel(row)} (${askedSaid(row)}): ${row.refusals.map(refusalSaid).join(' ')}`,
  ),
});

/** What can be decided, as a list to choose from. */
export function choiceSaid(kind: Decision['kind'], row: PlanRow): string {
  switch (kind) {
    case 'take':
      return 'as asked';
    case 'leave':
      return row.about === 'extension' && row.given !== undefined ? 'as the profile has it' : 'leave out';
    case 'change-name':
      return row.about === 'name' && row.proposal !== undefined ? 'mended' : 'changed';
    case 'change-value':
      return 'changed';
  }
}
