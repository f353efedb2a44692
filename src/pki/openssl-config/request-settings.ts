/** `[req]` and the `[ca]` sections: which sections name the subject and the extensions, which key and digest, how long. */
import type { KeyAlgorithmId } from '../algorithms';
import type { DraftAttribute } from '../draft/certificate-draft';
import { booleanOf } from './asn1-text';
import { DEFAULT_SECTION, type ConfigEntry } from './config-text';
import { rsaKey } from './key-words';
import { readNameSection } from './name-section';
import { countOf } from './policies';
import { sectionNamed, type ConfigContext } from './value-list';

/** As OpenSSL looks things up: in the section, else before the first one. */
export function lookUp({ file }: ConfigContext, section: string, name: string): ConfigEntry | undefined {
  return file.get(section)?.entries.get(name) ?? file.get(DEFAULT_SECTION)?.entries.get(name);
}

export interface RequestSettings {
  readonly subject: readonly DraftAttribute[];
  readonly key?: KeyAlgorithmId;
  readonly digest?: { readonly name: string; readonly line: number };
  readonly days?: number;
  /** Where the extensions of certificates and of requests are. */
  readonly certificateSection?: ConfigEntry;
  readonly requestSection?: ConfigEntry;
}

export function readRequestSettings(context: ConfigContext): RequestSettings {
  const { remarks } = context;
  const get = (name: string): ConfigEntry | undefined => lookUp(context, 'req', name);
  for (const name of ['input_password', 'output_password']) {
    const password = get(name);
    if (password !== undefined) remarks.add('password-left-out', password.line);
  }
  const mask = get('string_mask');
  if (mask !== undefined && mask.value !== 'utf8only')
    remarks.add('string-mask-left-out', mask.line, mask.value);
  remarkOnAttributes(context, get('attributes'));
  const bits = get('default_bits');
  const digest = get('default_md');
  const days = get('default_days');
  const count = countOf(days?.value);
  const certificateSection = get('x509_extensions');
  const requestSection = get('req_extensions');
  return {
    subject: subjectOf(context, get('distinguished_name')),
    ...(bits !== undefined && { key: rsaKey(bits.value, bits.line, remarks) }),
    ...(digest !== undefined && { digest: { name: digest.value, line: digest.line } }),
    ...(count !== undefined && { days: count }),
    ...(certificateSection !== undefined && { certificateSection }),
    ...(requestSection !== undefined && { requestSection }),
  };
}

/** `challengePassword` and its like belong to a request, and a draft is of a certificate. Labels of questions are no values. */
function remarkOnAttributes(context: ConfigContext, pointer: ConfigEntry | undefined): void {
  const section = pointer && context.file.get(pointer.value);
  const values = asksNothing(context);
  for (const { name, value, line } of section?.entries.values() ?? []) {
    const isDefault = /_(?:default|value)$/.test(name);
    if (value !== '' && (values ? !/_(?:min|max)$/.test(name) : isDefault))
      context.remarks.add('attribute-of-request', line, name.replace(/_(?:default|value)$/, ''));
  }
}

/** `prompt`: anything but a plain "no" leaves the questions on. */
const asksNothing = (context: ConfigContext): boolean =>
  /^no$/i.test(lookUp(context, 'req', 'prompt')?.value ?? '');

function subjectOf(context: ConfigContext, pointer: ConfigEntry | undefined): readonly DraftAttribute[] {
  const section = pointer && sectionNamed(context, pointer.value, pointer.line, 'distinguished_name');
  if (section === undefined) return [];
  const values = asksNothing(context);
  const utf8 = booleanOf(lookUp(context, 'req', 'utf8')?.value ?? 'no') === true;
  return readNameSection(section, { values, utf8 }, context.remarks);
}

export interface AuthoritySettings {
  readonly section: string;
  readonly days?: number;
  readonly digest?: { readonly name: string; readonly line: number };
  readonly certificateSection?: ConfigEntry;
  readonly copiesExtensions: boolean;
}

/** `[ca]` points at the section that counts. Paths in it are no concern of ours. */
export function readAuthoritySettings(context: ConfigContext, named?: string): AuthoritySettings | undefined {
  const pointer = context.file.get('ca')?.entries.get('default_ca');
  const name = named ?? pointer?.value;
  if (name === undefined) return undefined;
  const section = sectionNamed(context, name, pointer?.line ?? 0, 'default_ca');
  if (section === undefined) return undefined;
  const get = (key: string): ConfigEntry | undefined => lookUp(context, name, key);
  const digest = get('default_md');
  const count = countOf(get('default_days')?.value);
  const copy = get('copy_extensions');
  if (copy?.value === 'copyall') context.remarks.add('request-copied-blindly', copy.line);
  const certificateSection = get('x509_extensions');
  return {
    section: name,
    ...(count !== undefined && { days: count }),
    ...(digest !== undefined && { digest: { name: digest.value, line: digest.line } }),
    ...(certificateSection !== undefined && { certificateSection }),
    copiesExtensions: copy !== undefined && copy.value !== 'none',
  };
}
