/** PKCS#7 that signs nothing and carries certificates and revocation lists: `.p7b` (RFC 5652 §5.1, RFC 2315 §9.1, last paragraph). */
import type { Bytes } from './bytes';
import { DerWriter } from './der-writer';
import * as Tag from './tag';

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const DATA = '1.2.840.113549.1.7.1';

/** The octets go in as they are, in the order given: DER would sort the set, and readers take what stands first for the leaf. */
export const encodeCertificatesOnly = (
  certificates: readonly Bytes[],
  revocationLists: readonly Bytes[],
): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      const list = (tag: number, members: readonly Bytes[]): void => {
        if (members.length === 0) return;
        writer.constructed(tag, () => {
          for (const member of members) writer.raw(member);
        });
      };
      writer.oid(SIGNED_DATA).explicit(0, () =>
        writer.sequence(() => {
          writer.integer(1);
          writer.constructed(Tag.SET, () => undefined);
          writer.sequence(() => writer.oid(DATA));
          list(Tag.explicit(0), certificates);
          list(Tag.explicit(1), revocationLists);
          writer.constructed(Tag.SET, () => undefined);
        }),
      );
    }),
  );
