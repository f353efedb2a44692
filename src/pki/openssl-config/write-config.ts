/** A draft as openssl.cnf: the name and the extensions, everything with a value of its own in a section of its own. */
import type { CertificateDraft } from '../draft/certificate-draft';
import { ConfigWriter } from './config-writer';
import type { RequestTexts } from '../draft/prepare-request';
import { writeExtensions } from './write-extensions';
import { writeName, type Entry } from './write-names';

export interface WrittenConfig {
  readonly text: string;
  /** Of the section with the extensions. */
  readonly section: string;
  /** In words: what of the draft OpenSSL has no way to say. */
  readonly cannot: readonly string[];
}

/**
 * @param use `self`: for `req -x509`; `authority`: for `x509 -req -extfile`; `request`: for `req -new`
 * @param comments lines that say how the file is used
 * @param attributes of a request
 */
export function writeConfig(
  draft: CertificateDraft,
  use: 'self' | 'authority' | 'request',
  comments: (section: string) => readonly string[],
  attributes: RequestTexts = { challengePassword: '', unstructuredName: '' },
): WrittenConfig {
  const writer = new ConfigWriter();
  const extensions = writeExtensions(draft, use, writer);
  const section = writer.section(`v3_${draft.profile.replaceAll('-', '_')}`, extensions);
  const subject = writer.section('subject', writeName(draft.subject, writer));
  const pointer =
    use === 'self'
      ? [['x509_extensions', section] as const]
      : use === 'request'
        ? [['req_extensions', section] as const]
        : [];
  const asked = use === 'request' ? writeAttributes(attributes, writer) : [];
  const bits = /^rsa-(\d+)$/.exec(draft.keyAlgorithm)?.[1];
  writer.section('req', [
    ['prompt', 'no'],
    ['utf8', 'yes'],
    ['string_mask', 'utf8only'],
    ...(bits === undefined ? [] : [['default_bits', bits] as const]),
    ['distinguished_name', subject],
    ...(extensions.length > 0 ? pointer : []),
    ...(asked.length > 0 ? [['attributes', writer.section('request_attributes', asked)] as const] : []),
  ]);
  const head = comments(section).map((line) => (line === '' ? '#\n' : `# ${line}\n`));
  return { text: `${head.join('')}\n${writer.text}`, section, cannot: writer.unsaid };
}

function writeAttributes(texts: RequestTexts, writer: ConfigWriter): readonly Entry[] {
  return (['challengePassword', 'unstructuredName'] as const).flatMap((name): readonly Entry[] => {
    const text = texts[name];
    if (text === '') return [];
    if (!text.includes('\0')) return [[name, text]];
    writer.cannot(`${name} with U+0000 in it`);
    return [];
  });
}
