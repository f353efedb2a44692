// What ssh-keygen writes beside OpenSSH's own keys: certificates (PROTOCOL.certkeys) and the armour of RFC 4716.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { utf8 } from '../../src/codec/bytes';
import { parseSshCertificate } from '../../src/codec/ssh-certificate';
import { parseSshPublicKey } from '../../src/codec/ssh-public-key';
import type { Field } from '../../src/pki/inspect/field';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { HeardPile } from '../support/pile';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const folder = temporaryFolder('ssh-forms-');
afterAll(removeTemporaryFolders);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const spkiOf = (line: string): Uint8Array => {
  const parsed = parseSshPublicKey(line);
  if (!parsed.ok) throw parsed.error;
  return parsed.value.spki;
};
const valueOf = (fields: readonly Field[], name: string) => fields.find((one) => one.name === name)?.value;

describeWith(['ssh-keygen'], 'ssh-keygen', (tool) => {
  const keygen = (...args: string[]): string =>
    execFileSync(tool('ssh-keygen'), args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  describe('certificates', () => {
    beforeAll(() => {
      keygen('-q', '-t', 'ed25519', '-N', '', '-C', 'ca', '-f', 'ca');
    });

    it.each([
      ['ed25519', []],
      ['rsa', ['-b', '2048']],
      ['ecdsa', ['-b', '384']],
    ] as const)('of users, %s: what ssh-keygen -L says', async (type, size) => {
      keygen('-q', '-t', type, ...size, '-N', '', '-C', 'who@where', '-f', `user-${type}`);
      keygen(
        ...['-q', '-s', 'ca', '-I', 'alice at work', '-n', 'alice,root', '-z', '4711'],
        ...['-V', '20260101:20270101', '-O', 'clear', '-O', 'permit-pty', '-O', 'force-command=/bin/true'],
        ...['-O', 'source-address=10.0.0.0/8', `user-${type}.pub`],
      );
      const pile = new HeardPile();
      await pile.add(`${read(`user-${type}-cert.pub`)}${read(`user-${type}.pub`)}`);
      expect(pile.words).toEqual(['ssh-certificate', 'ssh-public-key']);
      const [certificate, key] = pile.items.values();
      expect(certificate).toMatchObject({ name: 'alice at work', publicKey: key?.octets });
      expect(key?.octets).toEqual(spkiOf(read(`user-${type}.pub`)));
      expect((await pile.relations()).sameKey).toEqual([[0, 1]]);

      const { kind, octets } = pile.pile.read(0);
      const fields = fieldsOf(kind, octets);
      const said = keygen('-L', '-f', `user-${type}-cert.pub`);
      expect(said).toContain(valueOf(fields, 'type'));
      expect(said).toContain(`Key ID: "${valueOf(fields, 'keyId') ?? ''}"`);
      expect(said).toContain(`Serial: ${valueOf(fields, 'serial') ?? ''}`);
      expect(valueOf(fields, 'principals')).toBe('alice, root');
      expect(valueOf(fields, 'validAfter')).toMatch(/^(2025-12-31|2026-01-01)T/);
      const options = fields.find(({ name }) => name === 'criticalOptions')?.fields;
      expect(options?.map(({ name, value }) => `${name} ${value ?? ''}`)).toEqual([
        'force-command /bin/true',
        'source-address 10.0.0.0/8',
      ]);
      expect(fields.find(({ name }) => name === 'extensions')?.fields?.map(({ name }) => name)).toEqual([
        'permit-pty',
      ]);
      const { rows } = await overviewOf(kind, octets, new Date(0));
      expect(rows.map(({ label }) => label)).toEqual(expect.arrayContaining(['For', 'Key ID', 'Signed by']));
    });

    it('of hosts, for ever; cut short it is unreadable and its neighbour is not', async () => {
      keygen('-q', '-t', 'ed25519', '-N', '', '-f', 'host');
      keygen('-q', '-s', 'ca', '-h', '-I', 'host key', '-n', 'app.test', 'host.pub');
      const line = read('host-cert.pub');
      const pile = new HeardPile();
      await pile.add(line);
      const fields = fieldsOf('ssh-certificate', pile.pile.read(0).octets);
      expect(valueOf(fields, 'role')).toBe('hosts');
      expect(valueOf(fields, 'validBefore')).toBe('for ever');

      const blob = pile.pile.read(0).octets;
      for (let length = 0; length < blob.length; length++)
        expect(parseSshCertificate(blob.slice(0, length)).ok, `${length} octets`).toBe(false);
      const beside = new HeardPile();
      await beside.add(`${line.slice(0, 200)}\n${read('host.pub')}`);
      expect(beside.words).toEqual([
        expect.stringMatching(/^(ssh-certificate|unreadable) /),
        'ssh-public-key',
      ]);
    });
  });

  it('RFC 4716, with its comment', async () => {
    keygen('-q', '-t', 'rsa', '-b', '2048', '-N', '', '-C', 'who@where', '-f', 'armoured');
    const armour = keygen('-e', '-f', 'armoured.pub');
    expect(armour).toMatch(/^---- BEGIN SSH2 PUBLIC KEY ----/);
    const pile = new HeardPile();
    await pile.add(`before\n${armour.replaceAll('\n', '\r\n')}after\n${armour.slice(0, 100)}`);
    const [key, cut] = pile.items.values();
    expect(pile.words).toEqual(['ssh-public-key', 'unreadable bad-pem']);
    expect(key?.octets).toEqual(spkiOf(read('armoured.pub')));
    expect(key?.name).toMatch(/^2048-bit RSA, converted by /);
    expect(cut?.label).toBe('SSH2 PUBLIC KEY');
    const endless = new HeardPile();
    await endless.add('---- BEGIN SSH2 PUBLIC KEY ----\nAAAA\n'.repeat(20_000) + armour);
    expect(endless.words.at(-1)).toBe('ssh-public-key');
    const fromFile = new HeardPile();
    await fromFile.add(utf8(armour));
    expect(fromFile.items.get(0)?.octets).toEqual(key?.octets);
  });
});
