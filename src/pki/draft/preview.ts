/** A draft as it stands: what cannot be done, what is unusual, and the certificate as it would be. */
import { opensslCertificateText } from '../views/openssl-text';
import { fieldsOf } from '../inspect/fields';
import type { Field } from '../inspect/field';
import { overviewOf, type Overview } from '../inspect/overview';
import type { Bytes } from '../../codec/bytes';
import type { OpenedAuthority } from '../open-authority';
import type { CertificateDraft } from './certificate-draft';
import type { DraftProblem } from './draft-problem';
import { keyFacts } from './key-facts';
import { publicKeyFor, signingBy, type KeyForDraft } from './make';
import { endOf, prepare } from './prepare';
import { ProblemList } from './problem-list';
import type { DraftRemark } from './remark';
import { remarksOn } from './remarks';
import { chosenScheme, schemesOfKey } from './signing';
import { unsignedCertificate } from './stand-in';
import { readValidity } from './validity';

export interface Decoded {
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
  authority: OpenedAuthority | undefined,
  key: KeyForDraft,
  when: { readonly at: Date; readonly serialNumber: Bytes },
): Promise<DraftPreview> {
  const { at, serialNumber } = when;
  const publicKey = publicKeyFor(draft, key);
  const prepared = prepare(draft, { publicKey, signing: signingBy(authority, key), at, serialNumber });
  const remarks = remarksFor(draft, authority, { publicKey, isNew: key.kind === 'new' }, at);
  if (!prepared.ok) return { problems: prepared.error, remarks };
  const der = unsignedCertificate(prepared.value);
  return { problems: [], remarks, decoded: await decodedOf(der, at) };
}

function remarksFor(
  draft: CertificateDraft,
  authority: OpenedAuthority | undefined,
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

async function decodedOf(der: Bytes, at: Date): Promise<Decoded> {
  const text = opensslCertificateText(der);
  return {
    overview: await overviewOf('certificate', der, at),
    fields: fieldsOf('certificate', der),
    text: text.ok ? text.value : '',
  };
}
