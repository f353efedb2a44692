/**
 * `certwright.json`: authorities, servers and clients of a team in one file that holds no secret and is made to be committed.
 *
 *     {
 *       "certwright": 1,
 *       "defaults": { "key": "ec-p256", "days": 397, "organization": "Example" },
 *       "authorities": {
 *         "root": { "commonName": "Example root", "permitted": ["example.test", "10.0.0.0/8"], "excluded": ["x.example.test"] },
 *         "issuing": { "commonName": "Example issuing", "signedBy": "root", "days": 1826 },
 *         "old": { "sha256": "fingerprint of a certificate that is there already" }
 *       },
 *       "servers": [{ "names": ["app.example.test", "10.0.0.5"], "signedBy": "issuing", "days": 90 }],
 *       "clients": [{ "name": "Alice", "email": "alice@example.test", "signedBy": "issuing" }]
 *     }
 *
 * Everything that is wrong is said at once, each with its place. A field that is not known is refused by name: a misspelt
 * one that was passed over would make another certificate than the one that was meant.
 */
import { failure, success, type Result } from '../../codec/malformed';
import { keyAlgorithms, type KeyAlgorithmId } from '../algorithms';
import type { AcceptedName } from '../name';
import { readNames } from '../names';
import { DEFAULT_LEAF_DAYS, MAX_LEAF_DAYS, profiles } from '../profile';
import { safeFileName } from '../file-name';
import { FieldReader, problem, type ManifestProblem } from './field-reader';
import { readBase, type NameBase } from './name-base';
import { sayRepeatedFields } from './repeated-fields';
import { signersFirst } from './signers-first';

/** What an authority may sign: what the manifest has it sign and local names, the listed zones and ranges, or anything. */
type Scope =
  | { readonly kind: 'what-it-signs' }
  | { readonly kind: 'anything' }
  | { readonly kind: 'listed'; readonly bases: readonly NameBase[] };

export interface NewAuthority {
  readonly kind: 'new';
  readonly id: string;
  readonly commonName: string;
  readonly organization: string;
  readonly key: KeyAlgorithmId;
  readonly days: number;
  /** Absent for a root. */
  readonly signedBy?: string;
  readonly scope: Scope;
  /** What it may not sign all the same. */
  readonly excluded: readonly NameBase[];
}

/** One that has a certificate already; its key is opened beside the manifest. */
interface KnownAuthority {
  readonly kind: 'known';
  readonly id: string;
  /** Of its certificate, lower-case hex. */
  readonly sha256: string;
}

export type ManifestAuthority = NewAuthority | KnownAuthority;

interface Signed {
  readonly signedBy: string;
  readonly key: KeyAlgorithmId;
  readonly days: number;
  readonly organization: string;
}

export interface ManifestServer extends Signed {
  /** As they go into the certificate; never empty. */
  readonly names: readonly AcceptedName[];
}

export interface ManifestClient extends Signed {
  readonly name: string;
  /** Empty for none. */
  readonly email: string;
  readonly device: string;
}

export interface Manifest {
  /** Whoever signs stands before what it signs. */
  readonly authorities: readonly ManifestAuthority[];
  readonly servers: readonly ManifestServer[];
  readonly clients: readonly ManifestClient[];
}

/** More text than 10,000 entries of a dozen names each have. */
const MAX_TEXT = 8_000_000;
/** Of servers and clients each: some seconds of work; beyond, whoever has them has a program for it. */
const MAX_ENTRIES = 10_000;
const MAX_AUTHORITIES = 100;
/** Of all: a zip has at most 65,535 entries (APPNOTE 4.4.21), and there are some for all together. */
const MAX_IN_ZIP = 65_400;
/** Folder and files of each. */
const ENTRIES = { authority: 8, server: 4, client: 5 };
/** RFC 5280 appendix A.1, ub-common-name and ub-organization-name. */
const MAX_NAME = 64;
const MAX_AUTHORITY_DAYS = 36_525;
/** With dots, as names of folders go. */
const MAX_ID = 63;

const leafFields = ['signedBy', 'key', 'days', 'organization'] as const;
const isKey = (text: string): text is KeyAlgorithmId => Object.hasOwn(keyAlgorithms, text);

/** @returns everything that is wrong with it where it cannot be done as it stands */
export function parseManifest(text: string): Result<Manifest, readonly ManifestProblem[]> {
  if (text.length > MAX_TEXT) return failure([problem('', 'too-large', [String(MAX_TEXT)])]);
  let value: unknown;
  try {
    // A byte order mark is no JSON, and editors write one.
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    return failure([problem('', 'not-json', [error instanceof Error ? error.message : ''])]);
  }
  const reader = new ManifestReader();
  sayRepeatedFields(text, reader);
  const manifest = reader.manifest(value);
  return reader.problems.length > 0 || manifest === undefined ? failure(reader.problems) : success(manifest);
}

class ManifestReader extends FieldReader {
  #defaults: { key: KeyAlgorithmId; days: number; organization: string } = {
    key: 'ec-p256',
    days: DEFAULT_LEAF_DAYS,
    organization: '',
  };

  manifest(value: unknown): Manifest | undefined {
    const top = this.object(value, '', [
      '$schema',
      'certwright',
      'defaults',
      'authorities',
      'servers',
      'clients',
    ]);
    if (top === undefined) return undefined;
    // For editors; the schema lies beside the page, and is handed out by it.
    if (top['$schema'] !== undefined) this.text(top['$schema'], '$schema', 2048);
    if (top['certwright'] !== 1) this.say('certwright', 'not-version-1');
    const defaults = this.object(top['defaults'] ?? {}, 'defaults', ['key', 'days', 'organization']);
    if (defaults !== undefined)
      this.#defaults = this.#common(defaults, 'defaults', MAX_LEAF_DAYS, DEFAULT_LEAF_DAYS);
    const authorities = this.#authorities(top['authorities'] ?? {});
    const known = new Set(authorities.map(({ id }) => id));
    const servers = this.list(top['servers'] ?? [], 'servers', MAX_ENTRIES, (one, at) =>
      this.#server(one, at, known),
    );
    const clients = this.list(top['clients'] ?? [], 'clients', MAX_ENTRIES, (one, at) =>
      this.#client(one, at, known),
    );
    this.#fitsZip(authorities.length, servers.length, clients.length);
    if (authorities.length === 0 && this.problems.length === 0) this.say('authorities', 'missing');
    const { ordered, circle } = signersFirst(authorities);
    for (const { id } of circle) this.say(`authorities.${id}.signedBy`, 'signed-in-a-circle');
    return { authorities: ordered, servers, clients };
  }

  #fitsZip(authorities: number, servers: number, clients: number): void {
    const room = MAX_IN_ZIP - ENTRIES.authority * authorities;
    const wanted = ENTRIES.server * servers + ENTRIES.client * clients;
    // As many as would fit of such a mixture.
    if (wanted > room) this.say('', 'too-many', [String(Math.floor(((servers + clients) * room) / wanted))]);
  }

  /** Key, days and organization, each from the entry, else from the defaults. */
  #common(fields: Readonly<Record<string, unknown>>, at: string, mostDays: number, days: number) {
    const key = this.text(fields['key'] ?? this.#defaults.key, `${at}.key`, 20);
    if (key !== undefined && !isKey(key)) this.say(`${at}.key`, 'not-one-of', Object.keys(keyAlgorithms));
    return {
      key: key !== undefined && isKey(key) ? key : this.#defaults.key,
      days: this.count(fields['days'] ?? days, `${at}.days`, mostDays) ?? days,
      organization:
        this.text(fields['organization'] ?? this.#defaults.organization, `${at}.organization`, MAX_NAME) ??
        '',
    };
  }

  #authorities(value: unknown): readonly ManifestAuthority[] {
    const entries = this.object(value, 'authorities', undefined);
    if (entries === undefined) return [];
    const ids = Object.keys(entries);
    if (ids.length > MAX_AUTHORITIES) {
      this.say('authorities', 'too-many', [String(MAX_AUTHORITIES)]);
      return [];
    }
    const known = new Set(ids);
    const folders = new Map<string, string>();
    return ids.flatMap((id) => {
      const twin = folders.get(id.toLowerCase());
      if (twin !== undefined) this.say(`authorities.${id}`, 'same-folder', [twin]);
      folders.set(id.toLowerCase(), id);
      return this.#authority(id, entries[id], known) ?? [];
    });
  }

  #authority(id: string, value: unknown, known: ReadonlySet<string>): ManifestAuthority | undefined {
    const at = `authorities.${id}`;
    // It names a folder, on Windows too.
    if (id.length > MAX_ID || !/^[A-Za-z0-9][\w.-]*$/.test(id) || safeFileName(id) !== id)
      this.say(at, 'not-an-id', [id]);
    const fields = this.object(value, at, ['commonName', 'sha256', 'permitted', 'excluded', ...leafFields]);
    if (fields === undefined) return undefined;
    if (fields['sha256'] !== undefined) {
      const sha256 = this.text(fields['sha256'], `${at}.sha256`, 95)?.replaceAll(':', '').toLowerCase() ?? '';
      if (!/^[0-9a-f]{64}$/.test(sha256)) this.say(`${at}.sha256`, 'not-a-fingerprint');
      for (const other of Object.keys(fields))
        if (other !== 'sha256') this.say(`${at}.${other}`, 'not-beside-sha256');
      return { kind: 'known', id, sha256 };
    }
    const commonName = this.#word(fields['commonName'], `${at}.commonName`);
    const signedBy =
      fields['signedBy'] === undefined ? undefined : this.#signer(fields['signedBy'], at, known);
    return {
      kind: 'new',
      id,
      commonName: commonName ?? '',
      ...this.#common(fields, at, MAX_AUTHORITY_DAYS, profiles.rootCa.days),
      ...(signedBy !== undefined && { signedBy }),
      scope: this.#scope(fields['permitted'], `${at}.permitted`),
      excluded: this.#bases(fields['excluded'] ?? [], `${at}.excluded`),
    };
  }

  /** A name that must be there. */
  #word(value: unknown, at: string): string | undefined {
    const text = this.text(value, at, MAX_NAME);
    if (text?.trim() !== '') return text;
    this.say(at, 'missing');
    return undefined;
  }

  #scope(value: unknown, at: string): Scope {
    if (value === undefined) return { kind: 'what-it-signs' };
    if (value === 'anything') return { kind: 'anything' };
    const bases = this.#bases(value, at);
    if (bases.length === 0) this.say(at, 'permits-nothing');
    return { kind: 'listed', bases };
  }

  #bases(value: unknown, at: string): readonly NameBase[] {
    return this.list(value, at, MAX_ENTRIES, (one, place) => {
      const text = this.text(one, place, 255);
      const base = text === undefined ? undefined : readBase(text);
      if (base?.ok === false) this.say(place, base.error, [text ?? '']);
      return base?.ok === true ? base.value : undefined;
    });
  }

  #signer(value: unknown, at: string, known: ReadonlySet<string>): string | undefined {
    const id = this.text(value, `${at}.signedBy`, MAX_NAME);
    if (id === undefined || known.has(id)) return id;
    this.say(`${at}.signedBy`, 'no-such-authority', [id]);
    return undefined;
  }

  /** Who signs: the only authority there is where nothing is said. */
  #signed(fields: Readonly<Record<string, unknown>>, at: string, known: ReadonlySet<string>): Signed {
    const [only, ...others] = known;
    const said = fields['signedBy'] ?? (others.length === 0 ? only : undefined);
    return {
      signedBy: (said === undefined && known.size === 0 ? '' : this.#signer(said, at, known)) ?? '',
      ...this.#common(fields, at, MAX_LEAF_DAYS, this.#defaults.days),
    };
  }

  #server(value: unknown, at: string, known: ReadonlySet<string>): ManifestServer | undefined {
    const fields = this.object(value, at, ['names', ...leafFields]);
    if (fields === undefined) return undefined;
    const texts = this.list(fields['names'], `${at}.names`, MAX_ENTRIES, (one, place) =>
      this.text(one, place, 2048),
    );
    const names = new Map<string, AcceptedName>();
    for (const [index, text] of texts.entries()) {
      const read = readNames(text);
      if (read.length === 0) this.say(`${at}.names[${index}]`, 'not-a-name', [text]);
      for (const name of read) {
        if (name.ok) names.set(name.value, name);
        else this.say(`${at}.names[${index}]`, 'not-a-name', [name.input, name.problem.code]);
      }
    }
    if (names.size === 0) this.say(`${at}.names`, 'missing');
    return { names: [...names.values()], ...this.#signed(fields, at, known) };
  }

  #client(value: unknown, at: string, known: ReadonlySet<string>): ManifestClient | undefined {
    const fields = this.object(value, at, ['name', 'email', 'device', ...leafFields]);
    if (fields === undefined) return undefined;
    const name = this.#word(fields['name'], `${at}.name`) ?? '';
    const email = this.text(fields['email'] ?? '', `${at}.email`, 254) ?? '';
    const read = email === '' ? undefined : readNames(email)[0];
    if (read !== undefined && !(read.ok && read.kind === 'email'))
      this.say(`${at}.email`, 'not-an-email', [email]);
    return {
      name,
      email: read?.ok === true ? read.value : '',
      device: this.text(fields['device'] ?? '', `${at}.device`, MAX_NAME) ?? '',
      ...this.#signed(fields, at, known),
    };
  }
}
