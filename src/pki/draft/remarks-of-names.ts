/** What is unusual about the names of a draft: those that no client looks for where they stand. */
import { parseIpAddress } from '../../codec/ip-address';
import type { CertificateDraft, DraftName } from './certificate-draft';
import { isServer, type Remark } from './remark-facts';

const COMMON_NAME = '2.5.4.3';
/** At least two labels, or the one host everybody has; anything else in a CommonName is a word for people. */
const HOST = /^(?:localhost|(?:\*\.)?[a-z\d_](?:[\w-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+)$/i;

/** What a kubelet is called begins with it, and its node's name follows (kubernetes.io, Using Node Authorization). */
const NODE = 'system:node:';

const isAddress = (text: string): boolean => parseIpAddress(text.trim()) !== undefined;

/** Two of one key are one name to every client. */
function keyOf(name: DraftName): string {
  return 'value' in name && name.kind !== 'other'
    ? `${name.kind} ${name.value.trim().toLowerCase()}`
    : JSON.stringify(name);
}

const withNames = (draft: CertificateDraft, alternativeNames: readonly DraftName[]): CertificateDraft => ({
  ...draft,
  alternativeNames,
});

export function nameRemarks(draft: CertificateDraft, remark: Remark): void {
  const { alternativeNames: names } = draft;
  const taken = new Set<string>();
  for (const [index, name] of names.entries()) {
    const place = ['alternativeNames', index];
    if (name.kind === 'dns' && isAddress(name.value))
      remark(
        'address-in-dns-name',
        place,
        [name.value],
        withNames(draft, names.with(index, { kind: 'ip', value: name.value.trim() })),
      );
    const key = keyOf(name);
    if (taken.has(key))
      remark(
        'name-twice',
        place,
        'value' in name ? [name.value] : [],
        withNames(
          draft,
          names.filter((_, other) => other !== index),
        ),
      );
    taken.add(key);
  }
  for (const [index, { type, value }] of draft.subject.entries())
    if (type.trim() === COMMON_NAME && value.trim() === NODE) remark('node-without-name', ['subject', index]);
  if (isServer(draft)) serverRemarks(draft, remark);
}

function serverRemarks(draft: CertificateDraft, remark: Remark): void {
  const { alternativeNames: names, subject } = draft;
  const common = subject.findLast(({ type }) => type.trim() === COMMON_NAME)?.value.trim();
  const host = common !== undefined && (HOST.test(common) || isAddress(common)) ? common : undefined;
  const added = host === undefined ? undefined : withNames(draft, [...names, nameOf(host)]);
  if (!names.some(({ kind }) => kind === 'dns' || kind === 'ip' || kind === 'der')) {
    remark('server-without-names', ['alternativeNames'], [], added);
    return;
  }
  if (host === undefined) return;
  const there = names.some(
    (name) => 'value' in name && name.value.trim().toLowerCase() === host.toLowerCase(),
  );
  if (!there) remark('common-name-not-among-names', ['subject'], [host], added);
}

const nameOf = (host: string): DraftName => ({ kind: isAddress(host) ? 'ip' : 'dns', value: host });
