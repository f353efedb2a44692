/** `nameConstraints`: `permitted;DNS:.example.test`, `excluded;IP:10.0.0.0/255.0.0.0`, in one line or as a section. */
import { formatAddressRange, parseAddressRange } from '../../codec/ip-address';
import type { DraftSubtree } from '../draft/certificate-draft';
import { readDirectorySection } from './name-section';
import { isNamed, listOf, sectionNamed, type ConfigContext, type ListEntry } from './value-list';

const EXTENSION = 'nameConstraints';
const plain = { DNS: 'dns', email: 'email', URI: 'uri' } as const;

export function readNameConstraints(
  value: string,
  line: number,
  context: ConfigContext,
): { readonly permitted: readonly DraftSubtree[]; readonly excluded: readonly DraftSubtree[] } {
  const permitted: DraftSubtree[] = [];
  const excluded: DraftSubtree[] = [];
  for (const entry of listOf(context, value, line, EXTENSION)) {
    const [, kind, name = ''] = /^(permitted|excluded);(.*)$/s.exec(entry.name) ?? [];
    const subtree = kind === undefined ? undefined : readSubtree({ ...entry, name }, context);
    if (subtree === undefined) context.remarks.add('value-not-understood', entry.line, EXTENSION, entry.name);
    else (kind === 'permitted' ? permitted : excluded).push(subtree);
  }
  return { permitted, excluded };
}

function readSubtree(entry: ListEntry, context: ConfigContext): DraftSubtree | undefined {
  const { value = '', line } = entry;
  for (const [type, kind] of Object.entries(plain)) if (isNamed(entry, type)) return { kind, base: value };
  if (isNamed(entry, 'IP')) {
    const range = parseAddressRange(value);
    return range && { kind: 'ip', base: formatAddressRange(range) ?? value };
  }
  if (!isNamed(entry, 'dirName')) return undefined;
  const section = sectionNamed(context, value, line, EXTENSION);
  return section && { kind: 'directory', attributes: readDirectorySection(section, context.remarks) };
}
