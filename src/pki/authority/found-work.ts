/**
 * What an authority did before it came here, as far as its folder tells: certificates that carry its signature, and its
 * revocation lists with their entries, so that serial numbers and list numbers go on where they were.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import type { Certificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import type { Extension } from '../../codec/extension';
import { parseRevocationList } from '../../codec/revocation-list';
import type { ProfileId } from '../draft/certificate-draft';
import { ProofReader } from '../signature-proof';
import type { AuthorityRef, IssuedRecord, RevocationListRecord } from './authority-record';
import { whatListsSay } from './found-lists';
import { describeCertificate, namesAsIssuer } from './issued-facts';
import { listRecords } from './list-number';

const purposes: readonly (readonly [oid: string, profile: ProfileId])[] = [
  ['1.3.6.1.5.5.7.3.3', 'code-signing'],
  ['1.3.6.1.5.5.7.3.8', 'time-stamping'],
  ['1.3.6.1.5.5.7.3.9', 'ocsp-signing'],
  ['1.3.6.1.5.5.7.3.4', 'email'],
];
const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';

interface FoundWork {
  readonly issued: readonly IssuedRecord[];
  /** Complete ones. */
  readonly lists: readonly RevocationListRecord[];
  /** The highest number any list has; 0 for none. */
  readonly listNumber: bigint;
  /** Something was revoked that the newest complete list does not know of. */
  readonly listOutdated: boolean;
  /** Serial numbers that two of the certificates share: one of them is in `issued`. */
  readonly doubled: readonly string[];
}

export async function foundWork(
  authority: AuthorityRef,
  issuer: Certificate,
  certificates: readonly Certificate[],
  lists: readonly Bytes[],
): Promise<FoundWork> {
  const proofs = new ProofReader();
  const key = issuer.publicKey.der;
  const issued = new Map<string, IssuedRecord>();
  const doubled = new Set<string>();
  for (const one of certificates) {
    if (!namesAsIssuer(one, issuer) || equalBytes(one.publicKey.der, key)) continue;
    if ((await proofs.prove(key, one.signatureAlgorithm, one.tbs, one.signatureValue)) !== 'fits') continue;
    const described = await describeCertificate(one.der);
    if (described === undefined) continue;
    const { serial, facts } = described;
    const at = facts.notBefore;
    const profile = profileOf(one.extensions);
    const before = issued.get(serial);
    if (before?.der !== undefined && !equalBytes(before.der, one.der)) doubled.add(serial);
    // Of two with one number the one that lasts longer: it has to be renewed and revoked for longer.
    if ((before?.facts?.notAfter ?? -Infinity) >= facts.notAfter) continue;
    issued.set(serial, {
      ...{ authority, serial, at, profile, facts, note: '' },
      status: { kind: 'good' },
      der: one.der,
    });
  }
  const own: Bytes[] = [];
  for (const der of lists) {
    const parsed = parseRevocationList(der);
    if (!parsed.ok || !equalBytes(parsed.value.issuer.der, issuer.subject.der)) continue;
    const { signatureAlgorithm, tbs, signatureValue } = parsed.value;
    if ((await proofs.prove(key, signatureAlgorithm, tbs, signatureValue)) === 'fits') own.push(der);
  }
  const said = whatListsSay(issuer.subject, own);
  for (const [serial, status] of said.taken) {
    const known = issued.get(serial);
    issued.set(
      serial,
      known === undefined
        ? { authority, serial, status, at: status.at, profile: 'custom', note: '' }
        : { ...known, status },
    );
  }
  return {
    issued: [...issued.values()],
    lists: listRecords(authority, said.complete),
    listNumber: said.number,
    listOutdated: said.outdated,
    doubled: [...doubled],
  };
}

/** The nearest profile, for lists and for renewing. */
function profileOf(extensions: readonly Extension[]): ProfileId {
  const basic = extensionValue(extensions, 'basicConstraints');
  if (basic.ok && basic.value?.value.ca === true) return 'intermediate';
  const usage = extensionValue(extensions, 'extendedKeyUsage');
  const named = (usage.ok ? usage.value?.value : undefined) ?? [];
  const rare = purposes.find(([oid]) => named.includes(oid));
  if (rare !== undefined) return rare[1];
  if (named.includes(SERVER)) return named.includes(CLIENT) ? 'tls-server-client' : 'tls-server';
  return named.includes(CLIENT) ? 'tls-client' : 'custom';
}
