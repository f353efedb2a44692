/**
 * What an authority did before it came here, as far as its folder tells: certificates that carry its signature, and its
 * revocation lists with their entries, so that serial numbers and list numbers go on where they were.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import type { Certificate } from '../../codec/certificate';
import { extensionValue } from '../../codec/extension';
import type { Extension } from '../../codec/extension';
import { parseRevocationList, revokedCertificates, type RevocationList } from '../../codec/revocation-list';
import type { ProfileId } from '../draft/certificate-draft';
import { ProofReader } from '../signature-proof';
import { serialText } from './authority-facts';
import type { AuthorityRef, IssuedRecord, IssuedStatus, RevocationListRecord } from './authority-record';
import { describeCertificate, namesAsIssuer } from './issued-facts';

const purposes: readonly (readonly [oid: string, profile: ProfileId])[] = [
  ['1.3.6.1.5.5.7.3.3', 'code-signing'],
  ['1.3.6.1.5.5.7.3.8', 'time-stamping'],
  ['1.3.6.1.5.5.7.3.9', 'ocsp-signing'],
  ['1.3.6.1.5.5.7.3.4', 'email'],
];
const SERVER = '1.3.6.1.5.5.7.3.1';
const CLIENT = '1.3.6.1.5.5.7.3.2';

/** Lists with a larger number than JavaScript counts to are read for their entries alone. */
const numberOf = ({ extensions }: RevocationList): number | undefined => {
  const number = extensionValue(extensions, 'cRLNumber');
  const value = number.ok ? number.value?.value : undefined;
  return value === undefined || value < 1n || value > BigInt(Number.MAX_SAFE_INTEGER)
    ? undefined
    : Number(value);
};

export async function foundWork(
  authority: AuthorityRef,
  issuer: Certificate,
  certificates: readonly Certificate[],
  lists: readonly Bytes[],
): Promise<{ readonly issued: readonly IssuedRecord[]; readonly lists: readonly RevocationListRecord[] }> {
  const proofs = new ProofReader();
  const key = issuer.publicKey.der;
  const issued = new Map<string, IssuedRecord>();
  for (const one of certificates) {
    if (!namesAsIssuer(one, issuer) || equalBytes(one.publicKey.der, key)) continue;
    if ((await proofs.prove(key, one.signatureAlgorithm, one.tbs, one.signatureValue)) !== 'fits') continue;
    const described = await describeCertificate(one.der);
    if (described === undefined) continue;
    const { serial, facts } = described;
    const at = facts.notBefore;
    const profile = profileOf(one.extensions);
    issued.set(serial, {
      ...{ authority, serial, at, profile, facts, note: '' },
      status: { kind: 'good' },
      der: one.der,
    });
  }
  const found: RevocationListRecord[] = [];
  const read: RevocationList[] = [];
  for (const der of lists) {
    const parsed = parseRevocationList(der);
    if (!parsed.ok || !equalBytes(parsed.value.issuer.der, issuer.subject.der)) continue;
    const list = parsed.value;
    if ((await proofs.prove(key, list.signatureAlgorithm, list.tbs, list.signatureValue)) !== 'fits')
      continue;
    read.push(list);
    const number = numberOf(list);
    if (number === undefined) continue;
    const thisUpdate = list.thisUpdate.getTime();
    const nextUpdate = list.nextUpdate?.getTime() ?? thisUpdate;
    const count = list.revokedCount;
    found.push({ authority, number, der: list.der, thisUpdate, nextUpdate, count, revision: 0 });
  }
  const [newest] = read.sort((one, other) => other.thisUpdate.getTime() - one.thisUpdate.getTime());
  for (const [serial, status] of newest === undefined ? [] : entriesOf(newest)) {
    const known = issued.get(serial);
    const at = status.at;
    issued.set(
      serial,
      known === undefined
        ? { authority, serial, status, at, profile: 'custom', note: '' }
        : { ...known, status },
    );
  }
  return { issued: [...issued.values()], lists: found };
}

type Taken = Extract<IssuedStatus, { readonly at: number }>;

function* entriesOf(list: RevocationList): Generator<readonly [serial: string, status: Taken]> {
  for (const entry of revokedCertificates(list)) {
    if (!entry.ok) continue;
    const { serialNumber, revocationDate, extensions } = entry.value;
    const code = extensionValue(extensions, 'reasonCode');
    const reason = (code.ok ? code.value?.value : undefined) ?? 'unspecified';
    const at = revocationDate.getTime();
    if (reason === 'removeFromCRL') continue;
    yield [
      serialText(serialNumber),
      reason === 'certificateHold' ? { kind: 'held', at } : { kind: 'revoked', at, reason },
    ];
  }
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
