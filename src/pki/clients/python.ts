/** Python's `ssl.create_default_context(cafile=…)`: OpenSSL's verification, strict and content with any trusted certificate from 3.13 on. */
import { defineClient, type Client } from './client-model';
import { openSslFacts, openSslRules, type OpenSslFacts } from './openssl-facts';
import type { OpenSslError } from './openssl-error';
import { openSslIgnores } from './openssl-ignores';
import { openSslRemarks } from './openssl-remarks';

const FAILED = 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ';

/** `_ssl.c` has words of its own for names, and OpenSSL's for everything else. */
function verification({ code, text }: OpenSslError, { evidence }: OpenSslFacts): string {
  if (code !== 62 && code !== 64) return FAILED + text;
  const what = code === 62 ? 'Hostname' : 'IP address';
  return `${FAILED}${what} mismatch, certificate is not valid for '${evidence.host.text}'.`;
}

const rules = openSslRules({
  report: verification,
  decoding: ({ library, reason }) =>
    library === 'SSL routines'
      ? `ssl.SSLError: [SSL: ${reason.toUpperCase().replaceAll(' ', '_')}] ${reason}`
      : 'ssl.SSLError: [SSL] ASN1 lib',
  noScheme: (words) => `ssl.SSLError: [SSL: SSLV3_ALERT_HANDSHAKE_FAILURE] ${words}`,
});

const settings = (release: string) => ({
  version: release.startsWith('python311') ? ('3.0' as const) : ('3.5' as const),
  strict: release === 'python313' || release === 'python311_strict',
  partial: release !== 'python311',
  level: 2,
  host: 'whole-labels' as const,
});

const prepare = (evidence: Parameters<typeof openSslFacts>[0], release: string) =>
  openSslFacts(evidence, settings(release));

const ILLEGIBLE = 'ssl.SSLError: [SSL] ASN1 lib';

export const python313: Client = defineClient({
  id: 'python-3.13',
  name: 'Python 3.13 and newer',
  basis: 'CPython 3.13.5 on OpenSSL 3.5.7, ssl.create_default_context, requests and httpx alike',
  releases: [
    { id: 'python313', name: 'Python 3.13.5', basis: 'measured' },
    { id: 'python313_nostrict', name: 'Python 3.13.5 without VERIFY_X509_STRICT', basis: 'measured' },
  ],
  prepare,
  countsNames: true,
  refuses: rules,
  remarks: openSslRemarks,
  illegible: ILLEGIBLE,
  ignores: openSslIgnores.filter(({ strict }) => !strict),
});

export const python312: Client = defineClient({
  id: 'python-3.12',
  name: 'Python 3.12 and older',
  basis: 'CPython 3.11.2 on OpenSSL 3.0.19, ssl.create_default_context',
  releases: [
    { id: 'python311', name: 'Python 3.11.2', basis: 'measured' },
    {
      id: 'python311_strict',
      name: 'Python 3.11.2 with VERIFY_X509_STRICT and VERIFY_X509_PARTIAL_CHAIN',
      basis: 'measured',
      onRequest: true,
    },
  ],
  prepare,
  countsNames: true,
  refuses: rules,
  remarks: openSslRemarks,
  illegible: ILLEGIBLE,
  ignores: openSslIgnores,
});
