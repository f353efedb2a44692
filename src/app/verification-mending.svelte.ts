/**
 * *Re-issue with the fix*: the certificate that was asked about as a corrected copy in the form of the page Certificate, signed
 * by the same authority where that is one of the person's own, with the same key where it lies here and may stay.
 */
import { isAcceptedByAll, mendedDraft } from '../pki/draft/mended';
import { certificateForm } from './certificate-copy';
import { faultOf, type Fault } from './fault';
import { isCertificateOf } from './same-octets';
import type { CertificateItem } from './verification-material';
import type { Answer, Verifier } from './verifier.svelte';
import type { Workbench } from './workbench';

/** What makes it possible: one of the own authorities, the private key, or that nobody else is needed. */
export type Means = 'authority' | 'key' | 'itself';

export class Mending {
  readonly #bench: Workbench;
  readonly #verifier: Verifier;
  #busy = $state.raw(false);
  #fault = $state.raw<Fault>();

  constructor(bench: Workbench, verifier: Verifier) {
    this.#bench = bench;
    this.#verifier = verifier;
  }

  get busy(): boolean {
    return this.#busy;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  /** `undefined` where whoever issued it has to be asked. */
  means(leaf: CertificateItem, answer: Answer): Means | undefined {
    if (this.#authorityOf(answer) !== undefined) return 'authority';
    if (this.#keyOf(leaf) !== undefined) return 'key';
    return this.#verifier.given.ties.isSelfSigned(leaf.id) ? 'itself' : undefined;
  }

  async mend(leaf: CertificateItem, answer: Answer): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#fault = undefined;
    const bench = this.#bench;
    try {
      const form = await certificateForm(bench);
      if ((await form.copyFrom(leaf.octets.slice())) === undefined) return;
      const keeps = isAcceptedByAll(form.plain.keyAlgorithm);
      form.take(mendedDraft(form.plain, answer.question.host));
      const key = keeps ? await this.#keyFile(leaf) : undefined;
      if (key === undefined) form.key.kind = 'new';
      else await form.key.openFiles([key]);
      const authority = this.#authorityOf(answer);
      if (authority !== undefined) {
        form.signer.kind = 'own';
        form.signer.own = authority;
      }
      bench.location.go('certificate');
    } catch (error) {
      this.#fault = faultOf(error);
    } finally {
      this.#busy = false;
    }
  }

  /** The person's own one that signed it. */
  #authorityOf({ assessment: { links } }: Answer) {
    const issuer = links[1]?.der;
    if (issuer === undefined) return undefined;
    return this.#verifier.authorities.find((authority) => isCertificateOf(authority, issuer))?.id;
  }

  #keyOf(leaf: CertificateItem): number | undefined {
    const { given } = this.#verifier;
    return given.ties
      .withKeyOf(leaf.id)
      .find((id) => given.item(id)?.privateKey !== undefined && given.item(id)?.lock === undefined);
  }

  /** From the worker that read it to the one that signs, on the person's click; the page keeps nothing of it. */
  async #keyFile(leaf: CertificateItem): Promise<File | undefined> {
    const { given } = this.#verifier;
    const item = this.#keyOf(leaf);
    if (item === undefined) return undefined;
    const request = { pile: given.pile, items: [item], format: 'pem', password: '' } as const;
    const reply = await given.client.ask('exportItems', request);
    return reply.kind === 'file' ? new File([reply.file.contents], 'key.pem') : undefined;
  }
}
