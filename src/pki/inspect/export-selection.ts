/** What was selected for a file, sorted into what files are made of: keys, certificates in the order of their chains, the rest. */
import { latin1, type Bytes } from '../../codec/bytes';
import type { Item } from './item';
import { certificateFacts, publicKeyOf, type CertificateFacts } from './relations-facts';
import { documentRow } from './row';

/** An item together with the secret of its that was opened. */
export interface Selected {
  readonly item: Item;
  readonly pkcs8: Bytes | undefined;
}

interface SelectedKey {
  readonly pkcs8: Bytes;
  readonly publicKey: Bytes | undefined;
}

interface SelectedCertificate {
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
  /** The certificate of a public key. */
  readonly ownOf: (publicKey: Bytes | undefined) => SelectedCertificate | undefined;
  /** Of the first thing that has one. */
  readonly title: string;
}

interface Candidate extends SelectedCertificate {
  readonly facts: CertificateFacts;
}

/** Certificates with one name that are looked through for an issuer: an authority that was renewed each year has some dozens. */
const MOST_NAMESAKES = 100;

export function selectionOf(all: readonly Selected[]): Selection {
  const keys = all.flatMap(({ item, pkcs8 }) =>
    pkcs8 === undefined || item.kind === 'secret-key'
      ? []
      : [{ pkcs8, publicKey: item.privateKey?.publicKey }],
  );
  const candidates: Candidate[] = [];
  /** By their octets as characters, since the same key stands in many things. */
  const publicKeys = new Map<string, Bytes>();
  for (const { item } of all) {
    const der = item.kind === 'certificate' ? item.octets : undefined;
    const facts = der && certificateFacts(der);
    if (der !== undefined && facts !== undefined)
      candidates.push({ der, publicKey: facts.spki, title: titleOf(item), facts });
    const key = facts?.spki ?? publicKeyOf(item);
    if (key !== undefined && !publicKeys.has(latin1(key))) publicKeys.set(latin1(key), key);
  }
  const certificates = inOrder(candidates, keys);
  return {
    all,
    keys,
    certificates,
    revocationLists: all.flatMap(({ item: { kind, octets } }) =>
      kind === 'revocation-list' && octets !== undefined ? [octets] : [],
    ),
    publicKeys: [...publicKeys.values()],
    ownOf: owners(certificates),
    title: certificates[0]?.title ?? all.map(({ item }) => titleOf(item)).find((title) => title !== '') ?? '',
  };
}

export function titleOf({ kind, octets, name = '' }: Item): string {
  const isDocument = kind === 'certificate' || kind === 'request' || kind === 'revocation-list';
  return (isDocument && octets !== undefined && documentRow(kind, octets).title) || name;
}

/** The first certificate of a public key, found at once among any number. */
function owners(
  certificates: readonly SelectedCertificate[],
): (publicKey: Bytes | undefined) => SelectedCertificate | undefined {
  const byKey = new Map<string, SelectedCertificate>();
  for (const one of certificates)
    if (!byKey.has(latin1(one.publicKey))) byKey.set(latin1(one.publicKey), one);
  return (publicKey) => publicKey && byKey.get(latin1(publicKey));
}

/** Each chain from where it begins: at the certificates of keys, then at those that issued nothing here. */
function inOrder(
  candidates: readonly Candidate[],
  keys: readonly SelectedKey[],
): readonly SelectedCertificate[] {
  const bySubject = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const namesakes = bySubject.get(one.facts.subject);
    if (namesakes === undefined) bySubject.set(one.facts.subject, [one]);
    else namesakes.push(one);
  }
  const ownOf = owners(candidates);
  const wanted = new Set(keys.map(({ publicKey }) => ownOf(publicKey)));
  const names = new Set(candidates.map(({ facts }) => (facts.issuer === facts.subject ? '' : facts.issuer)));
  const ordered = new Set<Candidate>();
  const starts = [
    ...candidates.filter((one) => wanted.has(one)),
    ...candidates.filter(({ facts }) => !names.has(facts.subject)),
    ...candidates,
  ];
  for (const start of starts) {
    let at: Candidate | undefined = start;
    while (at !== undefined && !ordered.has(at)) {
      ordered.add(at);
      const { issuer, authorityKey }: CertificateFacts = at.facts;
      at = bySubject
        .get(issuer)
        ?.slice(0, MOST_NAMESAKES)
        .find(
          (one) =>
            !ordered.has(one) &&
            (authorityKey === undefined ||
              one.facts.subjectKey === undefined ||
              authorityKey === one.facts.subjectKey),
        );
    }
  }
  return [...ordered];
}
