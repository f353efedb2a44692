/**
 * Two inventories made one: of the same authority, the same serial number, the same list. What was revoked anywhere stays
 * revoked, and numbers go on after the highest of both. The key stays sealed as it was here, so its passphrase stays the same.
 */
import { equalBytes } from '../../codec/bytes';
import type {
  AuthorityRecord,
  Inventory,
  IssuedRecord,
  OtherCertificate,
  RevocationListRecord,
  TemplateRecord,
} from './authority-record';
import { mergedCount } from './list-number';
import { gravity, withRevisions } from './merge-revisions';

export function mergeInventories(here: Inventory, brought: Inventory): Inventory {
  const together: Inventory = {
    authorities: merged(here.authorities, brought.authorities, ({ id }) => id, mergeAuthorities),
    issued: merged(here.issued, brought.issued, issuedKey, mergeIssued),
    lists: merged(here.lists, brought.lists, listKey, (list) => list),
    templates: merged(here.templates, brought.templates, ({ name }) => name, later),
  };
  return withRevisions(together, here, brought);
}

const issuedKey = ({ authority, serial }: IssuedRecord): string => `${authority} ${serial}`;
const listKey = ({ authority, number }: RevocationListRecord): string => `${authority} ${number}`;
const later = (one: TemplateRecord, other: TemplateRecord): TemplateRecord =>
  other.savedAt > one.savedAt ? other : one;

function merged<R>(
  here: readonly R[],
  brought: readonly R[],
  key: (record: R) => string,
  merge: (here: R, brought: R) => R,
): readonly R[] {
  const all = new Map(here.map((record) => [key(record), record]));
  for (const record of brought) {
    const known = all.get(key(record));
    all.set(key(record), known === undefined ? record : merge(known, record));
  }
  return [...all.values()];
}

function mergeAuthorities(here: AuthorityRecord, brought: AuthorityRecord): AuthorityRecord {
  const certificates: readonly OtherCertificate[] = [
    ...here.others,
    ...brought.others,
    ...(equalBytes(here.certificate, brought.certificate)
      ? []
      : [{ der: brought.certificate, chain: brought.chain, why: 'earlier' as const }]),
  ];
  const others = certificates.filter(
    ({ der }, at) =>
      !equalBytes(der, here.certificate) && certificates.findIndex((one) => equalBytes(one.der, der)) === at,
  );
  const sealed = here.sealed ?? brought.sealed;
  return {
    ...here,
    ...chainAndFacts(here, brought),
    others,
    ...(sealed !== undefined && { sealed }),
    ...mergedCount(here, brought),
    createdAt: Math.min(here.createdAt, brought.createdAt),
  };
}

/** An intermediate may have come without its issuers the first time; what they limit is told with them. */
function chainAndFacts(
  here: AuthorityRecord,
  brought: AuthorityRecord,
): Pick<AuthorityRecord, 'chain' | 'facts'> {
  const { chain, facts } = here.chain.length >= brought.chain.length ? here : brought;
  if (chain === here.chain || equalBytes(here.certificate, brought.certificate)) return { chain, facts };
  // Another certificate's issuers above its own: what that says is read anew, as of one that was kept before all was told.
  const { cautionsOf: _, ...known } = here.facts;
  return { chain, facts: known };
}

/** The graver of the two; of two as grave the one that was first. */
function mergeIssued(here: IssuedRecord, brought: IssuedRecord): IssuedRecord {
  const graver = gravity[brought.status.kind] > gravity[here.status.kind] ? brought : here;
  const der = here.der ?? brought.der;
  const facts = here.facts ?? brought.facts;
  const renewedBy = here.renewedBy ?? brought.renewedBy;
  return {
    ...graver,
    ...(der !== undefined && { der }),
    ...(facts !== undefined && { facts }),
    note: here.note === '' ? brought.note : here.note,
    ...(renewedBy !== undefined && { renewedBy }),
  };
}
