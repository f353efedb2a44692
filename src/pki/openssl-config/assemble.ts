/** One draft from what a file and the commands around it say: the name, the extensions, the key, how long. */
import type { KeyAlgorithmId } from '../algorithms';
import type {
  CertificateDraft,
  DraftAttribute,
  DraftExtensions,
  DraftName,
  DraftValidity,
  ProfileId,
} from '../draft/certificate-draft';
import { draftFor, profileIds } from '../draft/profiles';
import type { ConfigEntry } from './config-text';
import { readExtensions, type ReadExtensions } from './extension-section';
import { schemeFor, type Digest } from './key-words';
import type { ConfigDraft } from './reading';
import type { ConfigContext } from './value-list';

/** Everything that is said about one certificate or request. */
export interface Wanted {
  readonly label: string;
  readonly what: ConfigDraft['what'];
  readonly line: number;
  /** The section the extensions are in. */
  readonly section?: string;
  readonly subject: readonly DraftAttribute[];
  readonly entries: readonly ConfigEntry[];
  /** Signed with its own key; `unknown` where the file alone does not say. */
  readonly selfSigned: boolean | 'unknown';
  readonly key?: KeyAlgorithmId;
  readonly digest?: Digest;
  readonly validity?: DraftValidity;
  /** Hex. */
  readonly serialNumber?: string;
}

const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';

/** Purposes, sorted and joined, that make a profile. */
const profilesByPurpose: Readonly<Record<string, ProfileId>> = {
  [SERVER]: 'tls-server',
  [CLIENT]: 'tls-client',
  [`${SERVER} ${CLIENT}`]: 'tls-server-client',
  '1.3.6.1.5.5.7.3.4': 'email',
  [`${CLIENT} 1.3.6.1.5.5.7.3.4`]: 'email',
  '1.3.6.1.5.5.7.3.3': 'code-signing',
  '1.3.6.1.5.5.7.3.8': 'time-stamping',
  '1.3.6.1.5.5.7.3.9': 'ocsp-signing',
  '1.3.6.1.5.5.7.3.36': 'document-signing',
};

export function assemble(wanted: Wanted, context: ConfigContext): ConfigDraft {
  const { label, what, subject, digest, validity, serialNumber, selfSigned } = wanted;
  const read = readExtensions(wanted.entries, context);
  const names = withEmail(read, subject, context);
  const { authorityKeyIdentifier, ...others } = read.extensions;
  const leftOut = selfSigned === true && !read.authorityAlways;
  const said: DraftExtensions = {
    ...others,
    ...(authorityKeyIdentifier !== undefined && !leftOut && { authorityKeyIdentifier }),
  };
  const profile = profileOf(said, wanted);
  // OpenSSL 3 leaves a certificate without any extension as it is.
  const adds = what === 'certificate' && read.lines.size > 0;
  const extensions = adds ? withIdentifiers(said, read, selfSigned, profile) : said;
  const base = draftFor(profile, wanted.key);
  // Another's key signs with what that key can; that a digest is broken is to be known all the same.
  const scheme =
    digest && schemeFor(digest, selfSigned === false ? undefined : base.keyAlgorithm, context.remarks);
  remarkOn(wanted, read, names, context);
  if (adds && JSON.stringify(extensions) !== JSON.stringify(said))
    context.remarks.add('identifiers-added', wanted.line);
  const draft: CertificateDraft = {
    profile,
    subject,
    alternativeNames: names,
    keyAlgorithm: base.keyAlgorithm,
    signature: scheme ?? 'default',
    validity: validity ?? base.validity,
    serialNumber: serialNumber ?? '',
    extensions,
  };
  return {
    label,
    draft,
    what,
    ...(what === 'request' && {
      certified: { ...draft, extensions: withIdentifiers(said, read, selfSigned, profile) },
    }),
  };
}

/**
 * The key identifiers that OpenSSL 3 adds where a file leaves them unsaid: the subject's always, the authority's where another
 * key signs. Who does is for the form to say where the file does not, but a root signs itself.
 */
function withIdentifiers(
  extensions: DraftExtensions,
  { lines }: ReadExtensions,
  selfSigned: Wanted['selfSigned'],
  profile: ProfileId,
): DraftExtensions {
  const another = selfSigned === false || (selfSigned === 'unknown' && profile !== 'root');
  return {
    ...extensions,
    ...(!lines.has('subjectKeyIdentifier') && { subjectKeyIdentifier: 'hash' }),
    ...(!lines.has('authorityKeyIdentifier') && another && { authorityKeyIdentifier: 'key' as const }),
  };
}

function profileOf({ basicConstraints, extendedKeyUsage }: DraftExtensions, wanted: Wanted): ProfileId {
  const named = profileIds.find((id) => wanted.section === `v3_${id.replaceAll('-', '_')}`);
  const isAuthority = basicConstraints?.ca === true;
  // A section that is called after a profile, as those are that are written here, and is no surprise to whoever called it so.
  if (named !== undefined && isAuthority === (named === 'root' || named === 'intermediate')) return named;
  if (named === 'custom') return named;
  if (isAuthority) {
    const between = /inter|sub|issuing/i.test(wanted.label);
    return wanted.selfSigned === true || (wanted.selfSigned === 'unknown' && !between)
      ? 'root'
      : 'intermediate';
  }
  const purposes = [...(extendedKeyUsage?.purposes ?? [])].sort().join(' ');
  return (Object.hasOwn(profilesByPurpose, purposes) ? profilesByPurpose[purposes] : undefined) ?? 'custom';
}

/** `email:copy`: the subject's addresses, where the entry stands. */
function withEmail(
  { names, emailFromSubject }: ReadExtensions,
  subject: readonly DraftAttribute[],
  { remarks }: ConfigContext,
): readonly DraftName[] {
  if (emailFromSubject === undefined) return names;
  const found = subject
    .filter(({ type }) => type === EMAIL_ADDRESS)
    .map(({ value }): DraftName => ({ kind: 'email', value }));
  if (found.length === 0) remarks.add('email-not-found', emailFromSubject.line);
  return names.toSpliced(emailFromSubject.at, 0, ...found);
}

/** Mistakes that show once everything is together. */
function remarkOn(
  wanted: Wanted,
  { extensions, lines }: ReadExtensions,
  names: readonly DraftName[],
  { remarks }: ConfigContext,
): void {
  const lineOf = (extension: string): number => lines.get(extension) ?? wanted.line;
  const seen = new Set<string>();
  for (const name of names) {
    const key = JSON.stringify(name).toLowerCase();
    if (seen.has(key)) remarks.add('name-twice', lineOf('subjectAltName'), said(name));
    seen.add(key);
  }
  const ca = extensions.basicConstraints?.ca === true;
  const isServer = extensions.extendedKeyUsage?.purposes.includes(SERVER) ?? false;
  const hosts = names.filter(({ kind }) => kind === 'dns' || kind === 'ip');
  const commonName = wanted.subject.findLast(({ type }) => type === COMMON_NAME)?.value;
  // A name of that form only: "Example Root" is no host.
  if (hosts.length > 0 && commonName !== undefined && /^[\w*-]+(?:\.[\w-]+)*$/.test(commonName)) {
    const among = hosts.some((name) => said(name).toLowerCase() === commonName.toLowerCase());
    if (!among) remarks.add('common-name-not-among-names', lineOf('subjectAltName'), commonName);
  }
  // An authority for servers alone says so with the same purpose, and that it signs.
  const signs = extensions.keyUsage?.usages.includes('keyCertSign') ?? false;
  if (ca && (hosts.length > 0 || (isServer && !signs)))
    remarks.add('server-is-authority', lineOf('basicConstraints'));
  if (wanted.selfSigned === true && extensions.authorityKeyIdentifier !== undefined)
    remarks.add('self-signed-authority-identifier', lineOf('authorityKeyIdentifier'));
}

const said = (name: DraftName): string => ('value' in name ? name.value : name.kind);
