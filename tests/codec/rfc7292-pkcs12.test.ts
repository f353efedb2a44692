// RFC 7292: PKCS#12 structure, and what a hostile file may cost. Other programs' files, and
// what other programs make of ours, are in tests/interop.
import { describe, expect, it } from 'vitest';
import { NULL_PARAMETERS, writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
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
import { derivePkcs12, PURPOSE } from '../../src/codec/pkcs12-kdf';
import { stampSha1 } from '../../src/codec/pkcs12-mac';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { looksLikePkcs12, MAX_PKCS12, readPkcs12 } from '../../src/codec/pkcs12-reader';
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
      writer.sequence(() => writer.oid('1.2.840.113549.1.12.10.1.9').explicit(0, () => writer.null()));
    });
    const opened = await readPkcs12(file, 'x');
    expect(opened.ok && opened.value.problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['unsupported', 'bag 1.2.840.113549.1.12.10.1.9'],
    ]);
  });

  it('nothing behind a part that is no part', async () => {
    const safe = bytes('3009 300506032a0304 0500');
    const opened = await readPkcs12(encodePfx(safe, await stampSha1(safe, 'x', FEW)), 'x');
    expect(opened.ok && opened.value.problems.map(({ code }) => code)).toEqual([
      'truncated',
      'unexpected-tag',
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
      const key = await derivePkcs12('SHA-1', PURPOSE.mac, password, counting(8), 1, 20);
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
    expect(await failureOf(stamped('1.3.36.3.2.1', 1))).toBe('unsupported MAC 1.3.36.3.2.1');
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
