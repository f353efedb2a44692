/**
 * *Re-issue with the fix*, for Verify, Inspect and Diagnose: a corrected copy of a certificate in the form that makes it, signed by
 * the same authority where that is one of the person's own or its key lies here, with the same key where that lies here and may
 * stay. An authority keeps its key, since what it signed hangs on it.
 */
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import { isAcceptedByAll, mendedDraft } from '../pki/draft/mended';
import { certificateFacts } from '../pki/inspect/relations-facts';
import { Authorities, type AuthorityEntry } from './authorities.svelte';
import { addressOf } from './authority-place.svelte';
import { certificateForm } from './certificate-copy';
import type { CertificateForm } from './certificate-form.svelte';
import { faultOf, type Fault } from './fault';
import { mendedAuthority } from './fresh-authority';
import type { Inspector } from './inspector.svelte';
import { keyBeside, keyFile, type KeyBeside } from './keys-beside';
import { sameOctets } from './same-octets';
import type { Workbench } from './workbench';

type Octets = Uint8Array<ArrayBuffer>;

/**
 * What makes it possible. `is-own`: it is one of the own authorities; `own`: one of them signed it; `files`: its issuer's key lies
 * here; `itself`: it signs itself. Otherwise whoever issued it has to be asked, for the same key (`key`) or for a new one
 * (`nothing`).
 */
export type Means = 'is-own' | 'own' | 'files' | 'itself' | 'key' | 'nothing';

export interface Broken {
  readonly certificate: Octets;
  readonly as: 'server' | 'authority';
  /** Whoever signed it, or whom it names, the nearest first; as far as they are here. */
  readonly above: readonly Octets[];
  /** Whom somebody connects to; '' where nobody says. */
  readonly host: string;
  readonly piles: readonly Inspector[];
}

export class Mending {
  readonly #bench: Workbench;
  readonly #authorities: Authorities;
  #busy = $state.raw(false);
  #fault = $state.raw<Fault>();

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.#authorities = bench.kept('authorities', () => new Authorities(bench.client));
    void this.#authorities.open();
  }

  get busy(): boolean {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** `undefined`: an authority that is somebody else's. */
  means({ certificate, as, above: [issuer], piles }: Broken): Means | undefined {
    if (as === 'authority' && this.#authorityOf(certificate) !== undefined) return 'is-own';
    if (issuer !== undefined && this.#authorityOf(issuer) !== undefined) return 'own';
    if (issuer !== undefined && keyBeside(issuer, piles) !== undefined) return 'files';
    const hasKey = keyBeside(certificate, piles) !== undefined;
    if (isSelfIssued(certificate) && (hasKey || as === 'server')) return 'itself';
    if (hasKey) return 'key';
    return as === 'server' ? 'nothing' : undefined;
  }

  /** True where the form is filled in and shown. */
  async mend(broken: Broken): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#fault = undefined;
    try {
      const { client } = this.#bench;
      const means = this.means(broken);
      if (means === undefined) return false;
      if (means === 'is-own') return this.#show(broken.certificate);
      const page = means === 'key' || means === 'nothing' ? 'request' : 'certificate';
      const copied = await client.ask('draftFrom', { octets: broken.certificate.slice() });
      if (copied === undefined) return false;
      const form = await certificateForm(this.#bench, page);
      const { draft, publicKey, keyAlgorithm, leftOut } = copied;
      form.take(mended(draft, broken));
      form.key.copied(publicKey, draft.subject.at(-1)?.value ?? '');
      form.taken = { kind: 'copy', leftOut, request: false };
      const mayStay = keyAlgorithm !== undefined && isAcceptedByAll(keyAlgorithm);
      const isServer = broken.as === 'server';
      await this.#giveKey(
        form,
        mayStay || !isServer ? keyBeside(broken.certificate, broken.piles) : undefined,
      );
      if (!isServer && form.key.kind === 'new') form.key.kind = 'public';
      if (page === 'certificate') await this.#giveSigner({ form, means }, broken);
      this.#bench.location.go(page);
      return true;
    } catch (error) {
      this.#fault = faultOf(error);
      return false;
    } finally {
      this.#busy = false;
    }
  }

  /** An authority of one's own is made anew on its page, where that is written down. */
  #show(certificate: Octets): boolean {
    const own = this.#authorityOf(certificate);
    if (own === undefined) return false;
    location.hash = addressOf({ kind: 'one', id: own.id, tab: 'overview' });
    return true;
  }

  async #giveKey(form: CertificateForm, key: KeyBeside | undefined): Promise<void> {
    const file = key && (await keyFile(key));
    if (file !== undefined) await form.key.openFiles([file]);
    if (file === undefined || form.key.held === undefined) form.key.kind = 'new';
  }

  async #giveSigner({ form, means }: { form: CertificateForm; means: Means }, broken: Broken): Promise<void> {
    const { signer } = form;
    const { above, piles } = broken;
    const [issuer] = above;
    if (means === 'itself' || issuer === undefined) {
      signer.kind = 'self';
      return;
    }
    const own = this.#authorityOf(issuer);
    const key = keyBeside(issuer, piles);
    if (own !== undefined) {
      signer.know(this.#authorities);
      signer.kind = 'own';
      signer.own = own.id;
      form.takeAddresses(own.settings);
    } else if (key !== undefined) {
      signer.kind = 'given';
      signer.given.close();
      const file = await keyFile(key);
      const chain = above.map((der, place) => new File([der], `${place}.der`));
      if (file !== undefined) await signer.given.addFiles([...chain, file]);
    }
  }

  /** The person's own one that it is a certificate of: one that was made anew has the same name and key. */
  #authorityOf(issuer: Octets): AuthorityEntry | undefined {
    const wanted = certificateFacts(issuer);
    if (wanted === undefined) return undefined;
    return this.#authorities.all.find(({ certificate, facts }) => {
      const own = facts.problem === undefined ? certificateFacts(certificate) : undefined;
      return own?.subject === wanted.subject && sameOctets(own.spki, wanted.spki);
    });
  }
}

function isSelfIssued(certificate: Octets): boolean {
  const facts = certificateFacts(certificate);
  return facts !== undefined && facts.subject === facts.issuer;
}

const mended = (draft: CertificateDraft, { as, certificate, host }: Broken): CertificateDraft =>
  as === 'server'
    ? mendedDraft(draft, host)
    : mendedAuthority(draft, isSelfIssued(certificate) ? 'root' : 'intermediate');
