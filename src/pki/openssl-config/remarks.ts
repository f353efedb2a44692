/** Gathers what is to be said about a file, once each, and knows of each thing whether it is a mistake. */
import type { ConfigRemark, ConfigRemarkCode } from './reading';

const kinds: Readonly<Record<ConfigRemarkCode, ConfigRemark['kind']>> = {
  'nothing-found': 'note',
  'file-too-large': 'left-out',
  'value-too-long': 'left-out',
  'too-much-expansion': 'left-out',
  'bracket-missing': 'mistake',
  'equals-missing': 'mistake',
  'brace-missing': 'mistake',
  'variable-unknown': 'mistake',
  'variable-from-environment': 'left-out',
  'include-left-out': 'left-out',
  'pragma-left-out': 'left-out',
  'given-twice': 'mistake',
  'section-missing': 'mistake',
  'attribute-unknown': 'left-out',
  'prefix-stripped': 'mistake',
  'only-prompts': 'note',
  'several-in-one': 'left-out',
  'attribute-of-request': 'left-out',
  'not-utf8': 'mistake',
  'string-mask-left-out': 'left-out',
  'name-without-type': 'mistake',
  'name-type-unknown': 'mistake',
  'section-in-list': 'mistake',
  'address-in-dns': 'mistake',
  'host-in-ip': 'mistake',
  'name-twice': 'mistake',
  'common-name-not-among-names': 'mistake',
  'email-not-found': 'left-out',
  'name-left-out': 'left-out',
  'extension-unknown': 'left-out',
  'extension-left-out': 'left-out',
  'value-not-understood': 'mistake',
  'part-left-out': 'left-out',
  'extension-twice': 'note',
  'issuer-alone': 'note',
  'server-is-authority': 'mistake',
  'self-signed-authority-identifier': 'note',
  'identifiers-added': 'note',
  'weak-digest': 'mistake',
  'digest-left-out': 'left-out',
  'weak-key': 'mistake',
  'key-left-out': 'left-out',
  'password-left-out': 'note',
  'names-only-in-request': 'mistake',
  'names-only-in-certificate': 'mistake',
  'request-extensions-dropped': 'mistake',
  'request-copied-blindly': 'mistake',
  'file-not-here': 'left-out',
  'option-left-out': 'left-out',
};

/** Nobody reads more of them; a hostile file must not make a list as long as itself. */
const MOST = 500;
/** Of a value that is repeated to the reader. */
const LONGEST_FACT = 120;

export class Remarks {
  readonly #remarks: ConfigRemark[] = [];
  readonly #seen = new Set<string>();

  add(code: ConfigRemarkCode, line: number, ...values: readonly string[]): void {
    const facts = values.map((value) =>
      value.length > LONGEST_FACT ? `${value.slice(0, LONGEST_FACT)}…` : value,
    );
    const key = JSON.stringify([code, line, facts]);
    if (this.#seen.has(key) || this.#remarks.length >= MOST) return;
    this.#seen.add(key);
    this.#remarks.push({ code, line, facts, kind: kinds[code] });
  }

  /** In the order of the file. */
  get list(): readonly ConfigRemark[] {
    return this.#remarks.toSorted((a, b) => a.line - b.line);
  }
}
