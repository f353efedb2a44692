/** Public facts of what was made, and under which name its files go. */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { parseCertificateRequest } from '../../codec/certificate-request';
import { attributeOf, formatDistinguishedName, type DistinguishedName } from '../../codec/distinguished-name';
import { extensionValue, type Extension } from '../../codec/extension';
import { formatGeneralName } from '../../codec/general-name';
import { fingerprint } from '../anchor';
import { PkiError } from '../error';
import { safeFileName } from '../file-name';
import { keyFormatsOf, type KeyFormat } from '../key-export';
import { keyFacts } from './key-facts';
import { runsOf, type Made } from './made-files';

const COMMON_NAME = '2.5.4.3';
const TITLE_AT_MOST = 200;

/** What certificate and request have in common. */
interface Document {
  readonly subject: DistinguishedName;
  readonly extensions: readonly Extension[];
  readonly publicKey: Bytes;
  readonly validity?: { readonly notBefore: Date; readonly notAfter: Date };
}

function documentOf({ kind, der }: Pick<Made, 'kind' | 'der'>): Document {
  const parsed = kind === 'certificate' ? parseCertificate(der) : parseCertificateRequest(der);
  if (!parsed.ok) throw new PkiError('proof-failed', ['what was made does not parse'], parsed.error);
  return { ...parsed.value, publicKey: parsed.value.publicKey.der };
}

/** CommonName, else the first alternative name, else the whole name. */
function titleOf({ subject, extensions }: Document): string {
  const names = extensionValue(extensions, 'subjectAltName');
  const first = names.ok ? names.value?.value[0] : undefined;
  const named = first && ('value' in first ? first.value : formatGeneralName(first));
  const title = attributeOf(subject, COMMON_NAME) ?? named ?? formatDistinguishedName(subject);
  return (title === '' ? 'certificate' : title).slice(0, TITLE_AT_MOST);
}

export function madeFrom(
  kind: Made['kind'],
  der: Bytes,
  chain: readonly Bytes[],
  privateKey: CryptoKey | undefined,
): Made {
  const title = titleOf(documentOf({ kind, der }));
  const [top] = chain.slice(-1).map((one) => parseCertificate(one));
  const rooted = top?.ok === true && equalBytes(top.value.issuer.der, top.value.subject.der);
  return { kind, der, chain, rooted, privateKey, title, fileName: safeFileName(title) };
}

export interface MadeFacts {
  readonly fileName: string;
  readonly title: string;
  readonly der: Bytes;
  readonly chain: readonly Bytes[];
  readonly sha256: string;
  readonly notBefore?: number;
  readonly notAfter?: number;
  readonly keyLabel: string;
  readonly keyFormats: readonly KeyFormat[];
  /** What the zip can start with it. */
  readonly runs?: 'server' | 'client';
}

export async function summaryOf(made: Made): Promise<MadeFacts> {
  const { validity, publicKey } = documentOf(made);
  const { label, family } = keyFacts(publicKey);
  const runs = runsOf(made);
  return {
    fileName: made.fileName,
    title: made.title,
    der: made.der,
    chain: made.chain,
    sha256: await fingerprint(made.der),
    ...(validity && { notBefore: validity.notBefore.getTime(), notAfter: validity.notAfter.getTime() }),
    keyLabel: label,
    keyFormats: made.privateKey === undefined || family === undefined ? [] : keyFormatsOf(family),
    ...(runs && { runs }),
  };
}
