/** The form as a template: a file to keep, and a link that fills it in. Neither has a key or a password in it. */
import { isForRequests, readyMadeIds } from '../pki/draft/ready-made';
import { parseTemplate, draftFromLink, templateLink, writeTemplate } from '../pki/draft/template';
import type { CertificateForm } from './certificate-form.svelte';
import { addresses } from './location.svelte';

export { draftFromLink, isForRequests, parseTemplate, readyMadeIds };

/** `undefined` where the form says more than a link can carry. */
export function linkFor(form: CertificateForm): string | undefined {
  const template = templateLink(form.template);
  if (template === undefined) return undefined;
  const [page = ''] = location.href.split('#', 1);
  return `${page}${addresses[form.what]}?t=${template}`;
}

export function templateFile(form: CertificateForm): { readonly fileName: string; readonly text: string } {
  return { fileName: `${form.draft.profile}-template.json`, text: writeTemplate(form.template) };
}
