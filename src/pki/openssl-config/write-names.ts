/** Subjects and alternative names of a draft as entries of configuration sections, and what of them OpenSSL cannot say. */
import { attributeType } from '../../codec/attribute-type';
import { isAscii } from '../../codec/bytes';
import * as Tag from '../../codec/tag';
import type { DraftAttribute, DraftName, StringForm } from '../draft/certificate-draft';
import { readAddress, readAddressOfResource, readHost, readMailbox } from '../draft/names';
import { isPrintable } from '../../codec/distinguished-name';
import { longName, oidNamed, shortName } from '../views/openssl-objects';
import type { ConfigWriter } from './config-writer';

export type Entry = readonly [name: string, value: string];

/** Names are written as they will stand in the certificate: A-labels, canonical addresses. */
const quiet = (): undefined => undefined;
const spelled = {
  dns: (text: string): string => readHost(text, quiet) ?? text,
  ip: (text: string): string => readAddress(text, quiet) ?? text,
  email: (text: string): string => readMailbox(text, quiet) ?? text,
  uri: (text: string): string => readAddressOfResource(text, quiet) ?? text,
} as const;
const keywords = { dns: 'DNS', ip: 'IP', email: 'email', uri: 'URI' } as const;

/** Attributes that OpenSSL writes in a string type of its own, whatever is asked for. */
const otherString = new Set(['1.3.6.1.4.1.311.60.2.1.3', '1.2.840.113549.1.9.2', '1.2.840.113549.1.9.8']);

export function writeName(attributes: readonly DraftAttribute[], writer: ConfigWriter): readonly Entry[] {
  const counts = new Map<string, number>();
  return attributes.flatMap(({ type: typed, value }): readonly Entry[] => {
    const type = typed.trim();
    const problem = attributeProblem(type, value);
    if (problem !== undefined) {
      writer.cannot(problem);
      return [];
    }
    const name = attributeName(type);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    // Up to the first dot a name is a number that keeps repeated ones apart: 2.5.4.3 alone would be 5.4.3.
    return [[name.includes('.') || count > 0 ? `${count}.${name}` : name, value]];
  });
}

/** `CN`; the identifier where OpenSSL has no name that leads back to it. */
function attributeName(type: string): string {
  const short = shortName(type);
  return short !== type && oidNamed(short) === type && /^[A-Za-z][\w-]*$/.test(short) ? short : type;
}

function attributeProblem(type: string, value: string): string | undefined {
  const name = longName(type);
  if (value.includes('\0')) return `${name}: a value with U+0000 in it`;
  if (value === '') return `${name}: an empty value`;
  if (otherString.has(type)) return `${name} as UTF8String: OpenSSL writes it in a string type of its own`;
  const tag = attributeType(type)?.tag;
  if (tag === Tag.PRINTABLE_STRING && !isPrintable(value))
    return `${name} with letters that a PrintableString does not have`;
  return tag === Tag.IA5_STRING && !isAscii(value) ? `${name} with letters outside ASCII` : undefined;
}

export const formWords: Readonly<Record<StringForm, string>> = {
  utf8: 'FORMAT:UTF8,UTF8',
  ia5: 'IA5',
  printable: 'PRINTABLE',
  bmp: 'FORMAT:UTF8,BMP',
};

/** Entries `DNS.1`, `IP.1`, … with a number for each. */
export function writeNames(names: readonly DraftName[], writer: ConfigWriter): readonly Entry[] {
  const counts = new Map<string, number>();
  const numbered = (keyword: string, value: string): Entry => {
    const count = (counts.get(keyword) ?? 0) + 1;
    counts.set(keyword, count);
    return [`${keyword}.${count}`, value];
  };
  return names.flatMap((name): readonly Entry[] => {
    switch (name.kind) {
      case 'dns':
      case 'ip':
      case 'email':
      case 'uri': {
        const value = spelled[name.kind](name.value);
        const isWord = name.kind === 'email' && /^(?:copy|move)$/.test(value);
        if (!value.includes('\0') && isAscii(value) && value !== '' && !isWord)
          return [numbered(keywords[name.kind], value)];
        writer.cannot(`An alternative name with U+0000 or letters outside ASCII in it`);
        return [];
      }
      case 'registered-id':
        return [numbered('RID', name.oid.trim())];
      case 'directory':
        // Without `utf8`, which is not asked for here, every octet is a letter of Latin-1.
        if (name.attributes.every(({ value }) => isAscii(value)))
          return [numbered('dirName', writer.section('directory_name', writeName(name.attributes, writer)))];
        writer.cannot('A directoryName with letters outside ASCII');
        return [];
      case 'other':
        if (!name.value.includes('\0'))
          return [numbered('otherName', `${name.oid.trim()};${formWords[name.form]}:${name.value}`)];
        writer.cannot('An otherName with U+0000 in it');
        return [];
      case 'der':
        writer.cannot('An alternative name given in DER');
        return [];
    }
  });
}
