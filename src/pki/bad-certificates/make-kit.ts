/** The kit: every case made and judged, one after the other, so that it tells how far it is and can be stopped between two. */
import { encodePem } from '../../codec/pem';
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { clients } from '../clients/clients';
import { judgeReleases } from '../clients/judge';
import { PkiError } from '../error';
import type { BadCertificate } from './bad-certificate';
import { factsOf } from './case-groups';
import { badCertificates } from './cases';
import { expectedJson } from './expected';
import { kitPage } from './kit-page';
import { kitReadme } from './kit-readme';
import type { MadeCase } from './made-case';
import type {
  BadCertificatesNews,
  BadCertificatesPlan,
  BadCertificatesSummary,
  CaseFacts,
  JudgedCase,
} from './kit';
import { KeyShelf } from './key-shelf';
import { runFiles } from './run-files';
import { siteOf } from './site';
import { Workshop, type MadeChain } from './workshop';

export interface KitErrand {
  readonly signal?: AbortSignal;
  readonly tell?: (news: BadCertificatesNews) => void;
}

export interface BadCertificatesKit extends BadCertificatesSummary {
  readonly files: readonly NamedFile[];
}

/** @throws the signal's reason */
export async function makeBadCertificates(
  plan: BadCertificatesPlan,
  at: Date,
  { signal, tell }: KitErrand = {},
): Promise<BadCertificatesKit> {
  const site = siteOf(plan.names, at);
  const shelf = new KeyShelf();
  const wanted = badCertificates.filter(({ id }) => plan.cases.includes(id));
  const cases: MadeCase[] = [];
  const notMade: CaseFacts[] = [];
  for (const [done, one] of wanted.entries()) {
    signal?.throwIfAborted();
    tell?.({ done, of: wanted.length });
    const facts = factsOf(one);
    const made = await makeCase(one, new Workshop(site, shelf, one.id));
    if (made === undefined) {
      notMade.push(facts);
      continue;
    }
    const verdicts = await judgeReleases({ chain: made.sent, anchors: made.trusted, host: made.host, at });
    cases.push({ facts, made, verdicts });
  }
  signal?.throwIfAborted();
  const judged = cases.map(judgedCase);
  const columns = clients.map(({ id, name }) => ({ id, name }));
  const shown = { at, cases: judged, clients: columns, notMade };
  const files: readonly NamedFile[] = [
    { path: 'README.md', contents: kitReadme(shown), mode: 0o644 },
    { path: 'index.html', contents: kitPage(shown), mode: 0o644 },
    { path: 'expected.json', contents: expectedJson(cases, notMade, at), mode: 0o644 },
    ...runFiles,
    ...cases.flatMap(filesOf),
  ];
  return { files, cases: judged, clients: columns, notMade };
}

/** `undefined` where this browser has not the keys it takes. */
async function makeCase({ make }: BadCertificate, workshop: Workshop): Promise<MadeChain | undefined> {
  try {
    return await make(workshop);
  } catch (error) {
    if (error instanceof PkiError && error.code === 'platform-refused') return undefined;
    throw error;
  }
}

function judgedCase({ facts, made, verdicts }: MadeCase): JudgedCase {
  return {
    ...facts,
    host: made.host,
    verdicts: clients.flatMap(({ releases: [newest] }) => verdicts.get(newest.id) ?? []),
  };
}

const certificates = (ders: readonly Bytes[]): string =>
  ders.map((der) => encodePem('CERTIFICATE', der)).join('');

function filesOf({ facts, made }: MadeCase): readonly NamedFile[] {
  const within = (name: string, contents: string, mode: NamedFile['mode'] = 0o644): NamedFile => ({
    ...{ path: `${facts.id}/${name}`, contents, mode },
  });
  const { lists } = made;
  return [
    within('ca.pem', certificates(made.trusted)),
    within('chain.pem', certificates(made.sent)),
    within('cert.pem', certificates(made.sent.slice(0, 1))),
    within('key.pem', encodePem('PRIVATE KEY', made.key.privateKey), 0o600),
    ...(lists === undefined
      ? []
      : [within('crl.pem', lists.map((der) => encodePem('X509 CRL', der)).join(''))]),
  ];
}
