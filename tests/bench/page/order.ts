// What every contestant is given: the same authority, and the i-th of a row of certificates that differ in name and key.
import { keyAlgorithms } from '../../../src/pki/algorithms';
import { distinguishedName } from '../../../src/codec/distinguished-name';
import type { Issuer } from '../../../src/pki/issue';
import { selfIssue } from '../../../src/pki/issue';
import { generateKeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';

export const COMMON_NAME = '2.5.4.3';
export const algorithm = keyAlgorithms['ec-p256'];
export const at = new Date('2026-11-22T12:00:00Z');

export interface Order {
  readonly host: string;
  readonly names: readonly { readonly kind: 'dns' | 'ip'; readonly value: string }[];
}

/** As many names as mkcert's own example has, two of them addresses. */
export function order(i: number): Order {
  const host = `app-${i}.test`;
  return {
    host,
    names: [
      { kind: 'dns', value: host },
      { kind: 'dns', value: `*.${host}` },
      { kind: 'ip', value: '127.0.0.1' },
      { kind: 'ip', value: '::1' },
    ],
  };
}

export async function newAuthority(): Promise<Issuer> {
  const keys = await generateKeyPair(algorithm, false);
  const name = distinguishedName([{ type: COMMON_NAME, value: 'Bench authority' }]);
  const { issuer } = await selfIssue(profiles.rootCa, name, keys, { at });
  return issuer;
}

export interface Made {
  readonly certificate: ArrayBuffer | Uint8Array<ArrayBuffer>;
  readonly pkcs8: ArrayBuffer;
}
