/**
 * DSA keys in the form OpenSSL gave them before PKCS#8, `DSA PRIVATE KEY`: version, p, q, g, y, x. No RFC has it. Read to
 * be shown; nothing here writes or uses one.
 */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { attempt, Malformed, type Result } from './malformed';
import { encodePrivateKeyInfo } from './private-key';
import * as Tag from './tag';

const DSA = '1.2.840.10040.4.1';

/** PKCS#8 of the key (RFC 3279 §2.3.2 has its parameters). */
export function fromDsaPrivateKey(der: Uint8Array): Result<Bytes> {
  return attempt(() =>
    DerReader.document(der, (reader) => {
      const sequence = reader.sequence();
      const start = sequence.offset;
      if (sequence.smallInteger() !== 0) throw new Malformed('bad-value', start, 'version');
      const group = [sequence.integerOctets(), sequence.integerOctets(), sequence.integerOctets()];
      sequence.integerOctets();
      const secret = sequence.element(Tag.INTEGER);
      sequence.finish();
      const parameters = DerWriter.encode((writer) =>
        writer.sequence(() => {
          for (const number of group) writer.primitive(Tag.INTEGER, number);
        }),
      );
      return encodePrivateKeyInfo({ algorithm: { oid: DSA, parameters }, key: DerReader.own(secret) });
    }),
  );
}
