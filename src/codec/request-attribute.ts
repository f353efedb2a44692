/**
 * Attributes of a certification request (RFC 2985 §5.4): the extensions asked for, a password for having the certificate
 * revoked, and a name without form (§5.2.2). All of them stand in the request in clear.
 */
import { isAscii, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { isPrintable, readDirectoryString } from './distinguished-name';
import { readExtension, writeExtension, type Extension } from './extension';
import { attempt, Malformed } from './malformed';
import * as Tag from './tag';

export interface RequestAttribute {
  readonly oid: string;
  /** DER of each value. */
  readonly values: readonly Bytes[];
}

export const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
/** The identifier Microsoft gave the extensions asked for before there was another; read, never written. */
const MICROSOFT_EXTENSION_REQUEST = '1.3.6.1.4.1.311.2.1.14';
export const EXTENSION_REQUESTS: readonly string[] = [EXTENSION_REQUEST, MICROSOFT_EXTENSION_REQUEST];
export const CHALLENGE_PASSWORD = '1.2.840.113549.1.9.7';
export const UNSTRUCTURED_NAME = '1.2.840.113549.1.9.2';

/** Characters of a challenge password and of an unstructured name (RFC 2985 appendix A, upper bounds). */
export const LONGEST_ATTRIBUTE_TEXT = 255;

/** Requests in use have up to six; the bound is for whoever lists them. */
const MAX_ATTRIBUTES = 1000;

export const extensionRequest = (extensions: readonly Extension[]): RequestAttribute => ({
  oid: EXTENSION_REQUEST,
  values: [
    DerWriter.encode((writer) =>
      writer.sequence(() => {
        for (const extension of extensions) writeExtension(writer, extension);
      }),
    ),
  ],
});

/** @throws Malformed `bad-value` where it is empty or too long */
function textAttribute(oid: string, tag: number, text: string): RequestAttribute {
  const { length } = [...text];
  if (length === 0 || length > LONGEST_ATTRIBUTE_TEXT)
    throw new Malformed('bad-value', 0, `${length} characters`);
  return { oid, values: [DerWriter.encode((writer) => writer.string(tag, text))] };
}

/** A PrintableString where that has every character, else UTF8String (RFC 2985 §5.4.1). @throws Malformed */
export const challengePassword = (text: string): RequestAttribute =>
  textAttribute(CHALLENGE_PASSWORD, isPrintable(text) ? Tag.PRINTABLE_STRING : Tag.UTF8_STRING, text);

/** An IA5String where that has every character, else UTF8String (RFC 2985 §5.2.2). @throws Malformed */
export const unstructuredName = (text: string): RequestAttribute =>
  textAttribute(UNSTRUCTURED_NAME, isAscii(text) ? Tag.IA5_STRING : Tag.UTF8_STRING, text);

/** Text of an attribute that has one string as its value. */
export function attributeText(attributes: readonly RequestAttribute[], oid: string): string | undefined {
  const [value] = attributes.find((attribute) => attribute.oid === oid)?.values ?? [];
  const text = value && attempt(() => DerReader.document(value, readDirectoryString));
  return text?.ok === true ? text.value : undefined;
}

export function writeAttribute(writer: DerWriter, { oid, values, ...rest }: RequestAttribute): void {
  rest satisfies Record<string, never>;
  writer.sequence(() => writer.oid(oid).setOf(values));
}

/** @throws Malformed */
export function readAttributes(set: DerReader): readonly RequestAttribute[] {
  const attributes: RequestAttribute[] = [];
  while (!set.done) {
    if (attributes.length >= MAX_ATTRIBUTES) throw new Malformed('too-large', set.offset);
    const sequence = set.sequence();
    const oid = sequence.oid();
    const list = sequence.set();
    const values: Bytes[] = [];
    while (!list.done) values.push(DerReader.own(list.element()));
    sequence.finish();
    attributes.push({ oid, values });
  }
  return attributes;
}

/** @throws Malformed */
export function readRequestedExtensions(attributes: readonly RequestAttribute[]): readonly Extension[] {
  const requests = attributes.filter(({ oid }) => EXTENSION_REQUESTS.includes(oid));
  return requests.flatMap(({ values }) =>
    values.flatMap((value) =>
      DerReader.document(value, (reader) => {
        const list = reader.sequence();
        const extensions: Extension[] = [];
        while (!list.done) extensions.push(readExtension(list));
        return extensions;
      }),
    ),
  );
}
