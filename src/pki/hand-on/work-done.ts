/**
 * What an authority signed and took back before it is handed on. None of the programs takes a list of revocations over, and each
 * of them would publish lists on which everything that was revoked is good again: so it goes along, and the README says what to do.
 */
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import type { IssuedRecord, RevocationListRecord } from '../authority/authority-record';

export interface WorkDone {
  /** How many certificates. */
  readonly issued: number;
  /** CSV of all of them. */
  readonly record: string;
  /** Revoked for good and on hold; without octets where only a list told of it. */
  readonly revoked: readonly Pick<IssuedRecord, 'serial' | 'der'>[];
  /** The newest. */
  readonly list?: Pick<RevocationListRecord, 'der' | 'number' | 'fullNumber' | 'nextUpdate'>;
  /** Something was revoked since that list. */
  readonly listOutdated: boolean;
}

export function workFiles({ record, list }: WorkDone): readonly NamedFile[] {
  const files: NamedFile[] = [{ path: 'revocation/issued.csv', contents: record, mode: 0o644 }];
  if (list !== undefined)
    files.push({ path: 'revocation/list.pem', contents: encodePem('X509 CRL', list.der), mode: 0o644 });
  return files;
}

const counted = (count: number): string => `${count} ${count === 1 ? 'certificate' : 'certificates'}`;

/** @param own what this program needs to be told, and who signs lists from now on */
export function workSaid({ issued, revoked, list, listOutdated }: WorkDone, own: string): string {
  const until = list && new Date(list.nextUpdate).toISOString().slice(0, 10);
  const numbered = list && (list.fullNumber === undefined ? list.number : `0x${list.fullNumber}`);
  const lists =
    list === undefined
      ? 'No revocation list was ever signed.'
      : `\`revocation/list.pem\` is its last revocation list, number ${numbered}, good until ${until}.${
          listOutdated ? ' Something was revoked since: sign a new one where the authority came from.' : ''
        }`;
  return `
## What it signed and revoked before

From now on sign no certificates with it in the browser it comes from. Neither of the two would know what the other signs.

\`revocation/issued.csv\` is its record: ${counted(issued)}, ${
    revoked.length === 0 ? 'none of them' : `${revoked.length} of them`
  } revoked or on hold. ${lists}

${own}
`;
}
