// Kits for mutual TLS, and what is needed to try them: plans, a folder as the zip unpacks it, a list that revokes somebody.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { NamedFile } from '../../src/codec/named-file';
import type { ClientKitPlan, ClientWish } from '../../src/pki/client-kit/kit-plan';

export const wish = (name: string, changed: Partial<ClientWish> = {}): ClientWish => ({
  name,
  email: '',
  uri: '',
  userPrincipalName: '',
  device: '',
  password: '',
  serialNumber: '',
  ...changed,
});

export const kitPlan = (changed: Partial<ClientKitPlan> = {}): ClientKitPlan => ({
  signedBy: { kind: 'new', commonName: '' },
  serverNames: [
    { kind: 'dns', value: 'localhost' },
    { kind: 'ip', value: '127.0.0.1' },
  ],
  serverSerialNumber: '',
  people: [wish('Anna Muster')],
  keyAlgorithm: 'ec-p256',
  days: 397,
  styles: ['modern'],
  plainKeys: false,
  revocationLists: 'first',
  addresses: { listAddresses: [], certificateAddresses: [] },
  ...changed,
});

/** Contents of a file of a kit as text. */
export function textOf(files: readonly NamedFile[], path: string): string {
  const contents = files.find((file) => file.path === path)?.contents;
  if (contents === undefined)
    throw new Error(`no ${path} among ${files.map((file) => file.path).join(', ')}`);
  return typeof contents === 'string' ? contents : Buffer.from(contents).toString('latin1');
}

const folders: string[] = [];

/** A folder as the zip unpacks it, under a name with a blank and a quote: nothing in a kit may care where it lies. */
export function unpacked(files: readonly NamedFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), "certwright kit's "));
  folders.push(folder);
  for (const { path, contents, mode } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, contents);
    chmodSync(target, mode);
  }
  return folder;
}

/** For afterAll. */
export function removeUnpacked(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
}

/** Passwords by folder, read from the table as a spreadsheet would. */
export function passwordsIn(files: readonly NamedFile[]): ReadonlyMap<string, string> {
  const [, ...lines] = textOf(files, 'passwords.csv').trimEnd().split('\r\n');
  return new Map(
    lines.map((line) => {
      const cells = line.split(',');
      return [cells[3] ?? '', cells[4] ?? ''] as const;
    }),
  );
}
