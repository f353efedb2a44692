// A PKCS#12 file that encrypts nothing, as `openssl pkcs12 -keypbe NONE` writes it: the key in it crosses to the page when it is
// asked for, and not before.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { equalBytes, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { exportSelection } from '../../src/pki/inspect/export';
import { pemText } from '../../src/pki/inspect/text-view';
import { chainWithKey } from '../support/certificate-chain';
import { HeardPile } from '../support/pile';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['openssl'], 'a PKCS#12 file with its key in clear', (tool) => {
  let file: Bytes;
  const pile = new HeardPile();

  beforeAll(async () => {
    const folder = temporaryFolder('clear-');
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    writeFileSync(join(folder, 'one.pem'), encodePem('CERTIFICATE', leaf) + encodePem('PRIVATE KEY', pkcs8));
    execFileSync(
      tool('openssl'),
      [
        ...['pkcs12', '-export', '-in', 'one.pem', '-out', 'clear.p12', '-passout', 'pass:'],
        ...['-keypbe', 'NONE', '-certpbe', 'NONE'],
      ],
      { cwd: folder, stdio: 'pipe' },
    );
    file = new Uint8Array(readFileSync(join(folder, 'clear.p12')));
    await pile.add(file);
  });
  afterAll(removeTemporaryFolders);

  it('is told without its octets, and its members as ever', () => {
    expect(pile.words).toEqual(['pkcs12', 'private-key', 'certificate']);
    const [told, key] = pile.items.values();
    expect(told).toMatchObject({ kind: 'pkcs12', keyInClear: true });
    expect(told?.octets).toBeUndefined();
    expect(key?.octets).toBeUndefined();
  });

  it('shows its PEM and its octets to whoever asks for the secret', () => {
    const shown = pile.pile.printed(0, false);
    expect(shown && pemText(shown)).toBeUndefined();
    const secret = pile.pile.printed(0, true);
    expect(secret && pemText(secret)).toEqual({ ok: true, value: encodePem('PKCS12', file) });
    expect(equalBytes(pile.pile.secret(0), file)).toBe(true);
  });

  it('is read by the other views, and exported as it is', async () => {
    expect(pile.pile.read(0)).toEqual({ kind: 'pkcs12', octets: file });
    const written = await exportSelection(pile.pile.selected([0]), 'der', { password: '' });
    expect(written.ok && equalBytes(written.value.contents, file)).toBe(true);
  });
});
