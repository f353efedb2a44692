/** What somebody wants of a kit, what is told on the way, and what it came to: plain data that crosses to the page. */
import type { ClientId, ClientVerdict } from '../clients/client';
import type { PlannedName } from '../local-https';
import type { BadCertificate, BadCertificateGroup } from './bad-certificate';

export interface BadCertificatesPlan {
  /** For every good certificate; the first host and the first address are connected to. */
  readonly names: readonly PlannedName[];
  /** Ids of the cases wanted; others are left out. */
  readonly cases: readonly string[];
}

/** How far it is: cases. */
export interface BadCertificatesNews {
  readonly done: number;
  readonly of: number;
}

/** A case before it is made. */
export type CaseFacts = Omit<BadCertificate, 'make'>;

export interface CaseGroup {
  readonly id: BadCertificateGroup;
  readonly title: string;
  readonly cases: readonly CaseFacts[];
}

export interface JudgedCase extends CaseFacts {
  /** What is connected to. */
  readonly host: string;
  /** Of the newest release of each client there is a model of. */
  readonly verdicts: readonly ClientVerdict[];
}

/** A client as a table names it. */
export interface ClientColumn {
  readonly id: ClientId;
  readonly name: string;
}

export interface BadCertificatesSummary {
  readonly cases: readonly JudgedCase[];
  readonly clients: readonly ClientColumn[];
  /** What this browser has no keys for. */
  readonly notMade: readonly CaseFacts[];
}
