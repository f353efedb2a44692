/**
 * What was signed in one go, as a folder: every certificate alone, and as a server sends it, with what stands above it, named
 * as its request was; and a table of all requests, with what was refused and why. Paths are somebody else's, and made safe.
 */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { formatDistinguishedName } from '../../codec/distinguished-name';
import { encodePem } from '../../codec/pem';
import { zip } from '../../codec/zip';
import { safeFileName } from '../file-name';
import type { Download } from '../handover';
import { csvTable } from '../record/csv';

export interface FolderRequest {
  /** '' for what was pasted. */
  readonly path: string;
  readonly title: string;
  /** Absent for what was not signed. Its chain: above it, its issuer first. */
  readonly made?: { readonly der: Bytes; readonly chain: readonly Bytes[] };
  /** In a sentence. */
  readonly outcome: string;
  /** What was not given as asked, and why. */
  readonly refused: readonly string[];
}

/** @param name of the folder and, with its ending, of the zip */
export async function signedFolder(name: string, requests: readonly FolderRequest[]): Promise<Download> {
  const stems = stemsOf(requests);
  const files = requests.flatMap(({ made }, place) => {
    if (made === undefined) return [];
    const { der, chain } = made;
    const stem = stems[place] ?? '';
    const sent = [der, ...chain.filter((one) => !isRoot(one))];
    return [
      { path: `${stem}.pem`, contents: encodePem('CERTIFICATE', der), mode: 0o644 as const },
      {
        path: `${stem}-fullchain.pem`,
        contents: sent.map((one) => encodePem('CERTIFICATE', one)).join(''),
        mode: 0o644 as const,
      },
    ];
  });
  const table = { path: 'signed.csv', contents: tableOf(requests, stems), mode: 0o644 as const };
  return {
    fileName: `${name}.zip`,
    contents: await zip(name, [...files, table]),
    type: 'application/zip',
  };
}

/** Its clients have it already; nobody takes it from a server. */
function isRoot(der: Bytes): boolean {
  const parsed = parseCertificate(der);
  return parsed.ok && equalBytes(parsed.value.issuer.der, parsed.value.subject.der);
}

function tableOf(requests: readonly FolderRequest[], stems: readonly string[]): string {
  const header = ['Request', 'Certificate', 'Serial number', 'Subject', 'Outcome', 'Not given as asked'];
  const rows = requests.map(({ path, title, made, outcome, refused }, place) => {
    const parsed = made && parseCertificate(made.der);
    const certificate = parsed?.ok === true ? parsed.value : undefined;
    return [
      path === '' ? title : path,
      made === undefined ? '' : `${stems[place] ?? ''}.pem`,
      certificate === undefined ? '' : toHex(certificate.serialNumber),
      certificate === undefined ? '' : formatDistinguishedName(certificate.subject),
      outcome,
      refused.join(' '),
    ];
  });
  return csvTable([header, ...rows], { byteOrderMark: true });
}

const REQUEST_ENDING = /\.(?:csr|req|p10|pem|der|txt|crt)$/i;

/** Folders and name of each one's files, without ending, no two alike. */
function stemsOf(requests: readonly FolderRequest[]): readonly string[] {
  const paths = requests.map(({ path, title }) => {
    const [last = '', ...above] = path
      .split('/')
      .filter((part) => part !== '')
      .toReversed();
    const stem = last.replace(REQUEST_ENDING, '');
    return [...above.toReversed(), stem === '' ? title : stem];
  });
  const shared = sharedFolders(paths);
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return paths.map((path) => {
    const parts = path.slice(shared).map((part) => safeFileName(part));
    // A folder is never called as a file is.
    const folders = parts.slice(0, -1).map((part) => part.replace(/\.(pem|csv)$/i, '_$1'));
    const wanted = [...folders, parts.at(-1) ?? '_'].join('/');
    for (let number = next.get(wanted) ?? 1; ; number++) {
      const stem = number === 1 ? wanted : `${wanted}-${number}`;
      const files = [stem, `${stem}-fullchain`].map((one) => one.toLowerCase());
      if (files.some((one) => taken.has(one))) continue;
      for (const one of files) taken.add(one);
      next.set(wanted, number + 1);
      return stem;
    }
  });
}

/** How many folders they all lie in. */
function sharedFolders(paths: readonly (readonly string[])[]): number {
  const [first = []] = paths;
  let shared = 0;
  while (
    shared < first.length - 1 &&
    paths.every((path) => path.length > shared + 1 && path[shared] === first[shared])
  )
    shared++;
  return shared;
}
