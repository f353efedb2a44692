// Keys, PKCS#12 and PKCS#7 of other projects' test suites: whatever password is known opens them, but for what is listed with a
// reason; the list is held from both sides. What comes out is shown to Node's OpenSSL.
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { detect } from '../../src/pki/detect';
import { openFound } from '../../src/pki/inspect/open';
import type { Member, Opening } from '../../src/pki/inspect/open/opening';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';

type LockedRecord = CorpusRecord & { readonly corpus: string; readonly passwords?: readonly string[] };

/** Told by the suites elsewhere than beside the record. */
const passwordsOf: Readonly<Record<string, readonly string[]>> = {
  'ct-go': ['gently'],
  'pyca-vectors': ['password'],
  'rustcrypto-formats': ['hunter42'],
  'smallstep-crypto': ['mypassword'],
};

interface Exception {
  readonly reason: string;
  readonly records: readonly number[];
}
/** What stays closed, wholly or in part. */
const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/open-exceptions.json'), 'utf8'),
) as readonly Exception[];

const kinds = ['key', 'p12', 'p7', 'sshkey', 'spki', 'rsapub'] as const;

async function open(record: LockedRecord): Promise<readonly Opening[]> {
  const found = detect(record.pem ?? derOf(record));
  return Promise.all(
    found.map(async (one) =>
      // There is nothing to open in a public key as it should be.
      one.kind === 'public-key' && one.octets !== undefined
        ? { kind: 'opened' as const, members: [{ kind: one.kind, octets: one.octets }], problems: [] }
        : openFound(one, record.passwords ?? passwordsOf[record.corpus] ?? [], new KdfBudget()),
    ),
  );
}

const membersOf = (openings: readonly Opening[]): readonly Member[] =>
  openings.flatMap((one) => (one.kind === 'opened' ? one.members : []));

function isWhole(kind: CorpusRecord['kind'], openings: readonly Opening[]): boolean {
  const found = membersOf(openings).map((one) => one.kind);
  if (openings.some((one) => one.kind === 'opened' && (one.locked !== undefined || one.problems.length > 0)))
    return false;
  if (kind === 'key' || kind === 'sshkey') return found.includes('private-key');
  if (kind === 'spki' || kind === 'rsapub') return found.includes('public-key');
  return openings.some((one) => one.kind === 'opened');
}

function opensslReads({ kind, octets }: Member): boolean {
  const key = Buffer.from(octets);
  try {
    if (kind === 'private-key') createPrivateKey({ key, format: 'der', type: 'pkcs8' });
    else if (kind === 'public-key') createPublicKey({ key, format: 'der', type: 'spki' });
    else if (kind === 'certificate') new X509Certificate(key);
    return true;
  } catch {
    return false;
  }
}

describeWithShared('corpora/decode', 'everything that a password or a reader opens', (path) => {
  it.each(kinds)('%s', { timeout: 120_000 }, async (kind) => {
    const records = readdirSync(path(''))
      .flatMap((file) => corpusRecords(path(file)) as readonly LockedRecord[])
      .filter((one) => one.kind === kind);
    const closed: number[] = [];
    const unread: number[] = [];
    let members = 0;
    for (const record of records) {
      const openings = await open(record);
      if (!isWhole(kind, openings)) closed.push(record.id);
      members += membersOf(openings).length;
      // What it did not read as it came (ML-KEM, damaged curves) it need not read from us.
      if (record.accept.openssl !== false && !membersOf(openings).every(opensslReads)) unread.push(record.id);
    }
    console.info(
      `${kind}: ${records.length - closed.length} of ${records.length} opened, ${members} members`,
    );
    expect(unread).toEqual([]);
    const listed = exceptions
      .flatMap((one) => one.records)
      .filter((id) => records.some((one) => one.id === id));
    expect(closed.sort((a, b) => a - b)).toEqual(listed.sort((a, b) => a - b));
  });
});
