/**
 * What OpenSSL's own openssl.cnf says to a `req` that names no file: a certificate it makes is one of an authority, which
 * is what everybody gets who makes a "self-signed server certificate" with -addext alone.
 */
import { parseConfig, type ConfigFile } from './config-text';
import { Remarks } from './remarks';

const text = `[req]
default_bits = 2048
x509_extensions = v3_ca
string_mask = utf8only
[v3_ca]
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always,issuer
basicConstraints = critical,CA:true
[v3_req]
basicConstraints = CA:FALSE
keyUsage = nonRepudiation, digitalSignature, keyEncipherment
`;

/** @param line of the command that uses it, which is all a remark can point at */
export function distributionConfig(line: number): ConfigFile {
  const file = parseConfig(text, new Remarks());
  return new Map(
    [...file].map(([name, section]) => {
      const entries = [...section.entries].map(([key, entry]) => [key, { ...entry, line }] as const);
      return [name, { ...section, line, entries: new Map(entries) }];
    }),
  );
}
