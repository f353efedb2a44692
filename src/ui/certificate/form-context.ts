/** The form that fields deep down write to and ask for their problems: handing it through every part between would say nothing. */
import { createContext } from 'svelte';
import type { CertificateForm } from '../../app/certificate-form.svelte';

export const [getForm, setForm] = createContext<CertificateForm>();
