/** The form as sentences: what is chosen already, and in a few words what that means. */
import type { CertificateForm } from '../../app/certificate-form.svelte';
import { boundsOf } from '../../app/certificate-validity';
import type { KeyChoice } from '../../app/key-choice.svelte';
import { instantOf, relativeTo } from '../instant';
import { dayOf } from '../moment';
import { counted, keyAbout, keyLimits, listedBriefly } from '../words';

interface Said {
  readonly value: string;
  readonly detail: string;
  /** It stands in the way. */
  readonly wrong: boolean;
}

/** What a subject is for, by the profile. */
export function subjectAbout({ what, draft: { profile }, signer }: CertificateForm): string {
  if (profile === 'root' || profile === 'intermediate')
    return 'What clients list the authority under, and what all it signs names as its issuer.';
  if (!profile.startsWith('tls-server')) return 'Whom or what it names.';
  return what === 'certificate' && signer.kind === 'self'
    ? 'Signed by itself it needs one, being its own issuer. Clients look at the names below.'
    : 'Servers need none: clients look at the names below.';
}

const said = (value: string, detail: string, wrong = false): Said => ({ value, detail, wrong });

export function keyPartSaid(form: CertificateForm, choice: KeyChoice): Said {
  const { key, draft } = form;
  if (key.kind === 'public') return said('The same key as before', key.copiedFrom ?? '');
  if (key.kind === 'held')
    return key.held === undefined
      ? said('No key is open yet', 'paste or drop it', form.making.stage.kind === 'key-missing')
      : said(key.held.label, 'a key you have');
  const option = choice.groups.flatMap(({ options }) => options).find(({ id }) => id === draft.keyAlgorithm);
  const about = option?.limit === undefined ? keyAbout[draft.keyAlgorithm] : keyLimits[option.limit];
  return said(`New ${option?.label ?? draft.keyAlgorithm}`, about);
}

export function signerSaid({ signer, making: { stage } }: CertificateForm): Said {
  const missing = stage.kind === 'authority-missing';
  if (signer.kind === 'self') return said('Itself', 'self-signed');
  if (signer.kind === 'own') {
    const { entry } = signer;
    if (entry === undefined) return said('No authority is chosen yet', '', missing);
    return entry.open === undefined
      ? said(entry.facts.name, 'locked: unlock it to sign', missing)
      : said(entry.facts.name, scopeSaid(entry.facts.permitted));
  }
  const { opened } = signer.given;
  return opened === undefined
    ? said('No authority is open yet', 'paste or drop its certificate and key', missing)
    : said(opened.name, scopeSaid(opened.permitted));
}

const scopeSaid = (permitted: readonly string[] | undefined): string =>
  permitted === undefined ? 'may sign any name' : `may only sign ${listedBriefly(permitted)}`;

export function validitySaid(form: CertificateForm, now: number): Said {
  const { validity } = form.draft;
  const wrong = form.troubled(['validity']);
  const bounds = boundsOf(validity, now);
  if (bounds === undefined) return said('Not a time yet', '', wrong);
  if (validity.kind === 'days')
    return said(`${counted(validity.days, 'day')}, until ${dayOf(bounds[1])}`, 'from now', wrong);
  return said(
    `Until ${instantOf(bounds[1])}`,
    `from ${instantOf(bounds[0])}, ${relativeTo(now, bounds[0])}`,
    wrong,
  );
}
