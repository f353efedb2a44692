/**
 * The names OpenSSL 3.0 prints for object identifiers: `openssl list -objects`, one `oid|short|long` a line, the long
 * name left out where it equals the short one. Facts of that program, and only for views that repeat its words.
 */
import table from './openssl-objects.txt?raw';

interface ObjectNames {
  readonly short: string;
  readonly long: string;
}

let byOid: ReadonlyMap<string, ObjectNames> | undefined;

function namesOf(oid: string): ObjectNames | undefined {
  byOid ??= new Map(
    table
      .trimEnd()
      .split('\n')
      .map((line) => {
        const [dotted = '', short = '', long = short] = line.split('|');
        return [dotted, { short, long }] as const;
      }),
  );
  return byOid.get(oid);
}

/** `OBJ_nid2sn`; the dotted form of what OpenSSL does not know. */
export const shortName = (oid: string): string => namesOf(oid)?.short ?? oid;

/** `OBJ_obj2txt`; the dotted form of what OpenSSL does not know. */
export const longName = (oid: string): string => namesOf(oid)?.long ?? oid;
