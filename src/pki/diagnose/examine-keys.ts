/** Which key belongs to which certificate, and what of the files could not be read at all. */
import type { Case, CaseCertificate } from './case-file';
import { evidence, type Evidence } from './evidence';

/** Certificates of one file, in their order. */
const inOneFile = ({ certificates }: Case, one: CaseCertificate): readonly CaseCertificate[] =>
  certificates
    .filter(({ file }) => file.input === one.file.input)
    .toSorted((a, b) => a.file.start - b.file.start);

export function examineKeys(files: Case): readonly Evidence[] {
  const { keys, certificates, leaf } = files;
  const locked = unreadableFiles(files);
  if (certificates.length === 0) return [...locked, evidence('open', 'no-certificate', [])];
  const said = keys.map((key): Evidence => {
    const fitting = certificates.find(({ link }) => link.key === key.key);
    if (fitting === undefined)
      return evidence('causes', 'key-fits-nothing', [key, ...certificates.slice(0, 3)]);
    const [first] = inOneFile(files, fitting);
    // Servers hold the key against the first certificate of the file.
    return first === fitting || first === undefined || first.link.key === fitting.link.key
      ? evidence('contradicts', 'key-fits', [key, fitting])
      : evidence('causes', 'key-fits-later', [key, fitting, first]);
  });
  const alone =
    keys.length === 0 && leaf !== undefined ? [evidence('open', 'certificate-without-key', [leaf])] : [];
  return [...said, ...alone, ...locked];
}

export const unreadableFiles = ({ others }: Case): readonly Evidence[] =>
  others.flatMap((file): readonly Evidence[] => {
    if (file.kind === 'locked-key') return [evidence('causes', 'key-locked', [{ file }])];
    return file.kind === 'unreadable' ? [evidence('causes', 'unreadable', [{ file }])] : [];
  });
