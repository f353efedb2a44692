/**
 * What every client model decides from, computed once per question: the certificates read tolerantly, the host, the moment,
 * and which certificate's key made which signature. Bounded, and it never throws: hostile chains are the normal case.
 */
import { isAscii, type Bytes } from '../../codec/bytes';
import { parseIpAddress } from '../../codec/ip-address';
import { hostInBrowser } from '../international-name';
import { publicSuffixes } from '../public-suffix';
import { ProofReader } from '../signature-proof';
import { bySubject, candidatePaths, type CandidatePath } from './candidate-path';
import type { ClientQuestion } from './client';
import { readExhibit, type Exhibit } from './exhibit';
import { proveSignature, type SignatureProof } from './exhibit-proof';

export interface Host {
  /** As typed, without a trailing dot and the brackets of an IPv6 address; an international name in A-labels. */
  readonly text: string;
  /** 4 or 16 octets, where it is an address. */
  readonly address?: Bytes;
  /** What a registry gives names like this out under; looked up where the leaf has a wildcard. */
  readonly publicSuffix?: string;
}

export interface Evidence {
  readonly host: Host;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly leaf: Exhibit;
  /** As the server sends them, the leaf first. */
  readonly sent: readonly Exhibit[];
  /** What the person trusts. */
  readonly anchors: readonly Exhibit[];
  /** Names of all certificates sent or reached, times constraints of all: what holding them against each other would cost. */
  readonly nameWork: number;
  /** Places in the question's chain of what could not be read as a certificate at all. */
  readonly illegible: readonly number[];
  /** From the leaf to an anchor, and those that end short of one; by names, not by signatures. Never empty. */
  readonly paths: readonly CandidatePath[];
  /** Whether the key of `issuer` made the signature of `issued`. `unasked` where their names do not chain. */
  readonly proof: (issued: Exhibit, issuer: Exhibit) => SignatureProof | 'unasked';
  readonly isAnchor: (exhibit: Exhibit) => boolean;
}

/** More certificates than a TLS server sends: OpenSSL's `SSL_DEFAULT_MAX_CERT_LIST` of 100 kB holds fewer of the smallest. */
const MAX_SENT = 100;
/** Mozilla's bundle has 150. */
const MAX_ANCHORS = 1000;
/** Signatures one question may cost: Chromium stops at as many (`kMaxSignatureChecks` is 100 in webpki and 250 in Go). */
const MAX_PROOFS = 250;

/** `undefined` where there is no leaf to speak of. */
export async function gatherEvidence(question: ClientQuestion): Promise<Evidence | undefined> {
  const illegible: number[] = [];
  const sent = question.chain.slice(0, MAX_SENT).flatMap((der, place) => {
    const read = readExhibit(der);
    if (!read.ok) illegible.push(place);
    return read.ok ? [read.value] : [];
  });
  const anchors = question.anchors.slice(0, MAX_ANCHORS).flatMap((der) => {
    const read = readExhibit(der);
    return read.ok ? [read.value] : [];
  });
  const [leaf] = sent;
  if (leaf === undefined || illegible.includes(0)) return undefined;
  const anchorOctets = new Set(anchors.map(({ octets }) => octets));
  const proofs = await prove(sent, anchors);
  const paths = candidatePaths(leaf, sent, anchors);
  return {
    host: await withSuffix(hostOf(question.host), leaf),
    at: question.at.getTime(),
    leaf,
    sent,
    anchors,
    nameWork: nameWorkOf(new Set([...sent, ...paths.flatMap(({ certificates }) => certificates)])),
    illegible,
    paths,
    proof: (issued, issuer) => proofs.get(pair(issued, issuer)) ?? 'unasked',
    isAnchor: ({ octets }) => anchorOctets.has(octets),
  };
}

function hostOf(typed: string): Host {
  const text = typed
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  const address = parseIpAddress(text);
  if (address !== undefined) return { text, address };
  // Every client looks an international name up, and compares it, by its A-labels.
  return { text: isAscii(text) ? text : (hostInBrowser(text) ?? text) };
}

async function withSuffix(host: Host, { extensions: { alternativeNames = [] } }: Exhibit): Promise<Host> {
  const hasWildcard = alternativeNames.some(({ kind, text }) => kind === 'dns' && text.startsWith('*.'));
  if (host.address !== undefined || !hasWildcard) return host;
  const publicSuffix = (await publicSuffixes())(host.text);
  return publicSuffix === undefined ? host : { ...host, publicSuffix };
}

function nameWorkOf(exhibits: ReadonlySet<Exhibit>): number {
  let [names, constraints] = [0, 0];
  for (const { extensions } of exhibits) {
    names += 1 + (extensions.alternativeNames?.length ?? 0);
    const { permitted = [], excluded = [] } = extensions.nameConstraints ?? {};
    constraints += permitted.length + excluded.length;
  }
  return names * constraints;
}

/** A certificate that stands in several places is the same one. */
const pair = (issued: Exhibit, issuer: Exhibit): string => `${issued.octets} ${issuer.octets}`;

async function prove(
  sent: readonly Exhibit[],
  anchors: readonly Exhibit[],
): Promise<ReadonlyMap<string, SignatureProof>> {
  const reader = new ProofReader();
  const proofs = new Map<string, SignatureProof>();
  const named = bySubject([...sent, ...anchors]);
  const begun = new Set<string>();
  const work: Promise<void>[] = [];
  // Anchors come last: a bundle's own signatures matter to nobody but by name.
  const reached = new Set(sent.map(({ issuer }) => issuer.words));
  const issued = [...sent, ...anchors.filter(({ subject }) => reached.has(subject.words))];
  for (const one of issued) {
    for (const issuer of named.get(one.issuer.words) ?? []) {
      const name = pair(one, issuer);
      if (begun.has(name) || begun.size >= MAX_PROOFS) continue;
      begun.add(name);
      work.push(proveSignature(reader, one, issuer).then((proof) => void proofs.set(name, proof)));
    }
  }
  await Promise.all(work);
  return proofs;
}
