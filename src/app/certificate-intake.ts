/**
 * What comes to the form from elsewhere, told by what is in it: a template, an openssl.cnf, a certificate or a request to make
 * a copy of, a key. Nothing of it is kept but what the form takes.
 */
import { draftFromLink, parseTemplate } from './certificate-templates';
import { isOpensslCommand } from '../pki/openssl-config/command-line';
import type { WorkerClient } from '../worker/client';
import type { CertificateForm } from './certificate-form.svelte';
import { draftFor } from './certificate-taken';
import { faultOf } from './fault';

type Octets = Uint8Array<ArrayBuffer>;
/** Larger than any of them. */
const MOST_OCTETS = 1_000_000;
const CERTIFICATE =
  /-----BEGIN (?:X509 |TRUSTED )?(?:CERTIFICATE|(?:NEW )?CERTIFICATE REQUEST)-----([^-]+)-----END/;

export class CertificateIntake {
  readonly #form: CertificateForm;
  readonly #client: WorkerClient;

  constructor(form: CertificateForm, client: WorkerClient) {
    this.#form = form;
    this.#client = client;
  }

  async readFiles(files: readonly File[]): Promise<void> {
    if (files.reduce((sum, { size }) => sum + size, 0) > MOST_OCTETS) {
      this.#form.taken = { kind: 'too-large' };
      return;
    }
    for (const file of files) {
      const octets = new Uint8Array(await file.arrayBuffer());
      const text = textOf(octets);
      if (text !== undefined && kindOf(text) !== 'key') await this.readText(text);
      else if (!(text === undefined && (await this.#copies(octets)))) await this.#opensKey([file]);
    }
  }

  /** What a link carries behind `?t=`. */
  readLink(text: string): void {
    const read = draftFromLink(text);
    if (read.ok) this.#form.take(read.value);
    this.#form.taken = { kind: read.ok ? 'link' : 'link-damaged' };
  }

  async readText(text: string): Promise<void> {
    try {
      switch (kindOf(text)) {
        case 'template': {
          const read = parseTemplate(text);
          if (read.ok) this.#form.take(read.value);
          this.#form.taken = { kind: read.ok ? 'template' : 'template-damaged' };
          return;
        }
        case 'document': {
          const [, body = ''] = CERTIFICATE.exec(text) ?? [];
          if (!(await this.#copies(fromBase64(body)))) this.#form.taken = { kind: 'nothing' };
          if (isKey(text)) await this.#form.key.paste(text);
          return;
        }
        case 'key':
          await this.#form.key.paste(text);
          this.#form.show('key');
          this.#form.taken = { kind: 'key' };
          return;
        case 'config': {
          const reading = await this.#client.ask('readConfig', { text });
          this.#form.taken = { kind: 'config', reading };
          const [first, second] = reading.drafts;
          if (first !== undefined && second === undefined) this.#form.take(draftFor(this.#form.what, first));
          return;
        }
        case 'step-template':
          this.#form.taken = { kind: 'step-template' };
          return;
        case 'nothing':
          this.#form.taken = { kind: 'nothing' };
      }
    } catch (error) {
      this.#form.taken = { kind: 'failed', fault: faultOf(error) };
    }
  }

  async #copies(octets: Octets | undefined): Promise<boolean> {
    return octets !== undefined && (await this.#form.copyFrom(octets)) !== undefined;
  }

  async #opensKey(files: readonly File[]): Promise<void> {
    await this.#form.key.openFiles(files);
    const { opening } = this.#form.key;
    if (opening.kind === 'refused' && opening.problem === 'nothing-found') {
      this.#form.key.close();
      this.#form.key.kind = 'new';
      this.#form.taken = { kind: 'nothing' };
      return;
    }
    this.#form.show('key');
    this.#form.taken = { kind: 'key' };
  }
}

const isKey = (text: string): boolean => /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text);

function kindOf(text: string): 'template' | 'step-template' | 'document' | 'key' | 'config' | 'nothing' {
  if (text.trimStart().startsWith('{'))
    return text.includes('"kty"') ? 'key' : isStepTemplate(text) ? 'step-template' : 'template';
  if (CERTIFICATE.test(text)) return 'document';
  if (isKey(text)) return 'key';
  return isConfig(text) ? 'config' : 'nothing';
}

/** Of step and step-ca: fields of an X.509 template, with Go's text/template between them. */
const isStepTemplate = (text: string): boolean =>
  !text.includes('"certwright"') &&
  /\{\{|"(?:subject|sans|issuer|keyUsage|extKeyUsage|basicConstraints)"\s*:/.test(text);

/** Sections or settings of an openssl.cnf, or commands. */
const isConfig = (text: string): boolean =>
  /^[ \t]*\[[^\]\n]+\]/m.test(text) ||
  /^[ \t]*[\w.-]+[ \t]*=/m.test(text) ||
  text.split('\n').some(isOpensslCommand);

/** `undefined` for octets that are no text. */
function textOf(octets: Octets): string | undefined {
  // Windows' older editors call it "Unicode", and say so in front.
  const wide = octets[0] === 0xff && octets[1] === 0xfe ? 'utf-16le' : undefined;
  const text = decoded(octets, octets[0] === 0xfe && octets[1] === 0xff ? 'utf-16be' : (wide ?? 'utf-8'));
  if (text !== undefined) return text.includes('\0') ? undefined : text;
  // OpenSSL takes the octets of a file for Latin-1 unless told otherwise, and files from before UTF-8 are.
  const latin = decoded(octets, 'windows-1252') ?? '';
  return !/[^\t\n\f\r\x20-\x7e\xa0-\xff]/.test(latin) && isConfig(latin) ? latin : undefined;
}

function decoded(octets: Octets, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}

function fromBase64(text: string): Octets | undefined {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
