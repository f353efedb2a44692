/** What was selected for a file, sorted into what files are made of: keys, certificates in the order of their chains, the rest. */
import { equalBytes, type Bytes } from '../../codec/bytes';
import type { Item } from './item';
import { certificateFacts, publicKeyOf, type CertificateFacts } from './relations-facts';
import { documentRow } from './row';

/** An item together with the secret of its that was opened. */
export interface Selected {
  readonly item: Item;
  readonly pkcs8: Bytes | undefined;
}

export interface SelectedKey {
  readonly pkcs8: Bytes;
  readonly publicKey: Bytes | undefined;
}

export interface SelectedCertificate {
  readonly der: Bytes;
  readonly publicKey: Bytes;
  /** For aliases and file names. */
  readonly title: string;
}

export interface Selection {
  readonly all: readonly Selected[];
  readonly keys: readonly SelectedKey[];
  /** Each chain from its leaf upwards, that of the first key first. */
  readonly certificates: readonly SelectedCertificate[];
  readonly revocationLists: readonly Bytes[];
  /** Each once, in the order selected. */
  readonly publicKeys: readonly Bytes[];
  /** Of the first thing that has one. */
  readonly title: string;
}

interface Candidate extends SelectedCertificate {
  readonly facts: CertificateFacts;
}

export function selectionOf(all: readonly Selected[]): Selection {
  const keys = all.flatMap(({ item, pkcs8 }) =>
    pkcs8 === undefined ? [] : [{ pkcs8, publicKey: item.privateKey?.publicKey }],
  );
  const candidates = all.flatMap(({ item }): Candidate[] => {
    if (item.kind !== 'certificate' || item.octets === undefined) return [];
    const facts = certificateFacts(item.octets);
    return facts === undefined
      ? []
      : [{ der: item.octets, publicKey: facts.spki, title: titleOf(item), facts }];
  });
  const publicKeys: Bytes[] = [];
  for (const { item } of all) {
    const key = candidates.find(({ der }) => der === item.octets)?.publicKey ?? publicKeyOf(item);
    if (key !== undefined && !publicKeys.some((one) => equalBytes(one, key))) publicKeys.push(key);
  }
  const certificates = inOrder(candidates, keys);
  return {
    all,
    keys,
    certificates,
    revocationLists: all.flatMap(({ item: { kind, octets } }) =>
      kind === 'revocation-list' && octets !== undefined ? [octets] : [],
    ),
    publicKeys,
    title: certificates[0]?.title ?? all.map(({ item }) => titleOf(item)).find((title) => title !== '') ?? '',
  };
}

export function titleOf({ kind, octets, name = '' }: Item): string {
  const isDocument = kind === 'certificate' || kind === 'request' || kind === 'revocation-list';
  return (isDocument && octets !== undefined && documentRow(kind, octets).title) || name;
}

/** The certificate of a key, as its own public key says. */
export const certificateOf = (
  { publicKey }: SelectedKey,
  certificates: readonly SelectedCertificate[],
): SelectedCertificate | undefined =>
  publicKey && certificates.find((one) => equalBytes(one.publicKey, publicKey));

function inOrder(
  candidates: readonly Candidate[],
  keys: readonly SelectedKey[],
): readonly SelectedCertificate[] {
  const left = new Set(candidates);
  const ordered: Candidate[] = [];
  const owned = keys.flatMap((key) => candidates.filter((one) => one === certificateOf(key, candidates)));
  const names = new Set(candidates.map(({ facts }) => (facts.issuer === facts.subject ? '' : facts.issuer)));
  const leaves = candidates.filter(({ facts }) => !names.has(facts.subject));
  for (const start of [...owned, ...leaves, ...candidates]) {
    for (let at: Candidate | undefined = start; at !== undefined && left.delete(at);) {
      ordered.push(at);
      const { issuer, authorityKey }: CertificateFacts = at.facts;
      at = [...left].find(
        ({ facts }) =>
          facts.subject === issuer &&
          (authorityKey === undefined || facts.subjectKey === undefined || authorityKey === facts.subjectKey),
      );
    }
  }
  return ordered;
}
