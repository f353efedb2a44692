/**
 * *Re-issue with the fix*: a copy of a server's certificate as every client takes it. Whom it is for stays, and what says where
 * its authority is; its key, dates, digest and extensions become what the profile for servers has.
 */
import type { KeyAlgorithmId } from '../algorithms';
import { readNames, toGeneralName } from '../names';
import type { CertificateDraft, DraftName } from './certificate-draft';
import { profileDays, withProfile } from './profiles';

/** Keys that no client refuses (client matrix, key-*). */
const accepted: ReadonlySet<KeyAlgorithmId> = new Set([
  ...(['ec-p256', 'ec-p384', 'rsa-2048', 'rsa-3072', 'rsa-4096'] as const),
]);

export const isAcceptedByAll = (algorithm: KeyAlgorithmId): boolean => accepted.has(algorithm);

/** @param host whom clients connect to; '' where nobody says */
export function mendedDraft(copy: CertificateDraft, host: string): CertificateDraft {
  const keyAlgorithm = isAcceptedByAll(copy.keyAlgorithm) ? copy.keyAlgorithm : 'ec-p256';
  const draft = withProfile({ ...copy, keyAlgorithm, signature: 'default', serialNumber: '' }, 'tls-server');
  return {
    ...draft,
    alternativeNames: withHost(copy, host),
    validity: { kind: 'days', days: profileDays('tls-server') },
    extensions: {
      ...draft.extensions,
      // What clients do not know and must refuse for it cannot stay; what they pass over can.
      own: draft.extensions.own.filter(({ critical }) => !critical),
    },
  };
}

/**
 * Every name as clients compare it, and the host among them. Where nobody says a host and no name is there, the common name is
 * what was meant: it was the only place for it once.
 */
function withHost(copy: CertificateDraft, host: string): readonly DraftName[] {
  const names = copy.alternativeNames.map(asCompared);
  const typed = host === '' && names.length === 0 ? commonNameOf(copy) : host;
  const [read] = readNames(typed);
  const wanted = read?.ok === false ? read.fixes[0] : read;
  if (wanted === undefined) return names;
  const { kind, value } = toGeneralName(wanted);
  const covers = (name: DraftName): boolean =>
    name.kind === kind &&
    (name.value === value ||
      (name.value.startsWith('*.') && name.value.slice(1) === value.slice(value.indexOf('.'))));
  return names.some(covers) ? names : [...names, { kind, value }];
}

/** An address that stands among the DNS names, `https://app.test/` and the like: what was meant by them. */
function asCompared(name: DraftName): DraftName {
  if (name.kind !== 'dns') return name;
  const [read, ...further] = readNames(name.value);
  const meant = read?.ok === false ? read.fixes[0] : read;
  if (meant === undefined || further.length > 0) return name;
  const { kind, value } = toGeneralName(meant);
  return { kind, value };
}

const COMMON_NAME = '2.5.4.3';
const commonNameOf = ({ subject }: CertificateDraft): string =>
  subject.findLast(({ type }) => type === COMMON_NAME)?.value ?? '';
