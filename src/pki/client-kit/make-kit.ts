/**
 * The kit: every certificate issued and proved, every file written. One client or a thousand; it tells how far it is and can
 * be stopped between two clients. Nothing is handed over unless all of it was made.
 */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { parseRevocationList } from '../../codec/revocation-list';
import { keyAlgorithms } from '../algorithms';
import { fingerprint } from '../anchor';
import type { CertificateDraft } from '../draft/certificate-draft';
import { certify } from '../draft/certify';
import { prepare } from '../draft/prepare';
import { PkiError } from '../error';
import { safeFileName, uniqueFileNames } from '../file-name';
import { exportPrivateKey } from '../key-export';
import { generateKeyPair, type KeyPair } from '../keys';
import type { OpenedAuthority } from '../open-authority';
import type { MutualContext } from '../recipes/mutual/recipe';
import { randomSerialNumber } from '../serial-number';
import { clientFolder, type IssuedClient } from './client-folder';
import { coverOf, kitAuthority, maySignLists, type KitAuthority } from './kit-authority';
import { clientDraft, serverDraft } from './kit-drafts';
import { listsFor } from './kit-lists';
import type { ClientKitPlan, ClientWish } from './kit-plan';
import { kitReadme } from './kit-readme';
import { passwordsCsv, type PasswordRow } from './passwords-csv';
import { readablePassword } from './readable-password';
import { serverFolder, type IssuedServer } from './server-folder';

/** How far it is: clients. */
export interface KitNews {
  readonly done: number;
  readonly of: number;
}

export interface KitErrand {
  readonly signal?: AbortSignal;
  readonly tell?: (news: KitNews) => void;
}

export interface ClientKit {
  /** Every file, for one zip. */
  readonly files: readonly NamedFile[];
  /** Certificates in the order of the plan, for an inventory. */
  readonly clients: readonly Bytes[];
  readonly server: Bytes | undefined;
  /** Where a new one was made. */
  readonly newAuthority: Bytes | undefined;
  readonly revocationLists: readonly Bytes[];
}

/**
 * @param plan one that `kitProblems` has nothing against
 * @throws PkiError `platform-refused`, `proof-failed`; the signal's reason
 */
export async function makeClientKit(
  plan: ClientKitPlan,
  at: Date,
  { signal, tell }: KitErrand = {},
): Promise<ClientKit> {
  signal?.throwIfAborted();
  const signer = await kitAuthority(plan, at);
  const { authority } = signer;
  const revocationLists = await listsFor(plan, authority, at);
  const host = hostOf(plan);
  const context: MutualContext = {
    host: host ?? 'localhost',
    revocation: coverOf(revocationLists.length, authority),
  };
  const server = plan.serverNames.length === 0 ? undefined : await issueServer(plan, authority, at);
  const files: NamedFile[] = [];
  const within = (folder: string, added: readonly NamedFile[]) => {
    for (const file of added) files.push({ ...file, path: `${folder}/${file.path}` });
  };
  within('server', serverFolder({ authority, server, revocationLists, context }));
  const folders = foldersOf(plan.people);
  const clients: IssuedClient[] = [];
  for (const [index, wish] of plan.people.entries()) {
    signal?.throwIfAborted();
    const client = await issueClient(wish, plan, authority, at);
    const fileName = folders[index] ?? '';
    const { styles, plainKeys: plainKey } = plan;
    const folder = { authority, fileName, host, styles, plainKey };
    within(`clients/${fileName}`, await clientFolder(client, folder));
    clients.push(client);
    tell?.({ done: clients.length, of: plan.people.length });
  }
  signal?.throwIfAborted();
  const passwords: PasswordRow[] = clients.map(({ wish, password }, index) => ({
    name: wish.name,
    device: wish.device,
    email: wish.email,
    folder: `clients/${folders[index] ?? ''}`,
    password,
  }));
  const own = await authorityFile(signer);
  if (own !== undefined) {
    files.push(own.file);
    passwords.push({
      name: authority.name,
      device: '',
      email: '',
      folder: 'authority.pem',
      password: own.password,
    });
  }
  files.push({ path: 'passwords.csv', contents: passwordsCsv(passwords), mode: 0o600 });
  const readme = kitReadme({
    authorityName: authority.name,
    authorityFingerprint: await fingerprint(authority.certificate.der),
    authorityIsNew: own !== undefined,
    belowRoot: authority.chain.length > 1,
    maySignLists: maySignLists(authority),
    context,
    serverNames: plan.serverNames.map(({ value }) => value),
    nextUpdate: nextUpdateOf(revocationLists),
    plainKeys: plan.plainKeys,
    people: clients.map(({ wish, notAfter }, index) => ({
      name: wish.name,
      device: wish.device,
      folder: folders[index] ?? '',
      notAfter: notAfter.toISOString(),
    })),
  });
  files.push({ path: 'README.md', contents: readme, mode: 0o644 });
  return {
    files,
    clients: clients.map(({ der }) => der),
    server: server?.der,
    newAuthority: own === undefined ? undefined : authority.certificate.der,
    revocationLists,
  };
}

/** `anna-muster`, `jorg-laptop`: no two the same in any case. */
export function foldersOf(people: readonly ClientWish[]): readonly string[] {
  const names = people.map(({ name, device }) => {
    const words = [name.trim(), device.trim()].filter((word) => word !== '').join('-');
    // Letters without their marks: people find their folder sooner by `jorg` than by an A-label.
    const bare = words.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss');
    // A dot would look like an extension, and begin one for whoever makes names unique.
    return safeFileName(bare.replace(/[\s.]+/g, '-').toLowerCase());
  });
  return uniqueFileNames(names);
}

/** Which of the server's names clients open; a wildcard is none, and another server than the kit's has names nobody told. */
const hostOf = ({ serverNames }: ClientKitPlan): string | undefined => {
  const hosts = serverNames.map(({ value }) => value.trim()).filter((host) => !host.startsWith('*'));
  return hosts.includes('localhost') ? 'localhost' : hosts[0];
};

async function issueFor(draft: CertificateDraft, keys: KeyPair, authority: OpenedAuthority, at: Date) {
  const prepared = prepare(draft, {
    publicKey: keys.publicKey,
    signing: { kind: 'authority', authority },
    at,
    serialNumber: randomSerialNumber(),
  });
  if (!prepared.ok)
    throw new PkiError('proof-failed', ['a plan with problems', ...prepared.error.map(({ code }) => code)]);
  const { der } = await certify(prepared.value, authority.signing);
  return { der, notAfter: prepared.value.tbs.validity.notAfter };
}

async function issueClient(
  wish: ClientWish,
  plan: ClientKitPlan,
  authority: OpenedAuthority,
  at: Date,
): Promise<IssuedClient> {
  const keys = await generateKeyPair(keyAlgorithms[plan.keyAlgorithm], true);
  const { der, notAfter } = await issueFor(clientDraft(wish, plan), keys, authority, at);
  const passwordChosen = wish.password !== '';
  return {
    wish,
    der,
    notAfter,
    privateKey: keys.privateKey,
    password: passwordChosen ? wish.password : readablePassword(),
    passwordChosen,
  };
}

async function issueServer(plan: ClientKitPlan, authority: OpenedAuthority, at: Date): Promise<IssuedServer> {
  const keys = await generateKeyPair(keyAlgorithms[plan.keyAlgorithm], true);
  const { der } = await issueFor(serverDraft(plan), keys, authority, at);
  return { der, keyText: await keyText(keys.privateKey, '') };
}

async function keyText(key: CryptoKey, passphrase: string): Promise<string> {
  const exported = await exportPrivateKey(key, passphrase === '' ? 'pkcs8' : 'pkcs8-encrypted', passphrase);
  if (!exported.ok) throw new PkiError('platform-refused', ['exporting the key', exported.error]);
  return exported.value.text;
}

/** A new authority with its encrypted key, in one file as openssl and this program read it. */
async function authorityFile({
  authority,
  keys,
}: KitAuthority): Promise<{ readonly file: NamedFile; readonly password: string } | undefined> {
  if (keys === undefined) return undefined;
  const password = readablePassword();
  const contents =
    encodePem('CERTIFICATE', authority.certificate.der) + (await keyText(keys.privateKey, password));
  return { file: { path: 'authority.pem', contents, mode: 0o600 }, password };
}

/** Of the list that is due first: after that some server turns everybody away. */
function nextUpdateOf(lists: readonly Bytes[]): string | undefined {
  const [first] = lists
    .flatMap((der) => {
      const parsed = parseRevocationList(der);
      return parsed.ok && parsed.value.nextUpdate !== undefined
        ? [parsed.value.nextUpdate.toISOString()]
        : [];
    })
    .sort();
  return first;
}
