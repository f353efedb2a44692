/** Where things stand in a zip archive (APPNOTE 4.3): all numbers are little-endian. */

/** Of the record at the end (4.3.16), with no comment behind it. */
export const END_SIGNATURE = 0x06054b50;
export const END_LENGTH = 22;
/** Of a member's entry in the directory (4.3.12), without name, extra field and comment. */
export const MEMBER_SIGNATURE = 0x02014b50;
export const MEMBER_LENGTH = 46;

/**
 * Of every file: zip times have no zone and start in 1980. The first of February leaves room for readers that shift them, as
 * Gradle's reproducible archives do.
 */
export const FILE_TIME = { year: 1980, month: 2, day: 1 } as const;

/** Of a UNIX mode (stat.h): a regular file, before its permissions. */
export const REGULAR_FILE = 0o100_000;

/** 4.4.21: members are counted in two octets, and jszip writes no ZIP64. */
export const MAX_ENTRIES = 0xffff;
