/** The files that were given with a message, as the examination knows them: read once, the certificate at the end of the chain found. */
import type { Bytes } from '../../codec/bytes';
import { toHex } from '../../codec/bytes';
import type { ItemId } from '../inspect/item';
import { linkOf, valueIn, type Link } from '../verify/link';
import { matches, type ReferenceName } from '../verify/reference-name';
import { parseIpAddress } from '../../codec/ip-address';

/** A thing of the pile, as the page sends it: nothing secret. */
export interface CaseFile {
  readonly item: ItemId;
  readonly kind: 'certificate' | 'private-key' | 'request' | 'locked-key' | 'unreadable' | 'other';
  /** DER of a certificate. */
  readonly octets?: Bytes;
  /** SubjectPublicKeyInfo of a key or a request. */
  readonly publicKey?: Bytes;
  /** Which file it came from, and where in it. */
  readonly input: number;
  readonly start: number;
}

export interface CaseCertificate {
  readonly file: CaseFile;
  readonly link: Link;
}

export interface Case {
  readonly certificates: readonly CaseCertificate[];
  /** Private keys that are open, by their public half in hexadecimal. */
  readonly keys: readonly { readonly file: CaseFile; readonly key: string }[];
  readonly requests: readonly { readonly file: CaseFile; readonly key: string }[];
  readonly others: readonly CaseFile[];
  /** What a server would send first: it issued nothing here. */
  readonly leaf: CaseCertificate | undefined;
  readonly host: string | undefined;
  readonly at: Date;
}

const hostReference = (host: string): ReferenceName => ({
  kind: parseIpAddress(host.replace(/^\[(.*)\]$/, '$1')) === undefined ? 'dns' : 'ip',
  value: host.replace(/^\[(.*)\]$/, '$1'),
});

export const namesOf = ({ link }: CaseCertificate) => valueIn(link, 'subjectAltName') ?? [];

export const namesHost = (certificate: CaseCertificate, host: string): boolean =>
  namesOf(certificate).some((name) => matches(name, hostReference(host)));

export const isAuthority = ({ link }: CaseCertificate): boolean =>
  valueIn(link, 'basicConstraints')?.ca === true;

export const issued = (issuer: CaseCertificate, one: CaseCertificate): boolean =>
  issuer.link.subject === one.link.issuer;

/** Files read at most: a server has a dozen. */
const MOST_FILES = 500;

export function caseOf(files: readonly CaseFile[], host: string | undefined, at: Date): Case {
  const taken = files.slice(0, MOST_FILES);
  const certificates = taken.flatMap((file): readonly CaseCertificate[] => {
    if (file.kind !== 'certificate' || file.octets === undefined) return [];
    const link = linkOf(file.octets);
    return link.ok ? [{ file, link: link.value }] : [];
  });
  const withKey = (kind: CaseFile['kind']) =>
    taken.flatMap((file) =>
      file.kind === kind && file.publicKey !== undefined ? [{ file, key: toHex(file.publicKey) }] : [],
    );
  const read = new Set(certificates.map(({ file }) => file));
  return {
    certificates,
    keys: withKey('private-key'),
    requests: withKey('request'),
    others: taken.filter((file) => !read.has(file) && file.kind !== 'private-key' && file.kind !== 'request'),
    leaf: leafOf(certificates, host),
    host,
    at,
  };
}

/** The one that names the host, before one that is no authority, before one that issued nothing here. */
function leafOf(
  certificates: readonly CaseCertificate[],
  host: string | undefined,
): CaseCertificate | undefined {
  const points = (one: CaseCertificate): number =>
    (host !== undefined && namesHost(one, host) ? 4 : 0) +
    (certificates.some((other) => other !== one && issued(one, other)) ? 0 : 2) +
    (isAuthority(one) ? 0 : 1);
  return certificates.toSorted((one, other) => points(other) - points(one))[0];
}

/** Authorities above the leaf, nearest first, by their names: what they signed is asked elsewhere. */
export function aboveLeaf({ certificates, leaf }: Case): readonly CaseCertificate[] {
  const chain: CaseCertificate[] = [];
  for (let one = leaf; one !== undefined && chain.length < 20; one = chain.at(-1)) {
    const below: CaseCertificate = one;
    if (below.link.subject === below.link.issuer) break;
    const above = certificates.find(
      (candidate) => candidate !== leaf && !chain.includes(candidate) && issued(candidate, below),
    );
    if (above === undefined) break;
    chain.push(above);
  }
  return chain;
}
