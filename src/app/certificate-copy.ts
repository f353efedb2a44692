/** The forms of Certificate and Signing request for pages that fill them in. A chunk of its own: who only looks never fetches it. */
import type { CertificateForm } from './certificate-form.svelte';
import type { Workbench } from './workbench';

export async function certificateForm(
  bench: Workbench,
  what: CertificateForm['what'] = 'certificate',
): Promise<CertificateForm> {
  const { CertificateForm } = await import('./certificate-form.svelte');
  return bench.kept(what, () => new CertificateForm(bench.client, bench.rulebook, what));
}
