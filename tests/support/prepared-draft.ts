// What our certificate would hold for a draft and the key another program has made one with, beside what that program wrote.
import { expect } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import type { Extension } from '../../src/codec/extension';
import { decodePem } from '../../src/codec/pem';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { prepare } from '../../src/pki/draft/prepare';
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

/** The same from `theirs`: key and serial number are taken from there, so that what hangs on them can be compared too. */
export function oursBeside(
  draft: CertificateDraft,
  theirs: Certificate,
  authority?: OpenedAuthority,
): Contents {
  const prepared = prepare(
    { ...draft, signature: 'default', serialNumber: '', validity: { kind: 'days', days: 30 } },
    {
      publicKey: theirs.publicKey.der,
      signing: authority === undefined ? { kind: 'self', keyHere: true } : { kind: 'authority', authority },
      at: theirs.validity.notBefore,
      serialNumber: theirs.serialNumber,
    },
  );
  if (!prepared.ok) expect.unreachable(JSON.stringify(prepared.error));
  return contentsOf(prepared.value.tbs);
}

export const theirsOf = (certificate: Certificate): Contents =>
  contentsOf({ subject: certificate.subject.der, extensions: certificate.extensions });
