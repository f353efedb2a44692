/** A draft while it is being edited: the same plain data, in a form that fields can write to. */
import type { CertificateDraft, DraftExtensions } from '../pki/draft/certificate-draft';

export type Editable<T> = T extends readonly (infer Item)[]
  ? Editable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Editable<T[Key]> }
    : T;

export type EditableDraft = Editable<CertificateDraft>;
export type EditableExtensions = Editable<DraftExtensions>;

/** The same data, shared with nobody. */
export const editable = <T>(data: T): Editable<T> => structuredClone(data) as Editable<T>;
