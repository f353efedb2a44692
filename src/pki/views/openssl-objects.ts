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
let byName: ReadonlyMap<string, string> | undefined;

function namesOf(oid: string): ObjectNames | undefined {
  byOid ??= new Map(rows().map(({ oid: dotted, short, long }) => [dotted, { short, long }]));
  return byOid.get(oid);
}

function rows(): readonly (ObjectNames & { readonly oid: string })[] {
  return table
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [oid = '', short = '', long = short] = line.split('|');
      return { oid, short, long };
    });
}

/** `OBJ_nid2sn`; the dotted form of what OpenSSL does not know. */
export const shortName = (oid: string): string => namesOf(oid)?.short ?? oid;

/** `OBJ_obj2txt`; the dotted form of what OpenSSL does not know. */
export const longName = (oid: string): string => namesOf(oid)?.long ?? oid;

/** `OBJ_txt2obj`: a short name, else a long one, as dotted decimal; `undefined` for a name OpenSSL does not know. */
export function oidNamed(name: string): string | undefined {
  // Long names first, so that a short one of the same spelling takes their place.
  byName ??= new Map([
    ...rows().map(({ long, oid }) => [long, oid] as const),
    ...rows().map(({ short, oid }) => [short, oid] as const),
  ]);
  return byName.get(name);
}
