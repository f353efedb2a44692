/**
 * Weaknesses that only a list can tell, which takes a moment to load: whether others have the same key. What can be told at
 * once is in `weakness.ts`.
 */
import { fromHex, type Bytes } from '../../codec/bytes';
import type { FoundKind } from '../detect/found';
import { isDebianWeakKey } from './debian-weak-key';
import { fieldAt, valueAt } from './field-lookup';
import { fieldsOf } from './fields';
import type { Weakness } from './weakness';

/** Of a certificate, a request or a key; empty for all others. */
export async function listedWeaknessesOf(kind: FoundKind, octets: Bytes): Promise<readonly Weakness[]> {
  const fields = fieldsOf(kind, octets);
  const key = fieldAt(fields, 'subjectPublicKeyInfo') ?? fieldAt(fields, 'subjectPKInfo');
  const rsa = fieldAt(key?.fields ?? fields, 'subjectPublicKey') ??
    fieldAt(fields, 'privateKey') ?? { fields };
  const modulus = fromHex(valueAt(rsa.fields, 'modulus') ?? '');
  if (modulus === undefined || !(await isDebianWeakKey(modulus))) return [];
  return [{ code: 'rsa-debian', severity: 'danger', facts: {}, citation: 'CVE-2008-0166' }];
}
