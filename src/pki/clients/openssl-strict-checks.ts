/**
 * What `X509_V_FLAG_X509_STRICT` asks beside the rest (`check_extensions` of x509_vfy.c): `openssl -x509_strict`, and Python's
 * default context from 3.13 on. A chain of one certificate is spared.
 */
import { extensionOid } from '../../codec/extension';
import { has } from './exhibit';
import type { OpenSslCertificate } from './openssl-certificate';
import type { Report } from './openssl-report';

/** Of one certificate of a chain of several, in OpenSSL's order. */
export function strictReports(
  { exhibit, ca, pathLength }: OpenSslCertificate,
  at: number,
  last: boolean,
): readonly Report[] {
  const { extensions, issuer, subject, version } = exhibit;
  const { keyUsage, basicConstraints, alternativeNames, list } = extensions;
  const isCritical = (oid: string) => list.some((one) => one.critical && one.oid === oid);
  const signs = keyUsage?.includes('keyCertSign') === true;
  const nameless = alternativeNames === undefined;
  const checks: readonly (readonly [code: number, when: boolean])[] = [
    [80, pathLength !== -1 && !ca],
    [81, pathLength !== -1 && !signs],
    [89, ca && basicConstraints !== undefined && !isCritical(extensionOid.basicConstraints)],
    [92, ca && keyUsage === undefined],
    [82, !ca && signs],
    [83, issuer.empty],
    [84, subject.empty && (ca || keyUsage?.includes('cRLSign') === true || nameless)],
    [88, subject.empty && !nameless && !isCritical(extensionOid.subjectAltName)],
    [87, has(exhibit, 'alternative-names-empty')],
    [78, has(exhibit, 'algorithms-differ')],
    [90, isCritical(extensionOid.authorityKeyIdentifier)],
    [91, isCritical(extensionOid.subjectKeyIdentifier)],
    [85, version >= 3 && !last && extensions.authorityKeyIdentifier?.keyIdentifier === undefined],
    [86, version >= 3 && ca && extensions.subjectKeyIdentifier === undefined],
    [93, version < 3 && list.length > 0],
  ];
  return checks.flatMap(([code, when]) => (when ? [{ code, at }] : []));
}
