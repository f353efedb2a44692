/**
 * Every authority in a pile that comes with its key: mkcert's two files, a tutorial's encrypted key beside its certificate, an
 * easy-rsa or XCA folder, PKCS#12, an archive of them all. With each comes what was found of its work (`found-work.ts`).
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import { displayName } from '../anchor';
import type { Item } from '../inspect/item';
import { Pile } from '../inspect/pile';
import { chainFrom, selfIssued, signsItself } from '../authority-chain';
import type { OpenedAuthority } from '../open-authority';
import { verifySignature } from '../signature';
import { ProofReader } from '../signature-proof';
import { schemeOf } from '../signature-scheme';
import { SigningKey } from '../signing-key';
import type { AuthorityRef, IssuedRecord, OtherCertificate, RevocationListRecord } from './authority-record';
import { serialText } from './authority-facts';
import { readDatabases } from './found-databases';
import { foundWork } from './found-work';
import { heldAuthority, refOf } from './held-authority';
import { countedFrom } from './list-number';
import type { CertificateWithChain } from './newer-certificates';

interface Found {
  readonly ref: AuthorityRef;
  readonly opened: OpenedAuthority;
  /** Extractable, until it is sealed. */
  readonly exportable: CryptoKey;
  readonly others: readonly OtherCertificate[];
  readonly issued: readonly IssuedRecord[];
  readonly lists: readonly RevocationListRecord[];
  /** The highest number a list of it can have had, whether that list is here or not. */
  readonly listNumber: number;
  /** Added to it, as in `AuthorityRecord`. */
  readonly listOffset?: string;
  /** Something was revoked that no complete list knows of. */
  readonly listOutdated: boolean;
  /** Serial numbers that two certificates of it share. */
  readonly doubled: readonly string[];
}

export interface Finding {
  readonly found: readonly Found[];
  readonly locked: readonly { readonly path: string; readonly wrong: boolean }[];
  /** Authorities' certificates without their key. */
  readonly withoutKey: readonly (CertificateWithChain & {
    readonly ref: AuthorityRef;
    readonly name: string;
  })[];
  /** Keys that belong to none of the authorities. */
  readonly otherKeys: number;
  /** Databases of `openssl ca` with lines that are nobody's for certain. */
  readonly unclearDatabases: readonly string[];
}

interface Key {
  readonly pkcs8: Bytes;
  readonly publicKey: Bytes | undefined;
}

/** Authorities' certificates tried with each key whose public half is not known. */
const MAX_TRIES = 64;

/** @param passphrase tried on everything locked; '' for none */
export async function findAuthorities(
  inputs: readonly { readonly path: string; readonly content: string | Bytes }[],
  passphrase: string,
  at: Date,
  signal: AbortSignal,
): Promise<Finding> {
  const pile = new Pile();
  const items: Item[] = [];
  await pile.add(inputs, passphrase, {
    signal,
    items: (told) => items.push(...told),
    progress: () => undefined,
  });
  signal.throwIfAborted();
  const certificates = items.flatMap(({ kind, octets }) => {
    const parsed = kind === 'certificate' && octets !== undefined ? parseCertificate(octets) : undefined;
    return parsed?.ok === true ? [parsed.value] : [];
  });
  const keys = items.flatMap((item): readonly Key[] =>
    item.privateKey === undefined || item.lock !== undefined
      ? []
      : [{ pkcs8: pile.secret(item.id), publicKey: item.privateKey.publicKey }],
  );
  const proofs = new ProofReader();
  const authorities = await byRef(certificates.filter(isAuthority), proofs);
  const above = async (one: Certificate): Promise<readonly Bytes[]> =>
    (await chainFrom(one, certificates, at, proofs)).slice(1).map(({ der }) => der);
  const used = new Set<Key>();
  const found: (Omit<Found, 'listNumber' | 'listOffset'> & { readonly listNumber: bigint })[] = [];
  const withoutKey: Finding['withoutKey'][number][] = [];
  const lists = items.flatMap(({ kind, octets }) =>
    kind === 'revocation-list' && octets !== undefined ? [octets] : [],
  );
  for (const [ref, own] of authorities) {
    const [main, ...others] = own;
    const matched = await keyOf(main, keys);
    const key = matched && (await extractable(main, matched.key));
    const chain = await above(main);
    const opened = matched && heldAuthority(main.der, chain, matched.signing, at);
    if (matched === undefined || key === undefined || opened === undefined) {
      withoutKey.push({ ref, name: displayName(main.subject), certificate: main.der, chain });
      continue;
    }
    used.add(matched.key);
    found.push({
      ref,
      opened,
      exportable: key,
      others: await Promise.all(
        others.map(async (one) => ({
          der: one.der,
          chain: await above(one),
          why: equalBytes(one.issuer.der, main.issuer.der) ? ('earlier' as const) : ('cross-signed' as const),
        })),
      ),
      ...(await foundWork(ref, main, certificates, lists)),
    });
  }
  const { news, unclear } = readDatabases(
    inputs,
    found.map(({ ref, opened, issued }) => ({
      ...{ ref, issued },
      serial: serialText(opened.certificate.serialNumber),
    })),
    at,
  );
  return {
    found: found.map((one) => {
      const { issued = one.issued, listNumber = 0n, revokes = false } = news.get(one.ref) ?? {};
      const highest = listNumber > one.listNumber ? listNumber : one.listNumber;
      const counted = countedFrom(highest, one.lists.length);
      return { ...one, issued, ...counted, listOutdated: one.listOutdated || revokes };
    }),
    unclearDatabases: unclear,
    locked: items
      .filter(({ lock }) => lock !== undefined)
      .map(({ sources, lock }) => ({
        path: sources[0]?.path ?? '',
        wrong: lock?.reason === 'wrong-password',
      })),
    withoutKey,
    otherKeys: keys.filter((key) => !used.has(key)).length,
  };
}

function isAuthority({ extensions }: Certificate): boolean {
  const basic = extensionValue(extensions, 'basicConstraints');
  return basic.ok && basic.value?.value.ca === true;
}

/** Certificates of one name and key together: its own signature first, then the one that lasts longest; last what lies about it. */
async function byRef(
  certificates: readonly Certificate[],
  proofs: ProofReader,
): Promise<ReadonlyMap<AuthorityRef, readonly [Certificate, ...Certificate[]]>> {
  const ranked: { readonly one: Certificate; readonly rank: number }[] = [];
  for (const one of certificates) {
    const rank = !selfIssued(one) ? 1 : (await signsItself(one, proofs)) ? 2 : 0;
    ranked.push({ one, rank });
  }
  ranked.sort(
    (a, b) => b.rank - a.rank || b.one.validity.notAfter.getTime() - a.one.validity.notAfter.getTime(),
  );
  const all = new Map<AuthorityRef, [Certificate, ...Certificate[]]>();
  for (const { one } of ranked) {
    const ref = await refOf(one);
    const known = all.get(ref);
    if (known === undefined) all.set(ref, [one]);
    else known.push(one);
  }
  return all;
}

/** The key of a certificate: by its public half, and proved by using both. */
async function keyOf(
  certificate: Certificate,
  keys: readonly Key[],
): Promise<{ readonly key: Key; readonly signing: SigningKey } | undefined> {
  const likely = keys.filter(
    ({ publicKey }) => publicKey === undefined || equalBytes(publicKey, certificate.publicKey.der),
  );
  for (const key of likely.slice(0, MAX_TRIES)) {
    const signing = await SigningKey.open(key.pkcs8, certificate.publicKey.der);
    const [scheme] = signing?.schemes ?? [];
    if (signing === undefined || scheme === undefined) continue;
    const signature = await signing.sign(scheme, certificate.tbs);
    if (await verifySignature(scheme, certificate.publicKey.der, signature, certificate.tbs))
      return { key, signing };
  }
  return undefined;
}

async function extractable({ publicKey }: Certificate, { pkcs8 }: Key): Promise<CryptoKey | undefined> {
  const scheme = schemeOf(publicKey);
  return scheme && crypto.subtle.importKey('pkcs8', pkcs8, scheme.importing, true, ['sign']);
}
