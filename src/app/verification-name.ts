/** The name somebody verifies for: which one a certificate suggests, and which kind a typed one is. */
import { documentRow } from '../pki/inspect/row';
import { readNames, toGeneralName } from '../pki/names';
import type { RequestOf } from '../worker/protocol';

type WantedName = RequestOf<'assess'>['names'][number];

/** What the certificate is to be good for. */
export type Purpose = 'server' | 'client' | 'email' | 'any';

/** The first name somebody could connect or write to; a wildcard stands in with `www.`. Nobody connects to a client. */
export function suggestedName(certificate: Uint8Array, purpose: Purpose): string {
  if (purpose === 'client') return '';
  const { names, title } = documentRow('certificate', certificate);
  if (purpose === 'email') return names.find((name) => name.includes('@')) ?? '';
  // A common name counts for nothing, which whoever put the host there is to hear.
  const host = [...names, title].find((name) => /^[\w.:*-]+$/.test(name)) ?? '';
  return host.startsWith('*.') ? `www${host.slice(1)}` : host;
}

/** A host, an address, a mailbox, or the host of an address of a page. `undefined` where nothing is typed. */
export function wantedName(text: string, purpose: Purpose): WantedName | undefined {
  const typed = text.trim();
  if (typed === '') return undefined;
  if (purpose === 'email') return { kind: 'email', value: typed };
  const [read] = readNames(typed);
  const name = read?.ok === false ? read.fixes[0] : read;
  // What is no name is in no certificate either, which is what the person is to hear.
  return name === undefined ? { kind: 'dns', value: typed } : toGeneralName(name);
}
