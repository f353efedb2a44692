/** How far one request is, and how other programs would sign the same once it is signed. */
import type { CertificateDraft, DraftAttribute } from '../pki/draft/certificate-draft';
import type { SigningPlan } from '../pki/signing-plan/plan';
import type { MadeSummary } from '../worker/certificate-protocol';
import { asMade, type Commands, type WantedOfOthers } from './certificate-commands.svelte';
import type { SchemeId } from './certificate-schemes';
import type { IssueProblem } from './vault/issuing';
import type { Outcome } from './vault/outcome';

export type SigningState =
  | { readonly kind: 'waiting' | 'signing' }
  | {
      readonly kind: 'signed';
      readonly made: MadeSummary;
      /** How other programs sign the same. */
      readonly commands: () => Promise<Commands>;
    }
  /** Its signature or its key was not taken. */
  | { readonly kind: 'blocked' }
  | { readonly kind: 'trouble'; readonly trouble: Exclude<Outcome<never, IssueProblem>, { kind: 'done' }> };

/** @param schemes what the authority's key signs with, the usual first */
export function othersOf(
  { rows }: SigningPlan,
  draft: CertificateDraft,
  made: MadeSummary,
  [scheme]: readonly SchemeId[],
): WantedOfOthers {
  const asked = rows.flatMap((row) => (row.about === 'subject' ? [row.asked] : []));
  const isSame = ({ type, value }: DraftAttribute, place: number): boolean =>
    asked[place]?.type === type && asked[place].value === value;
  const wanted = {
    draft,
    signer: 'authority',
    what: 'certificate',
    key: 'request',
    subjectAsAsked: asked.length === draft.subject.length && draft.subject.every(isSame),
    attributes: { challengePassword: '', unstructuredName: '' },
  } as const;
  return asMade({ ...wanted, ...(scheme !== undefined && { scheme }) }, made);
}
