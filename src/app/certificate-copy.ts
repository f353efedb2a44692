/** The form of the page Certificate for other pages that fill it in. A chunk of its own: who only looks at things never fetches it. */
import type { CertificateForm } from './certificate-form.svelte';
import type { Workbench } from './workbench';

export async function certificateForm(bench: Workbench): Promise<CertificateForm> {
  const { CertificateForm } = await import('./certificate-form.svelte');
  return bench.kept('certificate', () => new CertificateForm(bench.client, bench.rulebook, 'certificate'));
}
