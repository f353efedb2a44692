// What recipes know of a certificate, made up: for tests of text alone, where nobody reads the octets.
import { createHash } from 'node:crypto';
import type { RecipeContext } from '../../src/pki/recipes/recipe';

export function anchorOf(name: string, seed = 1): RecipeContext['anchor'] {
  const der = new Uint8Array(300).map((_, index) => (index * 31 + seed) % 256);
  const base64 = Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n');
  const digest = (algorithm: string) => createHash(algorithm).update(der).digest('hex');
  return {
    name,
    der,
    pem: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    sha256: digest('sha256'),
    sha1: digest('sha1'),
    subjectHash: '1234abcd',
    subjectHashOld: 'dcba4321',
    notAfter: '2036-11-20T00:00:00.000Z',
  };
}

export function contextOf(
  anchor: RecipeContext['anchor'],
  changes: Partial<RecipeContext> = {},
): RecipeContext {
  return {
    folder: 'localhost',
    hosts: ['localhost'],
    host: 'localhost',
    anchor,
    selfSigned: false,
    keyEncrypted: false,
    ...changes,
  };
}
