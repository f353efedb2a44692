/** Things of a pile as the examination of a message takes them, and what they are called in commands. Nothing secret is in it. */
import type { CaseFile } from '../pki/diagnose/case-file';
import type { RemedyFacts } from '../pki/diagnose/remedy';
import type { Item } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';

export interface Given {
  readonly item: Item;
  /** The pile it lies in. */
  readonly inspector: Inspector;
}

/** Numbered by their place: two piles number theirs alike. */
export const caseFilesOf = (given: readonly Given[]): readonly CaseFile[] =>
  given.map(({ item, inspector }, place): CaseFile => {
    const [source] = item.sources;
    const publicKey = item.privateKey?.publicKey ?? item.publicKey;
    return {
      item: place,
      kind: kindOf(item),
      ...(item.kind === 'certificate' && item.octets !== undefined && { octets: item.octets }),
      ...(publicKey !== undefined && { publicKey }),
      input: (source?.input ?? 0) + (inspector === given[0]?.inspector ? 0 : 1_000_000),
      start: source?.span.start ?? 0,
    };
  });

function kindOf({ kind, lock, privateKey }: Item): CaseFile['kind'] {
  if (kind === 'certificate' || kind === 'request' || kind === 'unreadable') return kind;
  if (lock !== undefined) return 'locked-key';
  return privateKey === undefined ? 'other' : 'private-key';
}

const fileName = ({ sources }: Item): string => sources[0]?.path.split(' › ')[0]?.split('/').at(-1) ?? '';
const nameOfFile = (given: Given | undefined): string => (given === undefined ? '' : fileName(given.item));

/** Names of the files for certificate, key and root, where there is one of each. */
export function namesOfFiles(given: readonly Given[]): Partial<RemedyFacts> {
  const named = given.filter(({ item }) => fileName(item) !== '');
  const certificates = named.filter(({ item }) => item.kind === 'certificate');
  const roleOf = ({ item, inspector }: Given): 'root' | 'intermediate' | 'certificate' => {
    const { document } = inspector.rows.of(item);
    if (document?.authority !== true) return 'certificate';
    return document.selfIssued ? 'root' : 'intermediate';
  };
  const nameOf = (role: ReturnType<typeof roleOf>): string =>
    nameOfFile(certificates.find((one) => roleOf(one) === role));
  const key = named.find(({ item }) => kindOf(item) === 'private-key' || kindOf(item) === 'locked-key');
  const names = {
    certificate: nameOf('certificate'),
    intermediate: nameOf('intermediate'),
    root: nameOf('root'),
    key: nameOfFile(key),
  };
  return Object.fromEntries(Object.entries(names).filter(([, name]) => name !== ''));
}

/** The first name of a server's certificate among them: commands are written for it where nobody says another. */
export function nameInFiles(given: readonly Given[]): string {
  for (const { item, inspector } of given) {
    const { document } = inspector.rows.of(item);
    const [name] = document?.authority === false ? document.names : [];
    if (item.kind === 'certificate' && name !== undefined) return name.replace(/^\*\./, 'www.');
  }
  return '';
}
