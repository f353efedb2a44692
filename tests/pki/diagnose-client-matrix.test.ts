// Every text that a real client printed in ../shared/client-matrix is known, by its number where it has one; and held against
// the files of its case, each gives a cause, while files in order do not.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { examine, type Examination } from '../../src/pki/diagnose/examine';
import { diagnose } from '../../src/pki/diagnose/diagnose';
import type { CaseFile } from '../../src/pki/diagnose/case-file';
import { certificatesIn, readMatrix } from '../support/client-matrix';
import { describeWithShared } from '../support/shared';

/** The chain in one file, the root in another. */
function filesOf(path: (name: string) => string, dir: string): readonly CaseFile[] {
  return ['chain.pem', 'ca.pem'].flatMap((file, input) =>
    certificatesIn(readFileSync(path(`${dir}/${file}`), 'utf8')).map((octets, start): CaseFile => {
      const item = input * 100 + start;
      return { item, kind: 'certificate', octets, input, start };
    }),
  );
}

async function examined(text: string, rest: Omit<Examination, 'message' | 'facts'>) {
  const { found, facts } = diagnose(text);
  const [message] = found;
  if (message === undefined) throw new Error(`not known: ${text}`);
  return examine({ message, facts, ...rest });
}

describeWithShared('client-matrix', 'messages of real clients', (path) => {
  const matrix = readMatrix(path('matrix.json'));
  const at = new Date(matrix.at);
  const said = matrix.cases.flatMap((one) =>
    Object.entries(one.clients).flatMap(([client, { error = '' }]) =>
      // A client that crashed says nothing, and WebKitGTK shows a page without words.
      error === '' || error.startsWith('rc=') || client === 'webkitgtk' ? [] : [{ one, client, error }],
    ),
  );

  it('are all known, and lead with one that says what is wrong', () => {
    const texts = new Set(said.map(({ error }) => error));
    expect(texts.size).toBeGreaterThan(300);
    const unknown = [...texts].filter(
      (text) => (diagnose(text).found[0]?.weight ?? 'envelope') === 'envelope',
    );
    expect(unknown).toEqual([]);
  });

  it('of OpenSSL are known by their number', () => {
    const numbered = said.flatMap(({ error }) => {
      const [, number] = /^(\d+):[a-zA-Z]/.exec(error) ?? [];
      return number === undefined ? [] : [[number, diagnose(error).found[0]?.id]];
    });
    expect(numbered.length).toBeGreaterThan(100);
    expect(numbered.filter(([number, id]) => id !== `openssl-verify-${number ?? ''}`)).toEqual([]);
  });

  it('of Python find their cause in the files of the case', async () => {
    const strict = said.filter(
      ({ one, client, error }) =>
        // There the root was kept from the clients, and the files are in order.
        one.nss_trust !== '' && client === 'python313' && !error.startsWith('SSLError'),
    );
    expect(strict.length).toBeGreaterThan(30);
    const without: string[] = [];
    for (const { one, error } of strict) {
      const text = `ssl.SSLCertVerificationError: certificate verify failed: ${error} (_ssl.c:1029)\nPython 3.13`;
      const evidence = await examined(text, { files: filesOf(path, one.dir), host: one.host, at });
      if (!evidence.some(({ stand }) => stand === 'causes')) without.push(`${one.name}: ${error}`);
    }
    expect(without).toEqual([]);
  });

  it('are contradicted by files that are in order', async () => {
    const files = filesOf(path, 'good-ecdsa');
    for (const error of [
      'Missing Authority Key Identifier',
      "Hostname mismatch, certificate is not valid for 'localhost'.",
      'certificate has expired',
      'unsuitable certificate purpose',
      'unable to get local issuer certificate',
      'EE certificate key too weak',
      'unhandled critical extension',
    ]) {
      const text = `ssl.SSLCertVerificationError: certificate verify failed: ${error} (_ssl.c:1029)\nPython 3.13`;
      const evidence = await examined(text, { files, host: 'localhost', at });
      expect(
        evidence.filter(({ stand }) => stand === 'causes'),
        error,
      ).toEqual([]);
      expect(
        evidence.map(({ code }) => code),
        error,
      ).toContain('client-accepts');
    }
  });

  it('name the certificate: the one without the identifier, the one that has ended, the one without the name', async () => {
    const causes = async (dir: string, text: string, host = 'localhost') =>
      (await examined(text, { files: filesOf(path, dir), host, at })).filter(
        ({ stand }) => stand === 'causes',
      );
    expect(await causes('int-no-aki', 'Missing Authority Key Identifier')).toMatchObject([
      { code: 'authority-identifier-missing', items: [1] },
      { code: 'client-refuses-alike' },
    ]);
    expect((await causes('val-expired', 'certificate has expired'))[0]).toMatchObject({
      code: 'expired',
      items: [0],
      facts: ['2026-11-21T00:12:00.000Z'],
    });
    expect((await causes('name-mismatch', 'hostname mismatch'))[0]).toMatchObject({
      code: 'name-missing',
      items: [0],
      facts: ['localhost', 'DNS:example.test'],
    });
    expect((await causes('self-ca-false', 'self-signed certificate'))[0]).toMatchObject({
      code: 'is-self-signed',
      items: [0],
    });
    expect((await causes('key-rsa1024', 'EE certificate key too weak'))[0]).toMatchObject({
      code: 'weak-key',
      items: [0],
      facts: ['RSA 1024'],
    });
    expect((await causes('int-ca-false', 'invalid CA certificate'))[0]).toMatchObject({
      code: 'no-authority',
      items: [1],
    });
    expect((await causes('leaf-eku-client', 'unsuitable certificate purpose'))[0]).toMatchObject({
      code: 'wrong-purpose',
      items: [0],
    });
  });

  it('say who is missing', async () => {
    const [leaf, , root] = filesOf(path, 'good-intermediate');
    if (leaf === undefined || root === undefined) throw new Error('three certificates were expected');
    const evidence = await examined('unable to get local issuer certificate', { files: [leaf, root], at });
    expect(evidence[0]).toMatchObject({ code: 'issuer-absent', stand: 'causes', items: [leaf.item] });
  });
});
