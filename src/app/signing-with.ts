/** From one of the user's own authorities to the two forms that it signs in: a server's, and a certificate of any kind. */
import { certificateForm } from './certificate-copy';
import type { Authorities, AuthorityEntry } from './authorities.svelte';
import { OwnSigner } from './own-signer';
import type { Workbench } from './workbench';

/** Opens Local HTTPS with it as the signer; a locked one with the field for its passphrase. */
export function serverSignedBy(
  bench: Workbench,
  authorities: Authorities,
  { id, open }: AuthorityEntry,
): void {
  const { form, location } = bench;
  form.signer.own = new OwnSigner(authorities, id);
  form.signer.kind = 'own';
  form.show(open === undefined ? 'signer' : undefined);
  location.go('local-https');
}

/** Opens Certificate with it as the signer. What the form held before stays, the signer apart. */
export async function certificateSignedBy(
  bench: Workbench,
  authorities: Authorities,
  { id, open, settings }: AuthorityEntry,
): Promise<void> {
  // Without its chunk the page says itself what is missing.
  const form = await certificateForm(bench).catch(() => undefined);
  if (form !== undefined) {
    form.signer.know(authorities);
    form.signer.kind = 'own';
    form.signer.own = id;
    form.takeAddresses(settings);
    if (open === undefined) form.show('signer');
  }
  bench.location.go('certificate');
}
