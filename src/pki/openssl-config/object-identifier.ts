/** An object identifier as OpenSSL takes it: a short name, a long name, or dotted decimal (`OBJ_txt2obj`). */
import { attempt } from '../../codec/malformed';
import { encodeOid } from '../../codec/oid';
import { oidNamed } from '../views/openssl-objects';

export function oidOf(text: string): string | undefined {
  const named = oidNamed(text);
  if (named !== undefined) return named;
  return /^\d/.test(text) && attempt(() => encodeOid(text)).ok ? text : undefined;
}
