/**
 * Whether the files that were given are what a message speaks of: looked at field by field, and then asked of the model of the
 * client that printed it. Where they contradict the message, that is said: the server sends other ones.
 */
import type { ClientId } from '../clients/client';
import { judge } from '../clients/judge';
import { aboveLeaf, caseOf, isAuthority, namesOf, type Case, type CaseFile } from './case-file';
import { diagnose } from './diagnose';
import type { ConnectionFacts, FoundMessage } from './diagnosis';
import { evidence, type Evidence } from './evidence';
import { examineChain } from './examine-chain';
import { examineFields, examineNames, examineTime } from './examine-fields';
import { examineKeys, unreadableFiles } from './examine-keys';
import type { Speaker } from './message';
import type { SubjectCode } from './subject';

export interface Examination {
  readonly message: Pick<FoundMessage, 'subject' | 'speaker'>;
  readonly facts: ConnectionFacts;
  readonly files: readonly CaseFile[];
  /** As typed, or as the message has it. */
  readonly host?: string;
  readonly at: Date;
}

type Look = (files: Case) => readonly Evidence[] | Promise<readonly Evidence[]>;

const looks: Readonly<Partial<Record<SubjectCode, Look>>> = {
  'key-mismatch': examineKeys,
  'wrong-password': unreadableFiles,
  'key-locked': examineKeys,
  'key-unreadable': examineKeys,
  'pem-unreadable': examineKeys,
  'certificate-unreadable': unreadableFiles,
  'reply-does-not-fit': examineKeys,
  'server-without-certificate': examineKeys,
  'self-signed': examineChain,
  'root-untrusted': examineChain,
  'missing-intermediate': examineChain,
  'unknown-issuer': examineChain,
  'signature-wrong': examineChain,
  'identifiers-differ': examineChain,
  'path-too-long': examineChain,
  expired: examineTime,
  'authority-expired': examineTime,
  'not-yet-valid': examineTime,
  'validity-odd': examineTime,
  'name-mismatch': examineNames,
  'address-mismatch': examineNames,
  'no-alternative-names': examineNames,
  'name-malformed': examineNames,
};

/** About files on a disk: no client is asked about those. */
const aboutFiles: ReadonlySet<SubjectCode> = new Set([
  'key-mismatch',
  'wrong-password',
  'key-locked',
  'container-outdated',
  'file-missing',
  'file-forbidden',
  'trust-store-missing',
  'key-unreadable',
  'pem-unreadable',
  'certificate-unreadable',
  'keystore-entry',
  'reply-does-not-fit',
  'server-without-certificate',
  'plain-text',
]);

export async function examine({
  message,
  facts,
  files,
  host,
  at,
}: Examination): Promise<readonly Evidence[]> {
  if (files.length === 0) return [];
  const opened = caseOf(files, host, at);
  const looked = await (looks[message.subject] ?? ((all: Case) => examineFields(message.subject, all)))(
    opened,
  );
  if (aboutFiles.has(message.subject)) return looked;
  const client = clientOf(message, facts);
  const answer = client === undefined ? [] : await askClient(client, message.subject, opened);
  const cause = looked.some(({ stand }) => stand === 'causes');
  // A field that is fine is a poor witness against a client that refuses in these very words.
  const alike = answer.some(({ code }) => code === 'client-refuses-alike');
  const kept = alike ? looked.filter(({ stand }) => stand !== 'contradicts') : looked;
  return [...kept, ...(cause ? answer.filter(({ stand }) => stand !== 'contradicts') : answer)];
}

const bySpeaker: Readonly<Partial<Record<Speaker, ClientId>>> = {
  openssl: 'openssl',
  python: 'python-3.13',
  node: 'node',
  curl: 'curl',
  wget: 'gnutls',
  go: 'go',
  java: 'java',
  gnutls: 'gnutls',
  firefox: 'firefox',
  chrome: 'chrome',
  apple: 'safari',
  android: 'android',
  windows: 'dotnet',
  dotnet: 'dotnet',
  rustls: 'rustls',
};

/** Said by `-x509_strict` alone, and by whoever turns it on. */
const onlyStrict: ReadonlySet<SubjectCode> = new Set([
  'authority-identifier-missing',
  'subject-identifier-missing',
  'constraints-not-critical',
  'authority-key-usage',
  'empty-alternative-names',
  'extension-misplaced',
  'subject-empty',
  'version-wrong',
]);

/** What printed it, where the text says so; else the library whose words they are. */
function clientOf(
  { speaker, subject }: Examination['message'],
  { program = '', release }: ConnectionFacts,
): ClientId | undefined {
  if (program.startsWith('Python')) {
    const minor = Number(release?.split('.')[1] ?? '13');
    return minor >= 13 ? 'python-3.13' : 'python-3.12';
  }
  if (program.startsWith('Node')) return 'node';
  if (program.startsWith('curl')) return 'curl';
  if (speaker === 'openssl' && onlyStrict.has(subject)) return 'openssl-strict';
  return bySpeaker[speaker];
}

async function askClient(client: ClientId, subject: SubjectCode, files: Case): Promise<readonly Evidence[]> {
  const { leaf, certificates, host, at } = files;
  if (leaf === undefined) return [];
  const above = aboveLeaf(files);
  const top = above.at(-1) ?? leaf;
  const isRoot = (one: typeof top): boolean =>
    one.link.subject === one.link.issuer && (one === leaf || isAuthority(one));
  const anchors = certificates.filter((one) => one.link.subject === one.link.issuer);
  if (!isRoot(top) && anchors.length === 0) return [evidence('open', 'no-root', [top])];
  const sent = [leaf, ...above.filter((one) => one.link.subject !== one.link.issuer)];
  // Where nobody knows what it was called by, a name that is in it: then only the other rules decide.
  const [named] = namesOf(leaf).flatMap((name) =>
    name.kind === 'dns' || name.kind === 'ip' ? [name.value] : [],
  );
  const verdicts = await judge({
    chain: sent.map(({ link }) => link.certificate.der),
    anchors: anchors.map(({ link }) => link.certificate.der),
    host: host ?? named?.replace(/^\*\./, 'www.') ?? 'localhost',
    at,
  });
  const verdict = verdicts.find((one) => one.client === client);
  if (verdict === undefined || verdict.outcome === 'unknown') return [];
  if (verdict.outcome !== 'refused') return [{ ...evidence('contradicts', 'client-accepts', sent), client }];
  const alike = verdict.hits.find(({ error }) => diagnose(error).found[0]?.subject === subject);
  const hit = alike ?? verdict.hits[0];
  if (hit === undefined) return [];
  const place = hit.at === undefined ? leaf : ([...sent, ...anchors][hit.at] ?? top);
  const code = alike === undefined ? 'client-refuses-otherwise' : 'client-refuses-alike';
  return [{ ...evidence('causes', code, [place], hit.error), client }];
}
