/** The options of `openssl req`, `x509`, `ca` and the programs that make keys, as far as they say what comes out. */
import type { DraftValidity } from '../draft/certificate-draft';
import type { Digest } from './key-words';
import { countOf } from './policies';
import type { ShellWord } from './shell-text';

/** Those that take a value; all others are flags. */
const withValue = new Set(
  (
    'in inform out outform key keyform keyout passin passout newkey pkeyopt config section subj addext days set_serial ' +
    'extensions reqexts sigopt vfyopt nameopt reqopt certopt rand writerand engine provider provider-path propquery CA CAkey ' +
    'CAform CAkeyform CAserial not_before not_after cipher keygen_engine extfile copy_extensions signkey force_pubkey ' +
    'algorithm paramfile name param_enc conv_form startdate enddate md cert keyfile policy outdir ss_cert infiles crldays ' +
    'checkend purpose ext startdate enddate'
  ).split(' '),
);

export interface OpensslCommand {
  readonly program: string;
  readonly line: number;
  readonly lastLine: number;
  readonly flags: ReadonlyMap<string, number>;
  /** The last one of a name counts, but `addext` and `pkeyopt` may stand there often. */
  readonly values: ReadonlyMap<string, readonly ShellWord[]>;
  /** Neither option nor value: the bits of `genrsa 2048`. */
  readonly rest: readonly string[];
}

/** Also behind `sudo` and its like; `undefined` for any other program. */
export function opensslCommand(
  words: readonly ShellWord[],
  line: number,
  lastLine: number,
): OpensslCommand | undefined {
  const at = words.findIndex(({ text }) => /(?:^|[\\/])openssl(?:\.exe)?$/.test(text));
  // `command -v openssl`, `apt install openssl`: a program's name as an argument.
  const before = words.slice(0, Math.max(0, at)).map(({ text }) => text);
  if (at < 0 || !before.every((word) => /^(?:sudo|winpty|time|exec|env|\w+=.*|if|then|do|!)$/s.test(word)))
    return undefined;
  const program = words[at + 1]?.text ?? '';
  const flags = new Map<string, number>();
  const values = new Map<string, ShellWord[]>();
  const rest: string[] = [];
  for (let place = at + 2; place < words.length; place++) {
    const word = words[place];
    if (word === undefined) break;
    const [, name] = /^--?([A-Za-z].*)$/s.exec(word.text) ?? [];
    const value = words[place + 1];
    if (name === undefined || word.substitution !== undefined) rest.push(word.text);
    else if (!withValue.has(name)) flags.set(name, word.line);
    else if (value !== undefined) {
      values.set(name, [...(values.get(name) ?? []), value]);
      place++;
    }
  }
  return { program, line, lastLine, flags, values, rest };
}

export const lastValue = (command: OpensslCommand, name: string): ShellWord | undefined =>
  command.values.get(name)?.at(-1);

/** A digest is a flag of its own name: `-sha256`; PSS an option of the signature. */
export function digestFlag({ flags, values, line }: OpensslCommand): Digest | undefined {
  const pss = (values.get('sigopt') ?? []).some(({ text }) => text === 'rsa_padding_mode:pss');
  for (const [name, at] of flags)
    if (/^(?:md[245]|sha\d*(?:-\d+)?|sha3-\d+|ripemd160|sm3|blake2\w+)$/i.test(name))
      return { name, line: at, pss };
  // `ca` has an option for it.
  const md = values.get('md')?.at(-1);
  if (md !== undefined) return { name: md.text, line: md.line, pss };
  return pss ? { name: 'sha256', line, pss } : undefined;
}

/** `-set_serial`, as hex. */
export function serialOf(command: OpensslCommand): string | undefined {
  const text = lastValue(command, 'set_serial')?.text ?? '';
  if (!/^(?:\d{1,60}|0x[0-9a-fA-F]{1,60})$/.test(text)) return undefined;
  const hex = BigInt(text).toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

/** OpenSSL's own, of `req -x509` and `x509 -req`. */
const DEFAULT_DAYS = 30;

/** `-days`, or from 3.4 on `-not_before` and `-not_after`. */
export function validityOf(command: OpensslCommand, usual = DEFAULT_DAYS): DraftValidity {
  const notBefore = isoTime(lastValue(command, 'not_before')?.text ?? lastValue(command, 'startdate')?.text);
  const notAfter = isoTime(lastValue(command, 'not_after')?.text ?? lastValue(command, 'enddate')?.text);
  if (notBefore !== undefined && notAfter !== undefined) return { kind: 'dates', notBefore, notAfter };
  return { kind: 'days', days: countOf(lastValue(command, 'days')?.text) ?? usual };
}

/** `[CC]YYMMDDHHMMSSZ`. */
function isoTime(text = ''): string | undefined {
  const [, century, year, ...rest] = /^(\d\d)?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const [month, day, hour, minute, second] = rest;
  return `${century ?? (Number(year) < 50 ? '20' : '19')}${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
}
