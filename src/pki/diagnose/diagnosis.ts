/** What a pasted text says: plain data that crosses from the worker to the page. Nothing in it is longer than a line. */
import type { Hole, Message, Speaker, Weight } from './message';
import type { SubjectCode } from './subject';

export interface FoundMessage {
  readonly id: string;
  readonly speaker: Speaker;
  readonly subject: SubjectCode;
  readonly weight: Weight;
  readonly source: string;
  /** As the program prints it, in general: `certificate is valid for {names}, not {host}`. */
  readonly pattern: string;
  /** The line it stands on, from 1, and that line, what looks secret left out. */
  readonly line: number;
  readonly excerpt: string;
  readonly times: number;
  readonly facts: Readonly<Partial<Record<Hole, string>>>;
}

/** What the text tells of the connection, wherever it stands in it. */
export interface ConnectionFacts {
  readonly host?: string;
  readonly port?: number;
  /** Place in the chain, 0 for the leaf, as OpenSSL counts. */
  readonly depth?: number;
  /** Number of the error, as the program counts. */
  readonly code?: number;
  /** Subject of the certificate it speaks of, in the program's own way of writing names. */
  readonly subject?: string;
  /** `Python 3.13`, `Node.js v20.20.2`: what printed it, where it says so. */
  readonly program?: string;
  /** The release of Python or Node, `3.13`. */
  readonly release?: string;
}

export interface Diagnosis {
  /** The one that leads first; of each message known one, however often it stands there. */
  readonly found: readonly FoundMessage[];
  readonly facts: ConnectionFacts;
  /** It was longer than what is read; its middle was left out. */
  readonly cut: boolean;
  /** A private key stood in it. It was not read. */
  readonly heldPrivateKey: boolean;
}

export type KnownMessage = Pick<Message, 'id' | 'speaker' | 'subject' | 'patterns' | 'source' | 'weight'>;
