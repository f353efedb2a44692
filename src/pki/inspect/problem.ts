/** What is wrong with a part of a document, in words that name the octet. Data about the encodings; the page adds nothing. */
import type { MalformedCode } from '../../codec/malformed';

const words: Readonly<Record<MalformedCode, string>> = {
  truncated: 'It ends before it is complete',
  'trailing-data': 'Something follows where nothing should',
  'length-form': 'Its length is written in a form that is not allowed',
  'tag-form': 'Its tag is written in a form that is not allowed',
  'unexpected-tag': 'It is of another type than the standard says',
  'too-deep': 'It is nested too deeply to be opened',
  'too-large': 'It is too large to be shown',
  'bad-boolean': 'It is neither TRUE nor FALSE',
  'bad-integer': 'It is no well-formed number',
  'bad-oid': 'It is no object identifier',
  'bad-bit-string': 'It is no well-formed bit string',
  'bad-string': 'It has octets that its type does not allow',
  'bad-time': 'It is no valid time',
  'bad-ip-address': 'It is no IP address: those have 4 or 16 octets, with a mask 8 or 32',
  'bad-value': 'The standard does not allow this value',
  'bad-base64': 'It is not base64',
  'bad-pem': 'It is not PEM',
  unsupported: 'It is of a kind that is not known here',
};

export const problemAt = (code: MalformedCode, offset: number): string => `${words[code]} (octet ${offset}).`;
