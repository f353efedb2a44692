/**
 * What runs beside a certificate in its zip: for a server the whole folder of Local HTTPS, `run/` and `trust/` included; for a
 * client of TLS the programs of a client's folder. Without the root nobody can be told whom to trust, and nothing runs.
 */
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { sha256Sums } from '../../codec/zip';
import { bundleFiles } from '../bundle';
import { PkiError } from '../error';
import type { Identity } from '../pkcs12';
import { mutualClients } from '../recipes/mutual/clients';
import type { ClientContext, MutualClient } from '../recipes/mutual/recipe';
import type { MadeUses } from './made-uses';

/** The check of a server has this name already, and proves nothing about who asks. */
const TAKEN = 'run/python-client.py';
const INSTEAD = 'run/python-client-certificate.py';

interface ClientPrograms {
  readonly files: readonly NamedFile[];
  /** For the README: a section. */
  readonly readme: string;
}

/** @param besideServer its own programs are in `run/` as well */
export function clientPrograms(
  { hosts }: Pick<MadeUses, 'hosts'>,
  keyEncrypted: boolean,
  besideServer: boolean,
): ClientPrograms {
  const [host = 'localhost'] = hosts.includes('localhost') ? ['localhost'] : hosts;
  const context: ClientContext = { host, keyEncrypted, certificate: 'fullchain.pem' };
  const named = (text: string): string => (besideServer ? text.replaceAll(TAKEN, INSTEAD) : text);
  const clients: readonly MutualClient[] = Object.values(mutualClients);
  const files = clients.flatMap((one) => one.files(context));
  const sections = clients.map((one) => {
    const needs =
      one.needs === undefined ? '' : `\nNeeds: ${one.needs.map((way) => `\`${way}\``).join(' or ')}\n`;
    return `### ${one.label}\n${needs}\n\`\`\`\n${named(one.commands(context))}\n\`\`\`\n\n${one.note(context)}\n`;
  });
  return {
    files: files.map((file) => ({ ...file, path: named(file.path) })),
    readme: `
## Show it to a server

Each takes the address as its argument; without one it opens port 8443 of \`${host}\`. They trust \`ca.pem\`: where the server's
certificate comes from another authority, put that one's certificate there. Browsers take \`bundle.p12\`.

${sections.join('\n')}`,
  };
}

/** The folder of a server, made of a certificate of any kind: its README tells of the rest as well. */
export async function serverFolder(
  identity: Identity,
  { hosts, names, isClient }: MadeUses,
  facts: { readonly folder: string; readonly keyLabel: string; readonly password: string },
): Promise<readonly NamedFile[]> {
  const { folder, keyLabel, password } = facts;
  const { leaf, intermediates } = identity;
  const bundled = { ...identity, leaf: { ...leaf, keys: { ...leaf.keys, algorithm: { label: keyLabel } } } };
  const files = await bundleFiles(bundled, { folder, hosts, names, keyPassword: password });
  const also: NamedFile[] = [];
  let readme = '';
  if (intermediates.length > 0) {
    const contents = intermediates.map((der) => encodePem('CERTIFICATE', der)).join('');
    also.push({ path: 'chain.pem', contents, mode: 0o644 });
    readme += '\n`chain.pem` is what stands between the certificate and the root, alone.\n';
  }
  if (isClient) {
    const programs = clientPrograms({ hosts }, password !== '', true);
    also.push(...programs.files);
    readme += programs.readme;
  }
  if (also.length === 0) return files;
  const last = files.findIndex(({ path }) => path === 'README.md');
  const told = files[last];
  if (typeof told?.contents !== 'string') throw new PkiError('proof-failed', ['a zip without its README']);
  const all = [...files.slice(0, last), ...also, { ...told, contents: told.contents + readme }];
  return [...all, { path: 'SHA256SUMS', contents: await sha256Sums(all), mode: 0o644 }];
}
