/**
 * A shell recipe of openssl commands, understood the way a configuration file is: each `req`, `x509 -req` and `ca` becomes
 * a draft, with the name, key, days and extensions from its options and from the files the recipe writes along the way.
 */
import type { KeyAlgorithmId } from '../algorithms';
import type { DraftAttribute } from '../draft/certificate-draft';
import { assemble, type Wanted } from './assemble';
import { draftsOfConfig } from './config-drafts';
import { distributionConfig } from './distribution-config';
import { parseConfig, type ConfigEntry, type ConfigFile } from './config-text';
import {
  digestFlag,
  lastValue,
  serialOf,
  validityOf,
  opensslCommand,
  type OpensslCommand,
} from './openssl-options';
import type { ConfigDraft } from './reading';
import { RecipeKeys } from './recipe-keys';
import type { Remarks } from './remarks';
import { readAuthoritySettings, readRequestSettings, type RequestSettings } from './request-settings';
import { contentsOf, outputOf, type ShellText, type ShellWorld } from './shell-output';
import { parseShell } from './shell-text';
import { readSubjectText } from './subject-text';

interface Request {
  readonly subject: readonly DraftAttribute[];
  readonly entries: readonly ConfigEntry[];
  readonly key: KeyAlgorithmId | undefined;
  readonly line: number;
  /** Names of a section that only certificates use, which this request did without. */
  readonly missed?: ConfigEntry;
}

interface Config {
  readonly file: ConfigFile;
  readonly used: Set<string>;
}

/** @param around configuration that stands between the commands, not in a file of their own */
export function readRecipe(text: string, around: string, remarks: Remarks): readonly ConfigDraft[] {
  return new Recipe(remarks, around).read(text);
}

class Recipe {
  readonly #remarks: Remarks;
  readonly #world: ShellWorld;
  readonly #configs = new Map<string, Config>();
  readonly #around: ShellText | undefined;
  readonly #requests = new Map<string, Request>();
  readonly #keys: RecipeKeys;
  readonly #drafts: ConfigDraft[] = [];
  #lastRequest: Request | undefined;
  readonly #signed = new Set<Request>();

  constructor(remarks: Remarks, around: string) {
    this.#remarks = remarks;
    this.#keys = new RecipeKeys(remarks);
    this.#world = { files: new Map(), variables: new Map(), remarks };
    this.#around = around === '' ? undefined : { text: around, line: 1 };
  }

  read(text: string): readonly ConfigDraft[] {
    for (const command of parseShell(text, this.#remarks, this.#world.variables)) {
      const openssl = opensslCommand(command.words, command.line, command.lastLine);
      if (openssl !== undefined) this.#run(openssl, command.input);
      const output = outputOf(command, this.#world);
      const path = command.words[0]?.text === 'tee' ? command.words.at(-1)?.text : command.outputPath;
      if (output !== undefined && path !== undefined) this.#world.files.set(path, output);
    }
    for (const request of [...this.#requests.values(), ...(this.#lastRequest ? [this.#lastRequest] : [])])
      if (request.missed !== undefined && !this.#signed.has(request))
        this.#remarks.add('names-only-in-certificate', request.missed.line);
    // What is in the files besides.
    if (this.#around !== undefined) this.#config(this.#around);
    for (const contents of this.#world.files.values())
      if (/^\s*\[/m.test(contents.text)) this.#config(contents);
    for (const { file, used } of this.#configs.values())
      this.#drafts.push(...draftsOfConfig({ file, remarks: this.#remarks }, used));
    return this.#drafts;
  }

  #run(command: OpensslCommand, input: ShellText | undefined): void {
    switch (command.program) {
      case 'req':
        this.#req(command, input);
        break;
      case 'x509':
        if (command.flags.has('req')) this.#x509(command, input);
        break;
      case 'ca':
        this.#ca(command, input);
        break;
      default:
        this.#keys.run(command);
    }
  }

  /** The same contents are read once, whatever they are called. */
  #config(contents: ShellText): Config {
    const key = JSON.stringify(contents);
    const config = this.#configs.get(key) ?? {
      file: parseConfig(contents.text, this.#remarks, contents.line),
      used: new Set<string>(),
    };
    this.#configs.set(key, config);
    return config;
  }

  /** `-config`: a file the recipe wrote, a `<(…)`, standard input, or else what stands around the commands. */
  #configOf(command: OpensslCommand, option: string, input: ShellText | undefined): Config | undefined {
    const word = lastValue(command, option);
    if (word?.text === '-' || word?.text === '/dev/stdin') return input && this.#config(input);
    if (word !== undefined) {
      const known = word.substitution !== undefined || this.#world.files.has(word.text);
      const contents = known || this.#around === undefined ? contentsOf(word, this.#world) : undefined;
      if (contents !== undefined) return this.#config(contents);
    } else if (option !== 'config') return undefined;
    if (this.#around !== undefined) return this.#config(this.#around);
    // Of a file that is not here nothing is known; of the one OpenSSL brings along, everything.
    const own = word === undefined && option === 'config' && command.program === 'req';
    return own ? { file: distributionConfig(command.line), used: new Set() } : undefined;
  }

  #section(
    config: Config | undefined,
    name: string | undefined,
    line: number,
    referrer: string,
  ): ConfigEntry[] {
    if (config === undefined || name === undefined) return [];
    config.used.add(name);
    const section = config.file.get(name);
    if (section === undefined) this.#remarks.add('section-missing', line, name, referrer);
    return [...(section?.entries.values() ?? [])];
  }

  #req(command: OpensslCommand, input: ShellText | undefined): void {
    const selfSigned = command.flags.has('x509') || command.values.has('x509');
    const makes =
      selfSigned || command.flags.has('new') || command.flags.has('newkey') || command.values.has('newkey');
    if (!makes) return;
    const config = this.#configOf(command, 'config', input);
    const context = { file: config?.file ?? new Map<string, never>(), remarks: this.#remarks };
    const settings = readRequestSettings(context);
    if (command.values.has('passout') || command.values.has('passin'))
      this.#remarks.add('password-left-out', command.line);
    const asked =
      lastValue(command, selfSigned ? 'extensions' : 'reqexts') ?? lastValue(command, 'extensions');
    const pointer = selfSigned ? settings.certificateSection : settings.requestSection;
    const name = asked?.text ?? pointer?.value;
    const entries = [
      ...this.#section(
        config,
        name,
        asked?.line ?? pointer?.line ?? 0,
        asked ? '-extensions' : (pointer?.name ?? ''),
      ),
      ...this.#added(command),
    ];
    const other = selfSigned ? settings.requestSection : settings.certificateSection;
    const missed = hasNames(entries)
      ? undefined
      : config?.file.get(other?.value ?? '')?.entries.get('subjectAltName');
    const isAuthority = entries.some(({ value }) => /CA:(?:TRUE|true)/.test(value));
    if (selfSigned && missed !== undefined && !isAuthority)
      this.#remarks.add('names-only-in-request', missed.line);
    const wanted = this.#wanted(command, settings, entries, selfSigned);
    this.#drafts.push(assemble({ ...wanted, ...(name !== undefined && { section: name }) }, context));
    if (selfSigned) return;
    const { subject, key, line } = wanted;
    const request: Request = { subject, entries, key, line, ...(missed !== undefined && { missed }) };
    this.#lastRequest = request;
    const out = lastValue(command, 'out')?.text;
    if (out !== undefined) this.#requests.set(out, request);
  }

  #wanted(
    command: OpensslCommand,
    settings: RequestSettings,
    entries: readonly ConfigEntry[],
    selfSigned: boolean,
  ): Wanted {
    const { line } = command;
    const subj = lastValue(command, 'subj');
    const key = this.#keys.of(command) ?? settings.key;
    const digest = digestFlag(command) ?? settings.digest;
    const serial = serialOf(command);
    return {
      label: selfSigned ? `openssl req -x509 (${line})` : `openssl req -new (${line})`,
      what: selfSigned ? 'certificate' : 'request',
      line,
      subject: subj === undefined ? settings.subject : readSubjectText(subj.text, subj.line, this.#remarks),
      entries,
      selfSigned: selfSigned ? true : 'unknown',
      ...(key !== undefined && { key }),
      ...(digest !== undefined && { digest }),
      ...(selfSigned && { validity: validityOf(command) }),
      ...(serial !== undefined && { serialNumber: serial }),
    };
  }

  /** `-addext 'subjectAltName = DNS:app.test'`, as if it stood in the file. */
  #added(command: OpensslCommand): readonly ConfigEntry[] {
    return (command.values.get('addext') ?? []).flatMap(({ text, line }) => {
      const [, name, value = ''] = /^\s*([^=\s]+)\s*=\s*(.*)$/s.exec(text) ?? [];
      return name === undefined ? [] : { name, value: value.trim(), line };
    });
  }

  #x509(command: OpensslCommand, input: ShellText | undefined): void {
    const { line } = command;
    const request = this.#requests.get(lastValue(command, 'in')?.text ?? '') ?? this.#lastRequest;
    const config = this.#configOf(command, 'extfile', input);
    const section = lastValue(command, 'extensions');
    const inDefault = config?.file.get('default')?.entries.get('extensions');
    const fromFile =
      config === undefined
        ? []
        : this.#section(config, section?.text ?? inDefault?.value ?? 'default', line, '-extensions');
    const copies = (lastValue(command, 'copy_extensions')?.text ?? '').startsWith('copy');
    if (lastValue(command, 'copy_extensions')?.text === 'copyall')
      this.#remarks.add('request-copied-blindly', line);
    const copied = copies ? (request?.entries ?? []) : [];
    if (request !== undefined) this.#signed.add(request);
    if (!copies && !command.values.has('extfile') && (request?.entries.length ?? 1) > 0)
      this.#remarks.add('request-extensions-dropped', line);
    const selfSigned = !command.values.has('CA');
    const given = new Set(fromFile.map(({ name }) => name));
    const settings: RequestSettings = {
      subject: request?.subject ?? [],
      ...(request?.key && { key: request.key }),
    };
    const entries = [...copied.filter(({ name }) => !given.has(name)), ...fromFile];
    const wanted = this.#wanted(command, settings, entries, selfSigned);
    const context = { file: config?.file ?? new Map<string, never>(), remarks: this.#remarks };
    const label = `openssl x509 -req (${line})`;
    this.#drafts.push(
      assemble(
        {
          ...wanted,
          label,
          what: 'certificate',
          selfSigned,
          validity: validityOf(command),
          ...(section !== undefined && { section: section.text }),
        },
        context,
      ),
    );
  }

  #ca(command: OpensslCommand, input: ShellText | undefined): void {
    const { line } = command;
    const config = this.#configOf(command, 'config', input);
    const context = { file: config?.file ?? new Map<string, never>(), remarks: this.#remarks };
    const name = lastValue(command, 'name')?.text;
    const settings = readAuthoritySettings(context, name);
    const request = this.#requests.get(lastValue(command, 'in')?.text ?? '') ?? this.#lastRequest;
    if (request !== undefined) this.#signed.add(request);
    const section = lastValue(command, 'extensions')?.text ?? settings?.certificateSection?.value;
    const selfSigned = command.flags.has('selfsign');
    const fromFile = this.#section(config, section, line, '-extensions');
    const given = new Set(fromFile.map((entry) => entry.name));
    const copied = settings?.copiesExtensions === true ? (request?.entries ?? []) : [];
    const entries = [...copied.filter((entry) => !given.has(entry.name)), ...fromFile];
    const validity = validityOf(command, settings?.days);
    const wanted = this.#wanted(
      command,
      {
        subject: request?.subject ?? [],
        ...(request?.key && { key: request.key }),
        ...(settings?.digest && { digest: settings.digest }),
      },
      entries,
      selfSigned,
    );
    const label = `openssl ca (${line})`;
    this.#drafts.push(
      assemble(
        {
          ...wanted,
          label,
          what: 'certificate',
          selfSigned,
          validity,
          ...(section !== undefined && { section }),
        },
        context,
      ),
    );
  }
}

const hasNames = (entries: readonly ConfigEntry[]): boolean =>
  entries.some(({ name }) => name === 'subjectAltName');
