/** The ContentInfo in a TimeStampResp (RFC 3161 §2.4.2), or what stands alone without one. */
import type { Bytes } from '../../codec/bytes';
import { attempt } from '../../codec/malformed';
import { BerWalk } from '../../codec/signed-data';

/** `undefined` where the answer has none, or cannot be read. */
export function timeStampToken(octets: Bytes): Bytes | undefined {
  const token = attempt(() => {
    const walk = new BerWalk(octets);
    const [first, second] = walk.members(walk.root());
    if (walk.oid(first) !== '') return octets;
    return second && walk.octets(second);
  });
  return token.ok ? token.value : undefined;
}
