/** Which files the zip will hold, before anything is made: light, for the live tree. `bundle.ts` writes exactly these. */
import { catalogue } from './recipes/catalogue';
import type { RecipeRow } from './recipes/recipe';

export interface PlannedFile {
  readonly path: string;
  /** A few words, no full stop. */
  readonly about: string;
}

export interface BundleShape {
  readonly keyEncrypted: boolean;
  readonly selfSigned: boolean;
  /** The certificate names a host that something can connect to; without one nothing can be served. */
  readonly hasHosts: boolean;
}

/** Rows of the catalogue that apply. */
export function applicableRecipes({ keyEncrypted, hasHosts }: BundleShape): readonly RecipeRow[] {
  const rows: readonly RecipeRow[] = catalogue;
  return rows.filter((row) => {
    if (row.kind === 'trust') return true;
    if (!hasHosts) return false;
    return row.kind === 'check' || !keyEncrypted || row.encryptedKey !== 'never';
  });
}

/** Servers left out because they cannot read an encrypted key. */
export function serversLeftOut({ keyEncrypted }: BundleShape): readonly string[] {
  const rows: readonly RecipeRow[] = catalogue;
  return rows.flatMap((row) =>
    keyEncrypted && row.kind === 'serve' && row.encryptedKey === 'never' ? [row.label] : [],
  );
}

/** The PEM files, which are also a download of their own. */
function plannedPemFiles({ keyEncrypted, selfSigned }: BundleShape): readonly PlannedFile[] {
  return [
    { path: 'cert.pem', about: 'the certificate' },
    { path: 'key.pem', about: keyEncrypted ? 'its private key, encrypted' : 'its private key, mode 600' },
    { path: 'fullchain.pem', about: 'what servers want' },
    { path: 'combined.pem', about: 'key and chain in one file' },
    { path: 'ca.pem', about: selfSigned ? 'what clients trust: the same' : 'what clients trust' },
  ];
}

/** In the order of the zip. */
export function plannedFiles(shape: BundleShape): readonly PlannedFile[] {
  const files = new Map<string, PlannedFile>();
  const add = (file: PlannedFile) => {
    if (!files.has(file.path)) files.set(file.path, file);
  };
  plannedPemFiles(shape).forEach(add);
  add({ path: 'bundle.p12', about: 'Windows, macOS, Java' });
  add({ path: 'truststore.p12', about: 'what Java clients trust' });
  for (const row of applicableRecipes(shape)) row.files.forEach(add);
  add({ path: 'README.md', about: 'which file is for what' });
  add({ path: 'SHA256SUMS', about: 'for sha256sum -c' });
  return [...files.values()];
}
