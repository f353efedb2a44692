// What a certificate says, by openssl: issuer, subject and extensions, these in the order of their names. Left out is what two
// certificates of one draft differ in: number, dates, key and signature.
import { execFileSync } from 'node:child_process';

const OWN = ['serial', 'validity', 'pubkey', 'sigdump', 'header', 'version', 'signame', 'aux'];

export function contentsOf(path: string): readonly string[] {
  const leftOut = OWN.map((part) => `no_${part}`).join(',');
  const args = ['x509', '-in', path, '-noout', '-text', '-certopt', leftOut];
  const text = execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = text.replace(/(Subject Key Identifier: *\n).*/, '$1');
  return lines
    .split(/\n {4,12}(?! )/)
    .map((one) => one.trim())
    .sort();
}
