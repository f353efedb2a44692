/**
 * A message that a program prints about a certificate, a key or a handshake: its literal text with named holes, what it means,
 * and where it is written. Programs change their words; each wording that was ever printed is a pattern of the same row.
 */
import type { SubjectCode } from './subject';

/** Who prints it. Many programs print what a library below them says, and then the library is who. */
export type Speaker =
  | 'openssl'
  | 'python'
  | 'node'
  | 'curl'
  | 'wget'
  | 'git'
  | 'go'
  | 'java'
  | 'keytool'
  | 'gnutls'
  | 'firefox'
  | 'chrome'
  | 'apple'
  | 'android'
  | 'windows'
  | 'dotnet'
  | 'rustls'
  | 'server';

/** What stands in a hole: it decides where the hole ends. */
export type Hole =
  'host' | 'names' | 'subject' | 'date' | 'file' | 'number' | 'algorithm' | 'alias' | 'detail';

/**
 * `envelope`: says that something failed, and another message says what (`certificate verify failed`). `vague`: names a symptom
 * that several causes share.
 */
export type Weight = 'telling' | 'vague' | 'envelope';

export interface Message {
  readonly id: string;
  readonly speaker: Speaker;
  readonly subject: SubjectCode;
  /** `certificate is valid for {names}, not {host}`. Each begins with literal text. */
  readonly patterns: readonly string[];
  readonly weight: Weight;
  readonly source: string;
}

export type MessageRow = readonly [
  id: string,
  subject: SubjectCode,
  patterns: string | readonly string[],
  more?: { readonly weight?: Weight; readonly source?: string },
];

/** @param source of all rows that name none of their own */
export const messagesOf = (
  speaker: Speaker,
  source: string,
  rows: readonly MessageRow[],
): readonly Message[] =>
  rows.map(([id, subject, patterns, more = {}]): Message => ({
    id,
    speaker,
    subject,
    patterns: typeof patterns === 'string' ? [patterns] : patterns,
    weight: more.weight ?? 'telling',
    source: more.source ?? source,
  }));
