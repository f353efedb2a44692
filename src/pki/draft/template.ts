/**
 * Drafts as text that is kept and shared. A template file is JSON of this form, one draft in it:
 *
 *     { "certwright": "certificate-template", "version": 1, "draft": { … as in certificate-draft.ts … } }
 *
 * Version 1 knows exactly the fields of `CertificateDraft`; an unknown one is refused by its name, so that nothing a template
 * asks for is dropped in silence. A link carries the same JSON in base64url (RFC 4648 §5). A draft holds no secret and no key.
 */
import { fromBase64Url, toBase64, utf8 } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import type { CertificateDraft, DraftPlace } from './certificate-draft';
import { draftShape } from './draft-shape';
import { record, ShapeRefusal, type Shape, type ShapeProblemCode } from './json-shape';

export interface TemplateProblem {
  readonly code:
    | ShapeProblemCode
    | 'too-large' // facts: limit in characters
    | 'not-json'
    | 'not-a-template' // JSON, and of something else
    | 'newer-version'; // facts: its version
  /** Below the template's `draft`. */
  readonly at: DraftPlace;
  readonly facts: readonly string[];
}

const FORMAT = 'certificate-template';
const VERSION = 1;
/** Ten thousand names fit. */
const LARGEST = 4_000_000;
/** Safari takes 80,000 characters of address, and mail programs cut them long before. */
const LONGEST_LINK = 32_768;

export function writeTemplate(draft: CertificateDraft): string {
  return `${JSON.stringify({ certwright: FORMAT, version: VERSION, draft }, undefined, 2)}\n`;
}

const problem = (code: TemplateProblem['code'], ...facts: readonly string[]): TemplateProblem => ({
  code,
  at: [],
  facts,
});

/** Total for any text. */
export function parseTemplate(text: string): Result<CertificateDraft, TemplateProblem> {
  if (text.length > LARGEST) return failure(problem('too-large', String(LARGEST)));
  let json: unknown;
  try {
    // Windows editors put a byte order mark in front.
    json = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return failure(problem('not-json'));
  }
  if (typeof json !== 'object' || json === null || !('certwright' in json) || json.certwright !== FORMAT)
    return failure(problem('not-a-template'));
  if ('version' in json && typeof json.version === 'number' && json.version > VERSION)
    return failure(problem('newer-version', String(json.version)));
  try {
    return success(template(json, []).draft);
  } catch (error) {
    if (!(error instanceof ShapeRefusal)) throw error;
    const { code, at, facts } = error;
    return failure({ code, at: at[0] === 'draft' ? at.slice(1) : at, facts });
  }
}

interface Template {
  readonly certwright: string;
  readonly version: number;
  readonly draft: CertificateDraft;
}

const same =
  <T>(wanted: T): Shape<T> =>
  (value, at) => {
    if (value !== wanted) throw new ShapeRefusal('unknown-value', at, JSON.stringify(value).slice(0, 80));
    return wanted;
  };

const template = record<Template>({
  certwright: same<string>(FORMAT),
  version: same<number>(VERSION),
  draft: draftShape,
});

/** For the fragment of a link; `undefined` where it is too long to share. */
export function templateLink(draft: CertificateDraft): string | undefined {
  const octets = utf8(JSON.stringify({ certwright: FORMAT, version: VERSION, draft }));
  const text = toBase64(octets).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  return text.length > LONGEST_LINK ? undefined : text;
}

/** The draft in what `templateLink` gave. */
export function draftFromLink(text: string): Result<CertificateDraft, TemplateProblem> {
  if (text.length > LONGEST_LINK) return failure(problem('too-large', String(LONGEST_LINK)));
  const octets = fromBase64Url(text);
  if (octets === undefined) return failure(problem('not-a-template'));
  return parseTemplate(new TextDecoder().decode(octets));
}
