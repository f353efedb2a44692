/** Where things stand in a zip archive (APPNOTE 4.3): all numbers are little-endian. */

/** Of the record at the end (4.3.16), with no comment behind it. */
export const END_SIGNATURE = 0x06054b50;
export const END_LENGTH = 22;
/** Of a member's entry in the directory (4.3.12), without name, extra field and comment. */
export const MEMBER_SIGNATURE = 0x02014b50;
export const MEMBER_LENGTH = 46;

/** 4.4.21: members are counted in two octets, and jszip writes no ZIP64. */
export const MAX_ENTRIES = 0xffff;
