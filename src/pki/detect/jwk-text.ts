/** JWK and JWK Sets (RFC 7517) in text that is JSON as a whole: every object with a `kty`, however deep it lies. */
import type { Found } from './found';

/** Characters. An RSA-16384 key has 14,000; a set of a hundred keys fits. Nested brackets take JSON.parse long. */
const MAX_JSON = 1024 * 1024;
/** Objects looked at; beyond them nobody has keys. */
const MAX_OBJECTS = 100_000;

export function detectJwks(text: string): readonly Found[] {
  if (
    text.length > MAX_JSON ||
    !/^[\s\ufeff]*(?:\u00ef\u00bb\u00bf)?\s*[[{]/.test(text) ||
    !text.includes('"kty"')
  )
    return [];
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^(?:\ufeff|\u00ef\u00bb\u00bf)/, ''));
  } catch {
    return [];
  }
  const found: Found[] = [];
  const waiting: unknown[] = [json];
  for (let seen = 0; waiting.length > 0 && seen < MAX_OBJECTS; seen++) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null) continue;
    if ('kty' in value && typeof value.kty === 'string') {
      const span = { start: 0, end: text.length };
      found.push({ kind: 'jwk', label: '', span, text: JSON.stringify(value), notes: [] });
    } else {
      const members: unknown[] = Object.values(value);
      for (const member of members.reverse()) waiting.push(member);
    }
  }
  return found;
}
