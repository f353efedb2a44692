/**
 * `made.json`: what a manifest came to, without any secret. It lies in the zip and is made to be committed beside the manifest:
 * held against it, it shows what is still good, what ends soon and what is new. Fields that came later are optional: what an older
 * one does not say is not known, and counts as unchanged.
 */
import { failure, success, type Result } from '../../codec/malformed';
import { FieldReader, problem, type ManifestProblem } from './field-reader';
import { MAX_SUBTREES, readBase } from './name-base';

type Fields = Readonly<Record<string, unknown>>;

export interface MadeAuthority {
  readonly id: string;
  /** Empty for one that was there already. */
  readonly commonName: string;
  /** Lower-case hex, of its certificate. */
  readonly sha256: string;
  /** ISO 8601, UTC; the earliest end along its chain. */
  readonly notAfter: string;
  readonly notBefore?: string;
  /** Lower-case hex of the contents octets. */
  readonly serialNumber?: string;
  readonly key?: string;
  readonly organization?: string;
  /** As asked for. */
  readonly days?: number;
  /** An id; empty for a root. */
  readonly signedBy?: string;
  /** SHA-256 of the certificate of whoever signed it; absent for a root. */
  readonly signer?: string;
  /** DNS zones, and address ranges with their slash. */
  readonly permitted?: 'anything' | readonly string[];
  /** Absent for none, where `permitted` is there. */
  readonly excluded?: readonly string[];
  /** Authorities that may stand between it and a leaf. */
  readonly room?: number;
}

export interface MadeCertificate {
  readonly kind: 'server' | 'client';
  /** What it is known by: `identityOf`. */
  readonly identity: string;
  readonly signedBy: string;
  /** SHA-256 of that authority's certificate. */
  readonly signer?: string;
  readonly key: string;
  readonly organization: string;
  /** As asked for: it may have ended up with fewer. */
  readonly days?: number;
  /** Lower-case hex of the contents octets. */
  readonly serialNumber: string;
  readonly sha256: string;
  readonly notBefore: string;
  readonly notAfter: string;
}

interface Made {
  readonly authorities: readonly MadeAuthority[];
  readonly certificates: readonly MadeCertificate[];
}

export interface MadeBefore extends Made {
  /** Out of use, for another took its place or nothing asks for it any more, and good until it ends: what can be revoked. */
  readonly former: Made;
}

export const nothingMade: MadeBefore = {
  authorities: [],
  certificates: [],
  former: { authorities: [], certificates: [] },
};

const MAX_TEXT = 32_000_000;
const MAX_ENTRIES = 100_000;
/** A server is known by all its names, which are a manifest's text at most. */
const MAX_WORD = 8_000_000;
const MAX_DAYS = 100_000;
/** As many subtrees as are written, and some that come by themselves. */
export const MAX_BASES = 2 * MAX_SUBTREES;

export function formatMadeBefore({ former, ...now }: MadeBefore): string {
  const any = former.authorities.length + former.certificates.length > 0;
  return `${JSON.stringify({ 'certwright-made': 1, ...now, ...(any && { former }) }, null, 2)}\n`;
}

export function parseMadeBefore(text: string): Result<MadeBefore, readonly ManifestProblem[]> {
  if (text.length > MAX_TEXT) return failure([problem('', 'too-large', [String(MAX_TEXT)])]);
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure([problem('', 'not-json', [error instanceof Error ? error.message : ''])]);
  }
  const reader = new MadeReader();
  const made = reader.made(value);
  return reader.problems.length > 0 || made === undefined ? failure(reader.problems) : success(made);
}

class MadeReader extends FieldReader {
  made(value: unknown): MadeBefore | undefined {
    const top = this.object(value, '', ['certwright-made', 'authorities', 'certificates', 'former']);
    if (top === undefined) return undefined;
    if (top['certwright-made'] !== 1) this.say('certwright-made', 'not-version-1');
    const former = this.object(top['former'] ?? { authorities: [], certificates: [] }, 'former', [
      'authorities',
      'certificates',
    ]);
    return { ...this.#both(top, ''), former: this.#both(former ?? {}, 'former.') };
  }

  #both(fields: Fields, within: string): Made {
    return {
      authorities: this.list(fields['authorities'], `${within}authorities`, MAX_ENTRIES, (one, at) =>
        this.#authority(one, at),
      ),
      certificates: this.list(fields['certificates'], `${within}certificates`, MAX_ENTRIES, (one, at) =>
        this.#certificate(one, at),
      ),
    };
  }

  #authority(value: unknown, at: string): MadeAuthority | undefined {
    const texts = ['serialNumber', 'key', 'organization', 'signedBy', 'signer'] as const;
    const fields = this.object(value, at, [
      ...['id', 'commonName', 'sha256', 'notAfter', 'notBefore', 'days', 'permitted', 'excluded', 'room'],
      ...texts,
    ]);
    if (fields === undefined) return undefined;
    const { days, permitted, excluded, room, notBefore } = fields;
    return {
      id: this.#word(fields, 'id', at),
      commonName: this.#word(fields, 'commonName', at),
      sha256: this.#word(fields, 'sha256', at),
      notAfter: this.#time(fields, 'notAfter', at),
      ...(notBefore !== undefined && { notBefore: this.#time(fields, 'notBefore', at) }),
      ...Object.fromEntries(
        texts.flatMap((name) => (fields[name] === undefined ? [] : [[name, this.#word(fields, name, at)]])),
      ),
      ...(days !== undefined && { days: this.#days(days, at) }),
      ...(permitted !== undefined && {
        permitted: permitted === 'anything' ? permitted : this.#bases(permitted, `${at}.permitted`),
      }),
      ...(excluded !== undefined && { excluded: this.#bases(excluded, `${at}.excluded`) }),
      // From 0, as path lengths are.
      ...(room !== undefined && { room: room === 0 ? 0 : (this.count(room, `${at}.room`, 255) ?? 0) }),
    };
  }

  #certificate(value: unknown, at: string): MadeCertificate | undefined {
    const fields = this.object(value, at, [
      ...['kind', 'identity', 'signedBy', 'signer', 'key', 'organization', 'days'],
      ...['serialNumber', 'sha256', 'notBefore', 'notAfter'],
    ]);
    if (fields === undefined) return undefined;
    const { kind, signer, days } = fields;
    if (kind !== 'server' && kind !== 'client') {
      this.say(`${at}.kind`, 'not-one-of', ['server', 'client']);
      return undefined;
    }
    return {
      kind,
      identity: this.#word(fields, 'identity', at),
      signedBy: this.#word(fields, 'signedBy', at),
      ...(signer !== undefined && { signer: this.#word(fields, 'signer', at) }),
      key: this.#word(fields, 'key', at),
      organization: this.#word(fields, 'organization', at),
      ...(days !== undefined && { days: this.#days(days, at) }),
      serialNumber: this.#word(fields, 'serialNumber', at),
      sha256: this.#word(fields, 'sha256', at),
      notBefore: this.#time(fields, 'notBefore', at),
      notAfter: this.#time(fields, 'notAfter', at),
    };
  }

  #word(fields: Fields, name: string, at: string): string {
    return this.text(fields[name], `${at}.${name}`, MAX_WORD) ?? '';
  }

  #time(fields: Fields, name: string, at: string): string {
    const said = this.#word(fields, name, at);
    if (Number.isNaN(Date.parse(said))) this.say(`${at}.${name}`, 'not-a-text');
    return said;
  }

  #days(value: unknown, at: string): number {
    return this.count(value, `${at}.days`, MAX_DAYS) ?? 0;
  }

  #bases(value: unknown, at: string): readonly string[] {
    return this.list(value, at, MAX_BASES, (one, place) => {
      const text = this.text(one, place, 255);
      const base = text === undefined ? undefined : readBase(text);
      if (base?.ok === false) this.say(place, base.error, [text ?? '']);
      return base?.ok === true ? base.value.base : undefined;
    });
  }
}
