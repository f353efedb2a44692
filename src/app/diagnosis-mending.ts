/** *Re-issue with the fix* from a diagnosis: which of the given certificates is made again, who stands above it, and for which host. */
import { mendedDraft } from '../pki/draft/mended';
import { draftFor } from '../pki/draft/profiles';
import { documentRow } from '../pki/inspect/row';
import { Authorities } from './authorities.svelte';
import { certificateForm } from './certificate-copy';
import type { Given } from './diagnosis-files';
import { COMMON_NAME } from './certificate-subject';
import type { Diagnoser } from './diagnoser.svelte';
import type { Fault } from './fault';
import { keptDocuments } from './kept-documents';
import { Mending, type Broken } from './mending.svelte';
import type { Workbench } from './workbench';

/** @returns what went wrong, if anything did */
export async function mendGiven(
  as: Broken['as'],
  diagnoser: Diagnoser,
  bench: Workbench,
): Promise<Fault | undefined> {
  const mending = new Mending(bench);
  const broken = await brokenAmong(as, diagnoser, bench);
  if (broken !== undefined && (await mending.mend(broken))) return undefined;
  if (mending.fault !== undefined) return mending.fault;
  if (as === 'authority') bench.location.go('authorities');
  else await fromNothing(diagnoser.wantedHost, bench);
  return undefined;
}

/** The one of that kind: which of several is what the files say, else the first. */
export function toMend(as: Broken['as'], { given, examined }: Diagnoser): Given | undefined {
  const blamed = examined.shown?.evidence.filter(({ stand }) => stand === 'causes') ?? [];
  const places = blamed.flatMap(({ items }) => items);
  const ofKind = ({ item, inspector }: Given): boolean =>
    item.kind === 'certificate' &&
    item.octets !== undefined &&
    inspector.rows.of(item).document?.authority === (as === 'authority');
  const named = places.map((place) => examined.shown?.given[place]).find((one) => one && ofKind(one));
  return named ?? given.find(ofKind);
}

async function brokenAmong(
  as: Broken['as'],
  diagnoser: Diagnoser,
  bench: Workbench,
): Promise<Broken | undefined> {
  const certificate = toMend(as, diagnoser)?.item.octets;
  if (certificate === undefined) return undefined;
  const authorities = bench.kept('authorities', () => new Authorities(bench.client));
  await authorities.open();
  const { certificates, roots } = keptDocuments(authorities);
  const given = diagnoser.given.flatMap(({ item: { kind, octets } }) =>
    kind === 'certificate' && octets !== undefined ? [octets] : [],
  );
  const rootsAmong = given.filter(
    (octets) => octets !== certificate && documentRow('certificate', octets).selfIssued,
  );
  const { links } = await bench.client.ask('assess', {
    ...{ leaf: certificate, intermediates: [...given, ...certificates], anchors: [...rootsAmong, ...roots] },
    ...{ at: Date.now(), profile: 'path', names: [], purposes: [] },
  });
  const above = links.slice(1).map(({ der }) => der);
  return { certificate, as, above, host: diagnoser.wantedHost, piles: [diagnoser.files, diagnoser.pasted] };
}

/** Nobody gave the certificate: one as it should be, for the host that the message names. */
async function fromNothing(host: string, bench: Workbench): Promise<void> {
  const form = await certificateForm(bench);
  const subject = [{ type: COMMON_NAME, value: host }];
  if (host !== '') form.take(mendedDraft({ ...draftFor('tls-server'), subject }, host));
  bench.location.go('certificate');
}
