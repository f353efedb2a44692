// What our certificate would hold for a draft and the key another program has made one with, beside what that program wrote.
import { expect } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import type { AlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import type { Extension } from '../../src/codec/extension';
import { decodePem } from '../../src/codec/pem';
import { keyAlgorithms } from '../../src/pki/algorithms';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { prepare, type PreparedCertificate } from '../../src/pki/draft/prepare';
import { longName } from '../../src/pki/views/openssl-objects';

export function certificateOf(pem: string): Certificate {
  const [block] = decodePem(pem);
  const parsed = block?.der.ok === true ? parseCertificate(block.der.value) : undefined;
  return parsed?.ok === true ? parsed.value : expect.unreachable(`no certificate: ${pem.slice(0, 200)}`);
}

export interface Contents {
  readonly subject: string;
  /** `name`, or `name, critical` → hex. */
  readonly extensions: Readonly<Record<string, string>>;
}

function contentsOf({
  subject,
  extensions,
}: {
  readonly subject: Uint8Array;
  readonly extensions: readonly Extension[];
}): Contents {
  return {
    subject: toHex(subject),
    extensions: Object.fromEntries(
      extensions
        .map(
          ({ oid, critical, value }) =>
            [`${longName(oid)}${critical ? ', critical' : ''}`, toHex(value)] as const,
        )
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  };
}

function preparedBeside(
  draft: CertificateDraft,
  theirs: Certificate,
  authority: OpenedAuthority | undefined,
  at: Date,
): PreparedCertificate {
  const prepared = prepare(draft, {
    publicKey: theirs.publicKey.der,
    signing: authority === undefined ? { kind: 'self', keyHere: true } : { kind: 'authority', authority },
    at,
    serialNumber: theirs.serialNumber,
  });
  return prepared.ok ? prepared.value : expect.unreachable(JSON.stringify(prepared.error));
}

/** The same from `theirs`: key and serial number are taken from there, so that what hangs on them can be compared too. */
export function oursBeside(
  draft: CertificateDraft,
  theirs: Certificate,
  authority?: OpenedAuthority,
): Contents {
  const plain = { signature: 'default', serialNumber: '', validity: { kind: 'days', days: 30 } } as const;
  const at = theirs.validity.notBefore;
  return contentsOf(preparedBeside({ ...draft, ...plain }, theirs, authority, at).tbs);
}

/** What stands around the subject and the extensions. */
interface Frame {
  /** How it is signed, as in the certificate. */
  readonly signature: string;
  /** Of its key. */
  readonly key: string;
  readonly serialNumber: string;
  /** Seconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
}

const algorithmText = ({ oid, parameters }: AlgorithmIdentifier): string =>
  `${oid} ${parameters === undefined ? '' : toHex(parameters)}`.trim();
const frameOf = ({
  signatureAlgorithm,
  publicKey,
  serialNumber,
  validity: { notBefore, notAfter },
}: Pick<Certificate, 'signatureAlgorithm' | 'publicKey' | 'serialNumber' | 'validity'>): Frame => ({
  signature: algorithmText(signatureAlgorithm),
  key: algorithmText(publicKey.algorithm),
  serialNumber: toHex(serialNumber),
  notBefore: notBefore.getTime() / 1000,
  notAfter: notAfter.getTime() / 1000,
});

export const theirFrame = (certificate: Certificate): Frame => frameOf(certificate);

/** @param at when it is made */
export function frameBeside(
  draft: CertificateDraft,
  theirs: Certificate,
  authority: OpenedAuthority | undefined,
  at: Date,
): Frame {
  const { tbs, scheme } = preparedBeside(draft, theirs, authority, at);
  const wanted = keyAlgorithms[draft.keyAlgorithm].scheme.publicKey;
  return frameOf({
    signatureAlgorithm: scheme.signature,
    publicKey: { ...theirs.publicKey, algorithm: wanted },
    serialNumber: Uint8Array.from(tbs.serialNumber),
    validity: tbs.validity,
  });
}

export const theirsOf = (certificate: Certificate): Contents =>
  contentsOf({ subject: certificate.subject.der, extensions: certificate.extensions });
