// An inventory as the vault has it: two authorities with their work, made by the application's own code.
import type {
  AuthorityRecord,
  AuthorityRef,
  Inventory,
  IssuedRecord,
} from '../../src/pki/authority/authority-record';
import { firstSettings } from '../../src/pki/authority/authority-record';
import { describeHeld } from '../../src/pki/authority/describe-held';
import { describeCertificate } from '../../src/pki/authority/issued-facts';
import { makeAuthority } from '../../src/pki/authority/make-authority';
import { signList } from '../../src/pki/authority/sign-list';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import type { CertificateDraft, ProfileId } from '../../src/pki/draft/certificate-draft';
import { makeCertificate } from '../../src/pki/draft/make';
import { draftFor } from '../../src/pki/draft/profiles';

export const madeAt = new Date(Math.floor(Date.now() / 1000) * 1000);

function named(profile: ProfileId, name: string, algorithm: KeyAlgorithmId = 'ec-p256'): CertificateDraft {
  return {
    ...draftFor(profile, algorithm),
    subject: [{ type: '2.5.4.3', value: name }],
    alternativeNames: profile.startsWith('tls') ? [{ kind: 'dns', value: `${name}.test` }] : [],
  };
}

export interface KeptAuthority {
  readonly inventory: Inventory;
  readonly keys: ReadonlyMap<AuthorityRef, CryptoKey>;
}

/** One good certificate, one revoked, a promise that was never kept, and a list. */
async function kept(name: string, algorithm: KeyAlgorithmId): Promise<KeptAuthority> {
  const made = await makeAuthority(named('root', name, algorithm), undefined, madeAt);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const { opened, exportable } = made.value;
  const { ref, certificate, chain, facts } = await describeHeld(opened);
  const record: AuthorityRecord = {
    ...{ id: ref, certificate, chain, facts, others: [], settings: firstSettings },
    ...{ listNumber: 7, revision: 1, createdAt: madeAt.getTime(), origin: 'made' },
  };
  const issued: IssuedRecord[] = [];
  for (const title of ['good', 'revoked']) {
    const leaf = await makeCertificate(named('tls-server', title), opened, { kind: 'new' }, madeAt);
    if (!leaf.ok) throw new Error(JSON.stringify(leaf.error));
    const { der } = leaf.value.issued;
    const described = await describeCertificate(der);
    issued.push({
      ...{ authority: ref, serial: described!.serial, at: madeAt.getTime(), profile: 'tls-server' },
      ...{ der, facts: described!.facts, note: '{"base64":"AA=="}\n<b>=1+1' },
      status:
        title === 'good'
          ? { kind: 'good' }
          : { kind: 'revoked', at: madeAt.getTime(), reason: 'keyCompromise' },
    });
  }
  const serial = issued[1]!.serial;
  const nextUpdate = madeAt.getTime() + 86_400_000;
  const entries = [{ serial, at: madeAt.getTime(), reason: 'keyCompromise' as const }];
  const list = { number: 7, thisUpdate: madeAt.getTime(), nextUpdate, entries };
  const der = await signList(opened, list);
  const lists = [
    { authority: ref, number: 7, der, thisUpdate: list.thisUpdate, nextUpdate, count: 1, revision: 1 },
  ];
  const promised: IssuedRecord = {
    ...{ authority: ref, serial: '01', at: madeAt.getTime(), profile: 'custom', note: '' },
    status: { kind: 'reserved', tab: 'gone' },
  };
  return {
    inventory: { authorities: [record], issued: [...issued, promised], lists, templates: [] },
    keys: new Map([[ref, exportable]]),
  };
}

export async function keptInventory(): Promise<KeptAuthority> {
  const one = await kept('Röot "one" / ..', 'ec-p256');
  const other = await kept('Root two', 'rsa-2048');
  const [a, b] = [one.inventory, other.inventory];
  return {
    inventory: {
      authorities: [...a.authorities, ...b.authorities],
      issued: [...a.issued, ...b.issued],
      lists: [...a.lists, ...b.lists],
      templates: [{ name: 'Server', draft: named('tls-server', 'app'), savedAt: madeAt.getTime() }],
    },
    keys: new Map([...one.keys, ...other.keys]),
  };
}
