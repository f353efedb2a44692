/** Every signing request in a pile of texts, files, folders and archives, each once, with where it came from; and its plan. */
import type { Bytes } from '../../codec/bytes';
import { parseCertificateRequest } from '../../codec/certificate-request';
import type { Item } from '../inspect/item';
import { Pile } from '../inspect/pile';
import type { NameConstraints } from '../../codec/name-constraint';
import type { CertificateDraft } from '../draft/certificate-draft';
import { documentRow } from '../inspect/row';
import { planSigning, type SigningPlan } from './plan';

export interface FoundRequest {
  /** '' for what was pasted. */
  readonly path: string;
  /** CommonName, else the first name asked for. */
  readonly title: string;
  readonly der: Bytes;
}

export interface RequestFinding {
  readonly found: readonly FoundRequest[];
  /** Where nothing was, or something that was meant to be one and cannot be read. */
  readonly without: readonly string[];
}

export async function findRequests(
  inputs: readonly { readonly path: string; readonly content: string | Bytes }[],
  signal: AbortSignal,
): Promise<RequestFinding> {
  const items: Item[] = [];
  await new Pile().add(inputs, '', {
    signal,
    items: (told) => items.push(...told),
    progress: () => undefined,
  });
  signal.throwIfAborted();
  const found = items.flatMap(({ kind, octets, sources }): readonly FoundRequest[] => {
    if (kind !== 'request' || octets === undefined || !parseCertificateRequest(octets).ok) return [];
    const { title } = documentRow('request', octets);
    return [{ path: sources[0]?.path ?? '', title, der: octets }];
  });
  const fruitful = new Set(
    items.filter(({ kind }) => kind === 'request').flatMap(({ sources }) => sources.map(({ path }) => path)),
  );
  return { found, without: inputs.map(({ path }) => path).filter((path) => !fruitful.has(path)) };
}

/** @returns `undefined` for octets that are no request */
export async function planFor(
  der: Bytes,
  base: CertificateDraft,
  constraints: readonly NameConstraints[],
  allowed: NameConstraints,
): Promise<SigningPlan | undefined> {
  const parsed = parseCertificateRequest(der);
  return parsed.ok ? planSigning({ request: parsed.value, base, constraints, allowed }) : undefined;
}
