/**
 * `made.json`: what a manifest came to, without any secret. It lies in the zip and is made to be committed beside the manifest:
 * held against it, it shows what is still good, what ends soon and what is new.
 */
import { failure, success, type Result } from '../../codec/malformed';
import { FieldReader, problem, type ManifestProblem } from './field-reader';

interface MadeAuthority {
  readonly id: string;
  readonly commonName: string;
  /** Lower-case hex, of its certificate. */
  readonly sha256: string;
  /** ISO 8601, UTC. */
  readonly notAfter: string;
}

export interface MadeCertificate {
  readonly kind: 'server' | 'client';
  /** What it is known by: `identityOf`. */
  readonly identity: string;
  readonly signedBy: string;
  readonly key: string;
  readonly organization: string;
  /** Lower-case hex of the contents octets. */
  readonly serialNumber: string;
  readonly sha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

export interface MadeBefore {
  readonly authorities: readonly MadeAuthority[];
  readonly certificates: readonly MadeCertificate[];
}

export const nothingMade: MadeBefore = { authorities: [], certificates: [] };

const MAX_TEXT = 32_000_000;
const MAX_ENTRIES = 100_000;
const MAX_WORD = 300_000;

export function formatMadeBefore({ authorities, certificates }: MadeBefore): string {
  return `${JSON.stringify({ 'certwright-made': 1, authorities, certificates }, null, 2)}\n`;
}

export function parseMadeBefore(text: string): Result<MadeBefore, readonly ManifestProblem[]> {
  if (text.length > MAX_TEXT) return failure([problem('', 'too-large', [String(MAX_TEXT)])]);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure([problem('', 'not-json', [error instanceof Error ? error.message : ''])]);
  }
  const reader = new FieldReader();
  const top = reader.object(value, '', ['certwright-made', 'authorities', 'certificates']);
  if (top?.['certwright-made'] !== 1) reader.say('certwright-made', 'not-version-1');
  const field = (fields: Readonly<Record<string, unknown>>, name: string, at: string) =>
    reader.text(fields[name], `${at}.${name}`, MAX_WORD) ?? '';
  const time = (fields: Readonly<Record<string, unknown>>, name: string, at: string) => {
    const said = field(fields, name, at);
    if (Number.isNaN(Date.parse(said))) reader.say(`${at}.${name}`, 'not-a-text');
    return said;
  };
  const authorities = reader.list(top?.['authorities'], 'authorities', MAX_ENTRIES, (one, at) => {
    const fields = reader.object(one, at, ['id', 'commonName', 'sha256', 'notAfter']);
    if (fields === undefined) return undefined;
    return {
      id: field(fields, 'id', at),
      commonName: field(fields, 'commonName', at),
      sha256: field(fields, 'sha256', at),
      notAfter: time(fields, 'notAfter', at),
    };
  });
  const known = ['kind', 'identity', 'signedBy', 'key', 'organization'];
  const certificates = reader.list(top?.['certificates'], 'certificates', MAX_ENTRIES, (one, at) => {
    const all = [...known, 'serialNumber', 'sha256', 'notBefore', 'notAfter'];
    const fields = reader.object(one, at, all);
    if (fields === undefined) return undefined;
    const kind = fields['kind'];
    if (kind !== 'server' && kind !== 'client') {
      reader.say(`${at}.kind`, 'not-one-of', ['server', 'client']);
      return undefined;
    }
    const made: MadeCertificate = {
      kind,
      identity: field(fields, 'identity', at),
      signedBy: field(fields, 'signedBy', at),
      key: field(fields, 'key', at),
      organization: field(fields, 'organization', at),
      serialNumber: field(fields, 'serialNumber', at),
      sha256: field(fields, 'sha256', at),
      notBefore: time(fields, 'notBefore', at),
      notAfter: time(fields, 'notAfter', at),
    };
    return made;
  });
  return reader.problems.length > 0 ? failure(reader.problems) : success({ authorities, certificates });
}
