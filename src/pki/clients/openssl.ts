/** `openssl s_client -verify_return_error` of Debian 12 and 13, as it is and with `-x509_strict`: what programs written in C see. */
import type { Ignored } from './client';
import { defineClient, type Client } from './client-model';
import { openSslFacts, openSslRules } from './openssl-facts';
import { openSslIgnores } from './openssl-ignores';
import { openSslRemarks } from './openssl-remarks';

const rules = openSslRules({
  report: ({ code, text }) => `verify error:num=${code}:${text}`,
  decoding: ({ packed, library, routine, reason }) => `error:${packed}:${library}:${routine}:${reason}:`,
  noScheme: (words) => `error:0A000410:SSL routines:ssl3_read_bytes:${words}:SSL alert number 40`,
});

const settings = (release: string) => ({
  version: release.startsWith('openssl35') ? ('3.5' as const) : ('3.0' as const),
  strict: release.endsWith('strict'),
  partial: false,
  level: 2,
  host: 'with-partial-wildcards' as const,
});

const strictMinds: readonly Ignored[] = openSslIgnores.filter(({ strict }) => !strict);

export const openssl: Client = defineClient({
  id: 'openssl',
  name: 'OpenSSL',
  basis: 'openssl s_client 3.0.19 and 3.5.7 as Debian builds them, and the source of x509_vfy.c',
  releases: [
    { id: 'openssl35', name: 'OpenSSL 3.5.7', basis: 'measured' },
    { id: 'openssl30', name: 'OpenSSL 3.0.19', basis: 'measured' },
  ],
  prepare: (evidence, release) => openSslFacts(evidence, settings(release)),
  countsNames: true,
  refuses: rules,
  remarks: openSslRemarks,
  illegible: 'error:0688010A:asn1 encoding routines:asn1_d2i_ex_primitive:nested asn1 error:',
  ignores: openSslIgnores,
});

export const opensslStrict: Client = defineClient({
  id: 'openssl-strict',
  name: 'OpenSSL with -x509_strict',
  basis: 'openssl s_client 3.0.19 and 3.5.7 with -x509_strict',
  releases: [
    { id: 'openssl35_strict', name: 'OpenSSL 3.5.7 -x509_strict', basis: 'measured' },
    { id: 'openssl30_strict', name: 'OpenSSL 3.0.19 -x509_strict', basis: 'measured' },
  ],
  prepare: (evidence, release) => openSslFacts(evidence, settings(release)),
  countsNames: true,
  refuses: rules,
  remarks: openSslRemarks,
  illegible: 'error:0688010A:asn1 encoding routines:asn1_d2i_ex_primitive:nested asn1 error:',
  ignores: strictMinds,
});
