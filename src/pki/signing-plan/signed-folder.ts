/** What was signed in one go, as a folder: every certificate alone, and as a server sends it, with what stands above it. */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { encodePem } from '../../codec/pem';
import { zip } from '../../codec/zip';
import { uniqueFileNames } from '../file-name';
import type { Download } from '../handover';

export interface SignedCertificate {
  /** Of its files, without extension. */
  readonly fileName: string;
  readonly der: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
}

/** @param name of the folder and, with its ending, of the zip */
export async function signedFolder(
  name: string,
  certificates: readonly SignedCertificate[],
): Promise<Download> {
  const stems = uniqueFileNames(certificates.map(({ fileName }) => fileName));
  const files = certificates.flatMap(({ der, chain }, place) => {
    const stem = stems[place] ?? '';
    const sent = [der, ...chain.filter((one) => !isRoot(one))];
    return [
      { path: `${stem}.pem`, contents: encodePem('CERTIFICATE', der), mode: 0o644 as const },
      {
        path: `${stem}-fullchain.pem`,
        contents: sent.map((one) => encodePem('CERTIFICATE', one)).join(''),
        mode: 0o644 as const,
      },
    ];
  });
  return { fileName: `${name}.zip`, contents: await zip(name, files), type: 'application/zip' };
}

/** Its clients have it already; nobody takes it from a server. */
function isRoot(der: Bytes): boolean {
  const parsed = parseCertificate(der);
  return parsed.ok && equalBytes(parsed.value.issuer.der, parsed.value.subject.der);
}
