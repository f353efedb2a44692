// RFC 7292: PKCS#12 structure, derivation, password encodings, and what a hostile file may cost. Other programs' files, and
// what other programs make of ours, are in tests/interop.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NULL_PARAMETERS, writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import { decodeBmp, encodeBmp, encodeBmpName } from '../../src/codec/bmp-string';
import { concat, fromHex, toHex, type Bytes } from '../../src/codec/bytes';
import { DerReader } from '../../src/codec/der-reader';
import { DerWriter } from '../../src/codec/der-writer';
import { KdfBudget, MAX_PKCS12_ITERATIONS } from '../../src/codec/kdf-budget';
import {
  encodeAuthenticatedSafe,
  encodePfx,
  identity,
  oids,
  trustStore,
  type Pkcs12Contents,
} from '../../src/codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../src/codec/pkcs12-compatible';
import { bmpPassword, derivePkcs12, PURPOSE } from '../../src/codec/pkcs12-kdf';
import { stampSha1 } from '../../src/codec/pkcs12-mac';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { looksLikePkcs12, MAX_PKCS12, readPkcs12 } from '../../src/codec/pkcs12-reader';
import { chainSha1 } from '../../src/codec/sha1-chain';
import { chainWithKey } from '../support/certificate-chain';
import { counting } from '../support/private-keys';

const bytes = (hex: string): Bytes => fromHex(hex.replaceAll(/\s/g, '')) ?? expect.unreachable('not hex');
const FEW = { iterations: 5, random: counting };
const writers = {
  modern: (contents: Pkcs12Contents, password: string) =>
    writeModernPkcs12(contents, { password, iterations: 5 }),
  compatible: (contents: Pkcs12Contents, password: string) =>
    writeCompatiblePkcs12(contents, { password, ...FEW }),
};
const styles = ['modern', 'compatible'] as const;

async function sample(): Promise<Pkcs12Contents> {
  const { pkcs8, leaf, root } = await chainWithKey('ec-p256');
  return identity(pkcs8, [leaf, root], 'name');
}

const failureOf = async (file: Bytes, password = 'x', budget?: KdfBudget) => {
  const opened = await readPkcs12(file, password, budget);
  if (opened.ok) return 'ok';
  return opened.error === 'wrong-password' ? opened.error : `${opened.error.code} ${opened.error.detail}`;
};

describe('appendix B.1: passwords', () => {
  it.each([
    ['', '0000'],
    ['Beavis', '004200650061007600690073 0000'],
    ['ä日', '00e4 65e5 0000'],
    ['🔑', 'd83d dd11 0000'],
  ])('"%s"', (password, hex) => {
    expect(toHex(bmpPassword(password))).toBe(hex.replaceAll(' ', ''));
  });
});

describe('BMPString', () => {
  it.each(['', 'name', 'Übung „x“', '🔑'])('"%s" and back', (text) => {
    expect(decodeBmp(encodeBmp(text))).toBe(text);
  });
  it('names without surrogates, which OpenSSL drops the whole name for', () => {
    expect(decodeBmp(encodeBmpName('a🔑b'))).toBe('a\ufffdb');
  });
  it('half a character is refused', () => {
    expect(() => decodeBmp(new Uint8Array(3))).toThrow('bad-string');
  });
});

describe('appendix B.2: derivation', () => {
  // Vectors that Go, Bouncy Castle and OpenSSL share; tests/interop asks openssl itself.
  it.each([
    ['key', 'ffffffffffffffff', 'sesame', 2048, 24, '7cd9fd3e2b3be7691a44e3bef0f9ea0fb9b897d4e325d9d1'],
    ['key', '0a58cf64530d823f', 'smeg', 1, 24, '8aaae6297b6cb04642ab5b077851284eb7128f1a2a7fbca3'],
    ['iv', '0a58cf64530d823f', 'smeg', 1, 8, '79993dfe048d3b76'],
    ['key', '05dec959acff72f7', 'queeg', 1000, 24, 'ed2034e36328830ff09df1e1a07dd357185dac0d4f9eb3d4'],
    ['mac', '263216fcc2fab31c', 'queeg', 1000, 20, '5ec4c7a80df652294c3925b6489a7ab857c83476'],
  ] as const)('%s, salt %s, "%s", %i iterations', (purpose, salt, password, iterations, length, hex) => {
    const derived = derivePkcs12(
      'SHA-1',
      PURPOSE[purpose],
      bmpPassword(password),
      bytes(salt),
      iterations,
      length,
    );
    expect(toHex(derived)).toBe(hex);
  });
});

it('SHA-1 after SHA-1 is what Node makes of it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), fc.nat({ max: 40 }), (digest, times) => {
      let theirs = Buffer.from(digest);
      for (let time = 0; time < times; time++) theirs = createHash('sha1').update(theirs).digest();
      expect(toHex(chainSha1(digest, times))).toBe(theirs.toString('hex'));
    }),
  );
});

describe.each(styles)('%s', (style) => {
  it.each(['', 'changeit', 'pässwörd 🔑'])('opens under "%s" what it closed', async (password) => {
    const contents = await sample();
    const file = await writers[style](contents, password);
    expect(await readPkcs12(file, password)).toEqual({ ok: true, value: { ...contents, problems: [] } });
    expect(await failureOf(file, `${password}x`)).toBe('wrong-password');
  });

  it('is DER through and through: Go reads nothing else', async () => {
    const file = await writers[style](await sample(), 'changeit');
    const walk = (reader: DerReader): void => {
      while (!reader.done) {
        const tag = reader.peek();
        if ((tag & 0x20) === 0) reader.skip();
        else {
          expect(tag).not.toBe(0x24); // an OCTET STRING in pieces
          walk(reader.enter(tag));
        }
      }
    };
    walk(new DerReader(file));
    DerReader.document(file, (reader) => {
      const pfx = reader.sequence();
      pfx.skip();
      const info = pfx.sequence();
      info.skip();
      walk(new DerReader(info.enter(0xa0).octetString()));
      pfx.skip();
      pfx.finish();
    });
  });

  it('a trust store keeps its names and marks', async () => {
    const { root, leaf } = await chainWithKey('ec-p256');
    const contents = trustStore([
      { der: root, friendlyName: 'one' },
      { der: leaf, friendlyName: 'two' },
    ]);
    const file = await writers[style](contents, 'changeit');
    expect(await readPkcs12(file, 'changeit')).toEqual({ ok: true, value: { ...contents, problems: [] } });
  });

  it('says nothing in clear of what is inside', async () => {
    const contents = await sample();
    const text = toHex(await writers[style](contents, 'changeit'));
    for (const { der } of contents.certificates) expect(text).not.toContain(toHex(der.subarray(100, 120)));
    for (const { pkcs8 } of contents.privateKeys) expect(text).not.toContain(toHex(pkcs8.subarray(40, 60)));
  });

  it('a flipped bit anywhere is found', async () => {
    const file = await writers[style](await sample(), 'changeit');
    for (let at = 0; at < file.length; at += 97) {
      const damaged = file.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      expect(await failureOf(damaged, 'changeit')).not.toBe('ok');
    }
  });
});

describe('the key goes in and comes out to the octet', () => {
  it.each(styles)('%s, whatever algorithm it is', async (style) => {
    const pkcs8 = bytes('3012 020100 3006 0604 2a030405 0405 0102030405');
    const contents = { privateKeys: [{ pkcs8 }], certificates: [] };
    const opened = await readPkcs12(await writers[style](contents, 'x'), 'x');
    expect(opened.ok && opened.value.privateKeys).toEqual([{ pkcs8 }]);
  });
});

/** A file around bags in clear, with a stamp. */
async function fileOf(writeBags: (writer: DerWriter) => void, password = 'x'): Promise<Bytes> {
  const safe = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writer.oid(oids.data).explicit(0, () => writer.octetStringOf(() => writer.sequence(writeBags)));
      });
    }),
  );
  return encodePfx(safe, await stampSha1(safe, password, FEW));
}

describe('reading over', () => {
  it('attributes that are not as they should be', async () => {
    const { leaf } = await chainWithKey('ec-p256');
    const file = await fileOf((writer) => {
      writer.sequence(() => {
        writer.oid(oids.certificateBag).explicit(0, () => {
          writer.sequence(() => writer.oid(oids.x509Certificate).explicit(0, () => writer.octetString(leaf)));
        });
        writer.constructed(0x31, () => {
          writer.sequence(() => writer.oid(oids.friendlyName).constructed(0x31, () => writer.null()));
          writer.sequence(() => writer.oid(oids.localKeyId));
          writer.sequence(() => writer.oid('1.2.3').constructed(0x31, () => writer.null()));
        });
      });
    });
    const opened = await readPkcs12(file, 'x');
    expect(opened.ok && opened.value.certificates).toEqual([{ der: leaf, trusted: false }]);
  });

  it('bags of other kinds, which are named', async () => {
    const file = await fileOf((writer) => {
      writer.sequence(() => writer.oid('1.2.840.113549.1.12.10.1.4').explicit(0, () => writer.null()));
    });
    const opened = await readPkcs12(file, 'x');
    expect(opened.ok && opened.value.problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['unsupported', 'bag 1.2.840.113549.1.12.10.1.4'],
    ]);
  });

  it('bags within bags, but not for ever', async () => {
    const nest = (writer: DerWriter, levels: number): void => {
      if (levels === 0) return;
      writer.sequence(() => {
        writer.oid(oids.safeContentsBag).explicit(0, () => writer.sequence(() => nest(writer, levels - 1)));
      });
    };
    const codes = async (levels: number) => {
      const opened = await readPkcs12(await fileOf((writer) => nest(writer, levels)), 'x');
      return opened.ok ? opened.value.problems.map(({ code }) => code) : opened.error;
    };
    expect(await codes(3)).toEqual([]);
    expect(await codes(7)).toEqual(['too-deep']);
  });
});

describe('no password', () => {
  it('is taken for the empty one and for none at all', async () => {
    const safe = await encodeAuthenticatedSafe({ privateKeys: [], certificates: [] }, () =>
      expect.unreachable(),
    );
    const stampWith = async (password: Bytes) => {
      const key = derivePkcs12('SHA-1', PURPOSE.mac, password, counting(8), 1, 20);
      const handle = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-1' }, false, [
        'sign',
      ]);
      const digest = new Uint8Array(await crypto.subtle.sign('HMAC', handle, safe));
      return DerWriter.encode((writer) =>
        writer.sequence(() => {
          writer.sequence(() => {
            writeAlgorithmIdentifier(writer, { oid: '1.3.14.3.2.26', parameters: NULL_PARAMETERS });
            writer.octetString(digest);
          });
          // Iterations left out are one.
          writer.octetString(counting(8));
        }),
      );
    };
    expect(await failureOf(encodePfx(safe, await stampWith(new Uint8Array(2))), '')).toBe('ok');
    expect(await failureOf(encodePfx(safe, await stampWith(new Uint8Array(0))), '')).toBe('ok');
    expect(await failureOf(encodePfx(safe, await stampWith(new Uint8Array([0, 1, 0, 0]))), '')).toBe(
      'wrong-password',
    );
  });
});

describe('what a stranger asks for', () => {
  const stamped = (oid: string, iterations: number): Bytes =>
    encodePfx(
      bytes('3000'),
      DerWriter.encode((writer) =>
        writer.sequence(() => {
          writer.sequence(() => {
            writeAlgorithmIdentifier(writer, { oid, parameters: NULL_PARAMETERS });
            writer.octetString(new Uint8Array(20));
          });
          writer.octetString(new Uint8Array(8)).integer(iterations);
        }),
      ),
    );

  it.each([MAX_PKCS12_ITERATIONS + 1, 2 ** 31 - 1])(
    '%i iterations are refused before the first',
    async (iterations) => {
      expect(await failureOf(stamped('1.3.14.3.2.26', iterations))).toBe(
        `too-large ${iterations} iterations`,
      );
    },
  );
  it('a stamp by another hash is named', async () => {
    expect(await failureOf(stamped('1.2.840.113549.2.5', 1))).toBe('unsupported MAC 1.2.840.113549.2.5');
  });
  it('a file of many keys shares one budget', () => {
    const budget = new KdfBudget();
    expect(() => {
      for (let key = 0; key < 3; key++) budget.pkcs12('SHA-256', MAX_PKCS12_ITERATIONS);
    }).toThrow('altogether');
  });
  it('files beyond any use are not opened', async () => {
    expect(await failureOf(new Uint8Array(MAX_PKCS12 + 1))).toMatch(/^too-large/);
    expect(looksLikePkcs12(new Uint8Array(MAX_PKCS12 + 1))).toBe(false);
  });
  it.each([
    ['nothing', ''],
    ['another version', '3003 020104'],
    ['signed instead of stamped', '3014 020103 300f 06092a864886f70d010702 a0020500'],
    ['the start of a file', '3082 0400 020103'],
  ])('%s is no PKCS#12', async (_, hex) => {
    expect(looksLikePkcs12(bytes(hex))).toBe(false);
    expect(await failureOf(bytes(hex))).not.toBe('ok');
  });
});

it('concatenated files are not one', async () => {
  const file = await writers.compatible(await sample(), 'x');
  expect(await failureOf(concat(file, file))).toMatch(/^trailing-data/);
});
