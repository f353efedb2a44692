/** A draft as it stands: what cannot be done, what is unusual, and the certificate or request as it would be. */
import { opensslCertificateText } from '../views/openssl-text';
import { opensslRequestText } from '../views/openssl-text-request';
import { fieldsOf } from '../inspect/fields';
import type { Field } from '../inspect/field';
import { overviewOf, type Overview } from '../inspect/overview';
import type { Bytes } from '../../codec/bytes';
import type { AuthorityWithoutKey } from '../open-authority';
import type { CertificateDraft } from './certificate-draft';
import type { DraftProblem } from './draft-problem';
import { keyFacts } from './key-facts';
import { publicKeyFor, requestKeyFor, signingBy, type KeyForDraft } from './make';
import { endOf, prepare } from './prepare';
import { prepareRequest, type RequestTexts } from './prepare-request';
import { ProblemList } from './problem-list';
import type { DraftRemark, DraftRemarkCode } from './remark';
import { remarksOn } from './remarks';
import { chosenScheme, schemesOfKey } from './signing';
import { unsignedCertificate, unsignedRequest } from './stand-in';
import { readValidity } from './validity';

interface Decoded {
  readonly overview: Overview;
  readonly fields: readonly Field[];
  /** What `openssl x509 -text` would print. */
  readonly text: string;
}

export interface DraftPreview {
  readonly problems: readonly DraftProblem[];
  readonly remarks: readonly DraftRemark[];
  readonly decoded?: Decoded;
}

/** @param serialNumber stands for one still to be drawn: the same at every call, so that nothing flickers */
export async function previewCertificate(
  draft: CertificateDraft,
  authority: AuthorityWithoutKey | undefined,
  key: KeyForDraft,
  when: { readonly at: Date; readonly serialNumber: Bytes },
): Promise<DraftPreview> {
  const { at, serialNumber } = when;
  const publicKey = publicKeyFor(draft, key);
  const prepared = prepare(draft, { publicKey, signing: signingBy(authority, key), at, serialNumber });
  const remarks = remarksFor(draft, authority, { publicKey, isNew: key.kind === 'new' }, at);
  if (!prepared.ok) return { problems: prepared.error, remarks };
  const der = unsignedCertificate(prepared.value);
  return { problems: [], remarks, decoded: await decodedOf('certificate', der, at) };
}

function remarksFor(
  draft: CertificateDraft,
  authority: AuthorityWithoutKey | undefined,
  key: { readonly publicKey: Bytes; readonly isNew: boolean },
  at: Date,
): readonly DraftRemark[] {
  // Their problems are told by `prepare`; here only what came of them counts.
  const aside = new ProblemList();
  const issuerKey = authority?.issuer.publicKey ?? key.publicKey;
  const usual = authority?.issuer.scheme ?? schemesOfKey(issuerKey)[0];
  const { algorithm, family } = keyFacts(key.publicKey);
  return remarksOn(draft, {
    selfSigned: authority === undefined,
    family,
    keyAlgorithm: algorithm,
    keyIsNew: key.isNew,
    scheme: chosenScheme(draft.signature, issuerKey, usual, aside)?.id,
    usualScheme: usual?.id,
    validity: readValidity(draft.validity, at, authority && endOf(authority), aside),
    at,
  });
}

/** What a request leaves to the authority, nobody remarks on. */
const leftToAuthority: ReadonlySet<DraftRemarkCode> = new Set<DraftRemarkCode>([
  'server-beyond-825-days',
  'no-subject-key-identifier',
  'no-authority-key-identifier',
  'self-signed-authority-identifier',
  'serial-short',
  'already-ended',
  'not-yet-begun',
]);

/** As `previewCertificate`, for a request. */
export async function previewRequest(
  draft: CertificateDraft,
  key: KeyForDraft,
  texts: RequestTexts,
): Promise<DraftPreview> {
  // No field of a request is held against the clock.
  const at = new Date(0);
  const own = requestKeyFor(draft, key);
  const prepared = prepareRequest(draft, texts, own);
  const remarks = remarksFor(
    draft,
    undefined,
    { publicKey: own.publicKey, isNew: key.kind === 'new' },
    at,
  ).filter(({ code }) => !leftToAuthority.has(code));
  if (!prepared.ok) return { problems: prepared.error, remarks };
  const der = unsignedRequest(prepared.value, own.publicKey);
  return { problems: [], remarks, decoded: await decodedOf('request', der, at) };
}

const printers = { certificate: opensslCertificateText, request: opensslRequestText } as const;

async function decodedOf(kind: keyof typeof printers, der: Bytes, at: Date): Promise<Decoded> {
  const text = printers[kind](der);
  return {
    overview: await overviewOf(kind, der, at),
    fields: fieldsOf(kind, der),
    text: text.ok ? text.value : '',
  };
}
