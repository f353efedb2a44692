/** The form as a template: a file to keep, and a link. */
import type { CertificateForm } from './certificate-form.svelte';
export function linkFor(_form: CertificateForm): string | undefined {
  return undefined;
}
export function templateFile(form: CertificateForm): { fileName: string; text: string } {
  return { fileName: 'template.json', text: JSON.stringify(form.asked, undefined, 2) };
}
export function readTemplate(
  _text: string,
): { ok: false } | { ok: true; value: { name: string; draft: CertificateForm['asked'] } } {
  return { ok: false };
}
