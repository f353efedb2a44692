// Every case of the kit is wrong in what it says and in nothing else: held field by field against a sound chain of its kind.
// tests/vectors/bad-certificates.json has, for each, the fields that differ; a field more or less fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import type { NamedFile } from '../../src/codec/named-file';
import { badCertificateGroups } from '../../src/pki/bad-certificates/bad-certificate';
import { caseGroups } from '../../src/pki/bad-certificates/case-groups';
import { badCertificates } from '../../src/pki/bad-certificates/cases';
import type { BadCertificatesNews } from '../../src/pki/bad-certificates/kit';
import { KeyShelf } from '../../src/pki/bad-certificates/key-shelf';
import { makeBadCertificates } from '../../src/pki/bad-certificates/make-kit';
import { siteOf } from '../../src/pki/bad-certificates/site';
import { Workshop, type MadeChain } from '../../src/pki/bad-certificates/workshop';
import { PkiError } from '../../src/pki/error';
import { chainFields, differences, type Chain } from '../support/chain-differences';

const at = new Date('2026-11-22T12:00:00Z');
const site = siteOf([], at);
const shelf = new KeyShelf();
const file = join(projectRoot, 'tests/vectors/bad-certificates.json');
const expected = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, readonly string[]>>;

const byId = new Map(badCertificates.map((one) => [one.id, one]));
async function made(id: string): Promise<MadeChain> {
  const one = byId.get(id);
  if (one === undefined) throw new Error(`no case ${id}`);
  return one.make(new Workshop(site, shelf, id));
}

describe('the cases', () => {
  it('are at least sixty, each wrong under a name and a citation of its own', () => {
    const wrong = badCertificates.filter(({ group }) => group !== 'control' && group !== 'unusual');
    expect(wrong.length).toBeGreaterThanOrEqual(60);
    expect(new Set(badCertificates.map(({ id }) => id)).size).toBe(badCertificates.length);
    for (const { id, title, wrong: sentence, citation } of badCertificates) {
      expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(title).not.toBe('');
      expect(sentence).toMatch(/\.$/);
      expect(citation).toMatch(/(?:RFC|X\.690|CA\/B|CVE|support\.apple\.com|SP 800)/);
    }
  });

  it('stand in groups, none of them empty', () => {
    expect(caseGroups.map(({ id }) => id)).toEqual(badCertificateGroups);
    expect(caseGroups.flatMap(({ cases }) => cases)).toHaveLength(badCertificates.length);
    for (const { cases } of caseGroups) expect(cases).not.toEqual([]);
  });
});

describe('what differs from a sound chain', () => {
  const sound: Chain[] = [];
  beforeAll(async () => {
    for (const id of ['good-ecdsa', 'good-intermediate', 'good-rsa2048'])
      sound.push((await chainFields(await made(id), at)) ?? []);
  }, 60_000);

  it.each(badCertificates.map(({ id }) => id))(
    '%s',
    async (id) => {
      const chain = await made(id).catch((error: unknown) => {
        // Keys that not every runtime makes: the kit tells them in notMade.
        expect(error).toBeInstanceOf(PkiError);
        expect(id).toContain('mldsa');
      });
      if (chain === undefined) return;
      const fields = await chainFields(chain, at);
      expect(fields, 'the most tolerant client reads it').toBeDefined();
      // Of its own kind: that of which it differs least.
      const [least] = sound
        .map((one) => differences(fields ?? [], one))
        .toSorted((a, b) => a.length - b.length);
      expect(least).toEqual(expected[id]);
    },
    60_000,
  );

  it('is told of every case', () => {
    expect(Object.keys(expected).sort()).toEqual(badCertificates.map(({ id }) => id).sort());
  });
});

describe('the kit', () => {
  it('has the cases that were asked for, in their order, and tells how far it is', async () => {
    const told: BadCertificatesNews[] = [];
    const cases = ['name-mismatch', 'val-expired', 'rev-leaf'];
    const kit = await makeBadCertificates({ names: [], cases }, at, { tell: (news) => told.push(news) });
    expect(kit.cases.map(({ id }) => id)).toEqual(['val-expired', 'name-mismatch', 'rev-leaf']);
    expect(told).toEqual([0, 1, 2].map((done) => ({ done, of: 3 })));
    const paths = kit.files.map(({ path }) => path);
    for (const name of ['ca.pem', 'chain.pem', 'cert.pem', 'key.pem', 'crl.pem'])
      expect(paths).toContain(`rev-leaf/${name}`);
    expect(paths).not.toContain('val-expired/crl.pem');
    const document = JSON.parse(textOf(kit.files, 'expected.json')) as ExpectedDocument;
    expect(document.format).toBe('certwright-bad-certificates/1');
    expect(document.cases.map(({ id, port }) => [id, port])).toEqual(
      kit.cases.map(({ id }, place) => [id, place + 1]),
    );
    for (const { expect: verdicts } of document.cases)
      expect(Object.keys(verdicts).sort()).toEqual(kit.clients.map((one) => one.id).sort());
  });

  it('is for the names that were typed', async () => {
    const names = [
      { kind: 'dns', value: 'app.test' },
      { kind: 'ip', value: '192.168.1.5' },
    ] as const;
    const kit = await makeBadCertificates({ names, cases: ['good-ecdsa', 'good-ip', 'name-wild-deep'] }, at);
    expect(kit.cases.map(({ host }) => host)).toEqual(['app.test', '192.168.1.5', 'x.y.app.test']);
  });

  it('can be stopped between two cases', async () => {
    const stop = new AbortController();
    const making = makeBadCertificates({ names: [], cases: ['good-ecdsa', 'good-ip', 'val-expired'] }, at, {
      signal: stop.signal,
      tell: ({ done }) => {
        if (done === 1) stop.abort(new Error('enough'));
      },
    });
    await expect(making).rejects.toThrow('enough');
  });
});

interface ExpectedDocument {
  readonly format: string;
  readonly cases: readonly {
    readonly id: string;
    readonly port: number;
    readonly expect: Readonly<Record<string, unknown>>;
  }[];
}

function textOf(files: readonly NamedFile[], path: string): string {
  const contents = files.find((file) => file.path === path)?.contents;
  if (typeof contents !== 'string') throw new Error(`no text ${path}`);
  return contents;
}
