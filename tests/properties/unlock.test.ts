// No octets and no text make the pile reader throw, neither noise nor real files damaged; and a damaged file never yields a key
// that was not in it.
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toHex, utf8, type Bytes } from '../../src/codec/bytes';
import { encryptPem } from '../../src/codec/encrypted-pem';
import { encryptPrivateKey } from '../../src/codec/encrypted-private-key';
import { encodeJwk } from '../../src/codec/jwk';
import { encodePem } from '../../src/codec/pem';
import { identity } from '../../src/codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../src/codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { readPile } from '../../src/pki/unlock';
import { chainWithKey } from '../support/certificate-chain';
import { counting, keyPair } from '../support/private-keys';

const FEW = { iterations: 2, random: counting };
const PASSPHRASE = 'right';
interface Seed {
  readonly input: string | Bytes;
  /** A MAC guards what is inside. */
  readonly stamped?: boolean;
}

const seeds: Seed[] = [];
let key = '';

beforeAll(async () => {
  const { pkcs8, leaf, root } = await chainWithKey('ec-p256');
  key = toHex(pkcs8);
  const contents = await identity(pkcs8, [leaf, root], 'name');
  seeds.push(
    { input: leaf },
    { input: pkcs8 },
    { input: await encryptPrivateKey(pkcs8, PASSPHRASE, FEW) },
    { input: await writeModernPkcs12(contents, { password: PASSPHRASE, iterations: 2 }), stamped: true },
    { input: await writeCompatiblePkcs12(contents, { password: PASSPHRASE, ...FEW }), stamped: true },
    { input: encodePem('CERTIFICATE', leaf) + encodePem('PRIVATE KEY', pkcs8) },
    { input: await encryptPem('EC PRIVATE KEY', pkcs8, PASSPHRASE, counting) },
    { input: await encodeJwk((await keyPair('ec-p256')).privateKey) },
  );
});

function seedAt(pick: number): { readonly octets: Bytes; readonly stamped: boolean } {
  const { input, stamped = false } = seeds[pick % seeds.length] ?? expect.unreachable();
  return { octets: typeof input === 'string' ? utf8(input) : input.slice(), stamped };
}

/** What the reader promises of any input. */
async function holds(inputs: readonly (string | Bytes)[]): Promise<readonly string[]> {
  const pile = await readPile(inputs, PASSPHRASE);
  expect(JSON.stringify([pile.problems, pile.locked])).not.toContain(PASSPHRASE);
  const found =
    pile.certificates.length + pile.privateKeys.length + pile.locked.length + pile.problems.length;
  if (inputs.length > 0) expect(found).toBeGreaterThan(0);
  return pile.privateKeys.map((der) => toHex(der));
}

describe('never throws on', () => {
  it('octets', async () => {
    const noise = fc.uint8Array({ maxLength: 200 }).map((one) => new Uint8Array(one));
    const sequence = noise.map((one) => new Uint8Array([0x30, 0x81, one.length, ...one]));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(noise, sequence), { maxLength: 4 }), async (inputs) => {
        await holds(inputs);
      }),
    );
  });

  it('text', async () => {
    const labels = fc.constantFrom(
      ...['CERTIFICATE', 'TRUSTED CERTIFICATE', 'PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'EC PRIVATE KEY'],
      ...['RSA PRIVATE KEY', 'PKCS12', 'OPENSSH PRIVATE KEY'],
    );
    const headers = fc.constantFrom([], [{ name: 'Proc-Type', value: '4,ENCRYPTED' }]);
    const block = fc
      .tuple(labels, fc.uint8Array({ maxLength: 100 }), headers)
      .map(([label, der, head]) => encodePem(label, der, head));
    const text = fc.oneof(block, fc.string({ unit: 'binary' }), fc.json());
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 4 }), async (inputs) => {
        await holds(inputs);
      }),
    );
  });

  it('real files with octets changed, and finds no other key under a MAC', async () => {
    const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }) });
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.array(change, { minLength: 1, maxLength: 3 }), async (pick, changes) => {
        const { octets, stamped } = seedAt(pick);
        for (const { at, to } of changes) octets[at % octets.length] = to;
        const keys = await holds([octets]);
        if (stamped) for (const found of keys) expect(found).toBe(key);
      }),
      { numRuns: 300 },
    );
  });

  it('real files cut short or doubled', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.boolean(), async (pick, cut, doubled) => {
        const { octets } = seedAt(pick);
        const head = octets.slice(0, cut % (octets.length + 1));
        await holds([doubled ? new Uint8Array([...octets, ...head]) : head]);
      }),
      { numRuns: 200 },
    );
  });
});
