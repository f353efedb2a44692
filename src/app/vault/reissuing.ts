/**
 * An authority's certificate anew, for the same name and key: for longer, or with other limits. What it signed before goes on
 * under the new one. And its certificate by somebody else's key (cross-signing), so that who trusts them trusts it.
 */
import {
  firstSettings,
  type AuthorityRecord,
  type AuthorityRef,
  type OtherCertificate,
} from '../../pki/authority/authority-record';
import { withAddresses } from '../../pki/authority/issuer-addresses';
import type { CertificateDraft, ProfileId } from '../../pki/draft/certificate-draft';
import type { CertificateWithChain } from '../../pki/authority/newer-certificates';
import type { DescribedAuthority } from '../../pki/authority/describe-held';
import type { MadeSummary } from '../../worker/certificate-protocol';
import type { WorkerClient } from '../../worker/client';
import type { Issuing, IssueProblem } from './issuing';
import type { Ledger } from './ledger.svelte';
import type { Lineage } from './lineage';
import { nextValidity } from './next-validity';
import type { OpenKeys } from './open-keys.svelte';
import { done, outcomeOf, refused, type Outcome } from './outcome';
import { isCertificateOf, sameOctets } from '../same-octets';

export type ReissueProblem =
  | IssueProblem
  /** The authority that signed it is not here; ask its keeper, and import what comes back. */
  | { readonly code: 'issuer-not-here' }
  /** Its certificate, or the one to be cross-signed, cannot be taken for a draft. */
  | { readonly code: 'no-certificate' };

/** An authority's next certificate. */
export interface ReissueDraft {
  readonly draft: CertificateDraft;
  /** Extensions that cannot be carried over, by identifier. */
  readonly leftOut: readonly string[];
}

/** What an authority's certificate is signed as; `custom` where it came from elsewhere. */
const ofAuthorities: readonly unknown[] = ['root', 'intermediate', 'custom'] satisfies ProfileId[];

export class Reissuing {
  readonly #client: WorkerClient;
  readonly #ledger: Ledger;
  readonly #keys: OpenKeys;
  readonly #issuing: Issuing;
  readonly #lineage: Lineage;

  constructor(client: WorkerClient, ledger: Ledger, keys: OpenKeys, issuing: Issuing, lineage: Lineage) {
    this.#client = client;
    this.#ledger = ledger;
    this.#keys = keys;
    this.#issuing = issuing;
    this.#lineage = lineage;
  }

  /** What its certificate says, as a draft: as long as before, from now on. `undefined` where it cannot be read so. */
  async draftOf(id: AuthorityRef): Promise<ReissueDraft | undefined> {
    const record = this.#ledger.authority(id);
    if (record === undefined) return undefined;
    const { facts, certificate } = record;
    const found = await this.#client.ask('draftFrom', { octets: certificate });
    const profile = facts.root ? ('root' as const) : ('intermediate' as const);
    const validity = nextValidity(facts, Date.now());
    return (
      found && { draft: { ...found.draft, profile, serialNumber: '', validity }, leftOut: found.leftOut }
    );
  }

  /** Same name and key, new certificate. An intermediate needs the authority that signed it, unlocked. */
  reissue(id: AuthorityRef, draft: CertificateDraft): Promise<Outcome<undefined, ReissueProblem>> {
    return outcomeOf<undefined, ReissueProblem>(async () => {
      const held = this.#keys.use(id);
      const record = this.#ledger.authority(id);
      if (record === undefined) return { kind: 'gone' };
      if (held === undefined) return { kind: 'locked' };
      if (record.facts.root) {
        const reply = await this.#client.ask('reissueRoot', { held, draft, at: Date.now() });
        if (reply.kind === 'refused') return refused({ code: 'draft', problems: reply.problems });
        await this.#replace(id, reply.authority);
        return done(undefined);
      }
      const issuer = this.#issuerOf(record);
      if (issuer === undefined) return refused({ code: 'issuer-not-here' });
      const found = await this.#client.ask('draftFrom', { octets: record.certificate });
      if (found === undefined) return refused({ code: 'no-certificate' });
      const { publicKey } = found;
      const made = await this.#issuing.issue(issuer.id, {
        draft: withAddresses(draft, issuer.settings),
        key: { kind: 'public', publicKey },
        renews: record.facts.serial,
      });
      if (made.kind !== 'done') return made;
      const { der: certificate, chain } = made.value;
      const adopted = await this.#client.ask('adoptCertificate', {
        held,
        certificate,
        chain,
        at: Date.now(),
      });
      await this.#replace(id, adopted);
      return done(undefined);
    });
  }

  /**
   * Signs another authority's certificate with this one's key: same name, same public key.
   * @param certificate of an authority that need not be here; what it says is the draft where none is given
   */
  crossSign(
    by: AuthorityRef,
    certificate: Uint8Array<ArrayBuffer>,
    draft?: CertificateDraft,
  ): Promise<Outcome<MadeSummary, ReissueProblem>> {
    return outcomeOf<MadeSummary, ReissueProblem>(async () => {
      const found = await this.#client.ask('draftFrom', { octets: certificate });
      if (found === undefined) return refused({ code: 'no-certificate' });
      const { publicKey } = found;
      const wanted = draft ?? { ...found.draft, profile: 'intermediate' as const, serialNumber: '' };
      const made = await this.#issuing.issue(by, {
        draft: this.#signedBy(by, wanted),
        key: { kind: 'public', publicKey },
      });
      if (made.kind === 'done') await this.#noteCrossSigned(made.value);
      return made;
    });
  }

  /**
   * Certificates of its own that it does not go by yet, the newest first: those that its issuer signed here, for its name and
   * key, from this tab or another, and those that were given.
   */
  async newer(
    id: AuthorityRef,
    given: readonly CertificateWithChain[] = [],
  ): Promise<readonly DescribedAuthority[]> {
    const record = this.#ledger.authority(id);
    if (record === undefined) return [];
    const candidates = [...given, ...this.#signedHere(record)];
    if (candidates.length === 0) return [];
    const { certificate: current } = record;
    return this.#client.ask('newerCertificates', { current, candidates, at: Date.now() });
  }

  /** From now on it goes by one of `newer`, open or locked. */
  goBy(id: AuthorityRef, { certificate, chain, ...described }: DescribedAuthority): Promise<Outcome> {
    return outcomeOf(async () => {
      await this.#lineage.adopt(id, { certificate, chain });
      await this.#replace(id, { certificate, chain, ...described });
      return done(undefined);
    });
  }

  #signedHere({ facts: own }: AuthorityRecord): readonly CertificateWithChain[] {
    const issuers = new Map(
      this.#ledger.authorities
        .filter(({ facts }) => facts.name === own.issuerName)
        .map((one) => [one.id, one]),
    );
    return this.#ledger.issued.flatMap(({ authority, status, der, facts, profile }) => {
      const issuer = issuers.get(authority);
      const begins = facts !== undefined && facts.notBefore > own.notBefore;
      if (issuer === undefined || der === undefined || !begins) return [];
      if (status.kind !== 'good' || !ofAuthorities.includes(profile)) return [];
      return [{ certificate: der, chain: [issuer.certificate, ...issuer.chain] }];
    });
  }

  async #replace(id: AuthorityRef, { certificate, chain, facts }: DescribedAuthority): Promise<void> {
    await this.#ledger.vaultOf(id).changeAuthority(id, (record) => {
      const earlier: OtherCertificate = { der: record.certificate, chain: record.chain, why: 'earlier' };
      const others = record.others.filter(({ der }) => !sameOctets(der, certificate));
      return { ...record, certificate, chain, facts, others: [earlier, ...others] };
    });
    // It has its certificate, whatever becomes of those below; what is left behind is brought along when the vault is opened.
    await this.#lineage.bringUpToDate().catch(() => undefined);
  }

  /** Where the authority that was signed is here too, it gets the certificate beside its own. */
  async #noteCrossSigned({ der, chain }: MadeSummary): Promise<void> {
    const ref = await this.#client.ask('authorityOf', { certificate: der });
    if (ref === undefined || this.#ledger.authority(ref) === undefined) return;
    const crossed: OtherCertificate = { der, chain, why: 'cross-signed' };
    await this.#ledger
      .vaultOf(ref)
      .changeAuthority(ref, (record) => ({ ...record, others: [...record.others, crossed] }));
  }

  /** Addresses in a certificate are its issuer's: those of the one before mean nothing under another. */
  #signedBy(by: AuthorityRef, draft: CertificateDraft): CertificateDraft {
    const { crlDistributionPoints: _, authorityInfoAccess: __, ...extensions } = draft.extensions;
    return withAddresses({ ...draft, extensions }, this.#ledger.authority(by)?.settings ?? firstSettings);
  }

  /** Whichever of its certificates stands above: it may have been re-issued since. */
  #issuerOf({ chain: [above] }: AuthorityRecord): AuthorityRecord | undefined {
    return above && this.#ledger.authorities.find((one) => isCertificateOf(one, above));
  }
}
