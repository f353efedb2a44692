/** Signed certificate timestamps in words (RFC 6962 §3.2, §3.3). One that cannot be read leaves the others as they are. */
import { toHex, type Bytes } from '../../codec/bytes';
import { readSctList, type SignedTimestamp } from '../../codec/sct-list';
import type { Field } from './field';
import { problemAt } from './problem';

const hashes = ['none', 'MD5', 'SHA-1', 'SHA-224', 'SHA-256', 'SHA-384', 'SHA-512'];
const signatures = ['anonymous', 'RSA', 'DSA', 'ECDSA'];

function timestampFields(bytes: Bytes, sct: SignedTimestamp): readonly Field[] {
  const { logId, timestamp, extensions, hash, signature, signed } = sct;
  const algorithm = `${signatures[signature] ?? `algorithm ${signature}`} with ${hashes[hash] ?? `hash ${hash}`}`;
  const hex = (range: { readonly start: number; readonly end: number }): Partial<Field> => ({
    value: toHex(bytes.subarray(range.start, range.end)),
    form: 'hex',
    span: range,
  });
  const time = new Date(Number(timestamp));
  const moment: Partial<Field> = Number.isNaN(time.getTime())
    ? { value: timestamp.toString(), form: 'number', problem: 'It is no valid time.' }
    : { value: time.toISOString(), form: 'time' };
  return [
    { name: 'logID', label: 'Log', ...hex(logId), about: 'SHA-256 of the log’s public key.' },
    { name: 'timestamp', label: 'Logged at', ...moment },
    { name: 'signatureAlgorithm', label: 'Algorithm', value: algorithm },
    ...(extensions.end > extensions.start
      ? [{ name: 'extensions', label: 'Extensions', ...hex(extensions) }]
      : []),
    { name: 'signature', label: 'Signature of the log', ...hex(signed) },
  ];
}

/** The list between `start` and `end` of the document. */
export function sctFields(bytes: Bytes, start: number, end: number): Partial<Field> {
  const { entries, problem } = readSctList(bytes, start, end);
  const fields = entries.map(({ span, sct, error }): Field => {
    const field = { name: 'SignedCertificateTimestamp', label: 'Timestamp', span };
    return sct === undefined
      ? { ...field, problem: problemAt(error?.code ?? 'unsupported', error?.offset ?? span.start) }
      : { ...field, fields: timestampFields(bytes, sct) };
  });
  return {
    value: `${fields.length} ${fields.length === 1 ? 'log' : 'logs'}`,
    fields,
    list: true,
    ...(problem && { problem: problemAt(problem.code, problem.offset) }),
  };
}
