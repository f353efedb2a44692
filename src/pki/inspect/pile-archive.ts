/**
 * Archives in a pile, unpacked within bounds: how deep in each other, how much in all, and how much out of how little. What
 * lies beyond a bound is a member that says so; the others are read.
 */
import type { Bytes } from '../../codec/bytes';
import { Malformed, failure, type Result } from '../../codec/malformed';
import { zipMembers, type ZipMember } from '../../codec/zip-reader';
import { MAX_DETECTED } from '../detect';

/** Archives within archives. A release has two. */
const MAX_LAYERS = 3;
/** Octets unpacked from all archives read in one go. */
const MAX_UNPACKED = 256 * 1024 * 1024;
/** Deflate itself ends at 1,032. Folders of certificates stay below 3, logs below 20. */
const MAX_RATIO = 200;
/** Octets below which no ratio is asked for: a file of nothing but zeros harms nobody. */
const HARMLESS = 4 * 1024 * 1024;

export class Unpacking {
  #left = MAX_UNPACKED;

  /** @param layer how many archives are around this one */
  members(archive: Bytes, layer: number): Result<readonly ZipMember[]> {
    if (layer >= MAX_LAYERS)
      return failure(new Malformed('too-deep', 0, `${layer} archives within each other`));
    return zipMembers(archive);
  }

  async unpack(member: ZipMember): Promise<Result<Bytes>> {
    const limit = Math.min(MAX_DETECTED, this.#left, Math.max(HARMLESS, member.packedSize * MAX_RATIO));
    const unpacked = await member.read(limit);
    // What was thrown away has been paid for all the same.
    if (unpacked.ok) this.#left -= unpacked.value.length;
    else if (unpacked.error.code === 'too-large') this.#left -= limit;
    this.#left = Math.max(this.#left, 0);
    return unpacked;
  }
}
