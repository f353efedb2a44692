/** EncryptedContentInfo (RFC 5652 §6.1), the part of CMS and PKCS#12 that is encrypted. Opens nothing. */
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithm-identifier';
import { concat, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { Malformed } from './malformed';
import * as Tag from './tag';

export interface EncryptedContent {
  /** Of what is inside. */
  readonly contentType: string;
  readonly algorithm: AlgorithmIdentifier;
  readonly ciphertext: Bytes;
}

/** @param info the members of the SEQUENCE @throws Malformed */
export function readEncryptedContent(info: DerReader): EncryptedContent {
  const contentType = info.oid();
  const algorithm = readAlgorithmIdentifier(info);
  if (info.done) throw new Malformed('unsupported', 0, 'encrypted content that is elsewhere');
  return { contentType, algorithm, ciphertext: readPieces(info) };
}

/** `[0] IMPLICIT OCTET STRING`, which BER lets come in pieces. */
function readPieces(reader: DerReader): Bytes {
  if (reader.peek() === Tag.implicit(0)) return DerReader.own(reader.octetString(Tag.implicit(0)));
  const pieces: Uint8Array[] = [];
  const constructed = reader.enter(Tag.explicit(0));
  while (!constructed.done) pieces.push(constructed.octetString());
  return concat(...pieces);
}
