/** What fields deep down write to and ask for their problems: handing it through every part between would say nothing. */
import { createContext } from 'svelte';
import type { CertificateForm } from '../../app/certificate-form.svelte';
import type { FieldProblems } from '../../app/certificate-preview.svelte';

/** Of parts that stand in other forms as well. */
export const [getFieldProblems, setFieldProblems] = createContext<FieldProblems>();

export const [getForm, setForm] = createContext<CertificateForm>();
