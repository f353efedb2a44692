// Many at once: server certificates of one manifest (P-256: key, certificate, PEM), against raw WebCrypto and pkijs by the CPU time
// of the thread, and against openssl and mkcert as processes by the clock: the same operations first, then with all that the page
// does besides. Rounds are interleaved.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { findTool } from '../../.ci/tools.mjs';
import { benchBulkPage } from './bulk-application';
import { Heaps, memoryLine } from './bulk-memory';
import type { BulkContestant } from './bulk-page/bulk';
import type { BulkAuthority } from './bulk-page/in-workers';
import { median, ratio, shuffled, type Ratio } from './figures';
import type { Goal, Line } from './line';
import { meterOf } from './meter';
import { servePage } from './pages';

const ROUNDS = 11;
const WARM_UPS = 3;
const counts: Readonly<Record<BulkContestant, number>> = {
  raw: 1000,
  'raw-proved': 1000,
  ours: 1000,
  'ours-proved': 1000,
  pkijs: 60,
};
const contestants = Object.keys(counts) as BulkContestant[];
/** Processes started per round and program. */
const PROCESSES = 5;

export async function benchBulk(browser: Browser): Promise<readonly Line[]> {
  const site = await servePage('bulk-page');
  const page = await browser.newPage();
  const peers = new Peers();
  try {
    const heaps = await Heaps.of(page);
    await page.goto(site.address);
    await page.waitForFunction(() => window.bulk !== undefined);
    const meter = await meterOf(page);
    const cpu = Object.fromEntries(contestants.map((one): [string, number[]] => [one, []]));
    const clocks = await raceTeams(browser, site.address);
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const contestant of shuffled(contestants, round + WARM_UPS)) {
        const count = counts[contestant];
        const before = await meter.read();
        const elapsed = await page.evaluate(([who, times]) => window.bulk?.(who, times), [
          contestant,
          count,
        ] as const);
        const after = await meter.read();
        if (round < 0) continue;
        cpu[contestant]?.push((after.thread - before.thread) / count);
        if (contestant === 'ours') clocks.alone.push((elapsed ?? 0) / 1000 / count);
      }
      peers.round(round < 0);
    }
    const memory = await memoryLine(page, heaps, group);
    return [
      ...cpuLines((one) => cpu[one] ?? []),
      ...peers.lines(clocks),
      ...workersLines(clocks),
      ...(await benchBulkPage(browser, group)),
      memory,
    ];
  } finally {
    peers.end();
    await page.close();
    await site.close();
  }
}

const group = 'In bulk: 1,000 servers of a manifest, P-256';

function cpuLines(samples: (contestant: BulkContestant) => readonly number[]): readonly Line[] {
  const compare = (above: BulkContestant, below: BulkContestant): Pick<Line, 'measured' | 'spread'> => {
    const { value, from, to } = ratio(samples(above), samples(below));
    return { measured: value, spread: { from, to } };
  };
  const each = (contestant: BulkContestant) => `${(1000 * median(samples(contestant))).toFixed(3)} ms each`;
  return [
    {
      group,
      what: 'key, certificate, PEM: of raw WebCrypto doing the same five operations',
      ...compare('raw', 'ours'),
      unit: '',
      goal: { bound: 'at-least', value: 0.7 },
      note: each('ours'),
    },
    {
      group,
      what: 'proved, with every file: of raw WebCrypto that checks its signature too',
      ...compare('raw-proved', 'ours-proved'),
      unit: '',
      note: each('ours-proved'),
    },
    {
      group,
      what: 'proved, with every file: against pkijs 4, which proves nothing',
      ...compare('pkijs', 'ours-proved'),
      unit: '×',
      note: each('pkijs'),
    },
    {
      group,
      what: 'key, certificate, PEM: against pkijs 4',
      ...compare('pkijs', 'ours'),
      unit: '×',
      goal: { bound: 'at-least', value: 10 },
    },
  ];
}

/**
 * One worker and two, in a page of their own: what others leave to be collected is collected on the core that the second worker
 * needs, and the first alone would not miss it.
 */
async function raceTeams(browser: Browser, address: string): Promise<Clocks> {
  const page = await browser.newPage();
  try {
    await page.goto(address);
    await page.waitForFunction(() => window.bulk !== undefined);
    const clocks = emptyClocks();
    for (let round = -WARM_UPS; round < ROUNDS; round++) {
      for (const one of shuffled(teams, round + WARM_UPS)) {
        const count = counts['ours-proved'];
        const elapsed = await page.evaluate(
          ([{ workers, what }, times]) =>
            what === 'raw'
              ? window.rawInWorkers?.(workers, times)
              : window.bulkInWorkers?.(workers, what, times),
          [one, count] as const,
        );
        if (round >= 0) clocks[one.what][one.workers].push((elapsed ?? 0) / 1000 / count);
      }
    }
    return clocks;
  } finally {
    await page.close();
  }
}

type Work = BulkAuthority | 'raw';
const teams = (['given', 'new', 'raw'] as const).flatMap((what) =>
  ([1, 2] as const).map((workers) => ({ what, workers }) as const),
);

/** Seconds on the clock each: key, certificate and PEM in one thread; with proof, files and zip in one worker and in two. */
interface Clocks extends Readonly<Record<Work, Readonly<Record<1 | 2, number[]>>>> {
  readonly alone: number[];
}

const emptyClocks = (): Clocks => ({
  alone: [],
  given: { 1: [], 2: [] },
  new: { 1: [], 2: [] },
  raw: { 1: [], 2: [] },
});

function workersLines(clocks: Clocks): readonly Line[] {
  const line = (work: Work, what: string, goal?: Goal): Line => {
    const { 1: one, 2: two } = clocks[work];
    const { value, from, to } = ratio(one, two);
    return {
      group,
      what: `two workers against one, on the clock: ${what}`,
      measured: value,
      spread: { from, to },
      unit: '×',
      ...(goal && { goal }),
      note: `${milliseconds(two, 3)}; one: ${milliseconds(one, 3)}`,
    };
  };
  return [
    line('given', 'proved, into one zip', { bound: 'at-least', value: 1.5 }),
    line('new', 'the same under a new authority, whose key file takes a core 0.1 s in both'),
    line('raw', 'raw WebCrypto alone, what this machine has to give'),
  ];
}

const milliseconds = (seconds: readonly number[], digits: number): string =>
  `${(1000 * median(seconds)).toFixed(digits)} ms each`;

/** Programs that make one certificate a process, as recipes start them; seconds on the clock each. */
class Peers {
  readonly #folder = mkdtempSync(join(tmpdir(), 'bench-bulk-'));
  readonly #openssl = findTool('openssl');
  readonly #mkcert = findTool('mkcert');
  readonly #samples = { openssl: [] as number[], mkcert: [] as number[] };
  #made = 0;

  constructor() {
    if (this.#openssl === undefined) return;
    const authority = [
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-subj',
      '/CN=Bench authority',
      '-days',
      '3650',
    ];
    this.#run(this.#openssl, ['req', '-x509', ...P256, '-nodes', ...authority]);
    if (this.#mkcert !== undefined) this.#run(this.#mkcert, ['-ecdsa', 'first.test']);
  }

  #run(program: string, args: readonly string[]): void {
    const env = { ...process.env, CAROOT: this.#folder };
    execFileSync(program, args, { cwd: this.#folder, env, stdio: 'ignore' });
  }

  round(warmUp: boolean): void {
    const [openssl, mkcert] = [this.#openssl, this.#mkcert];
    if (openssl !== undefined) this.#sample('openssl', warmUp, (host) => this.#byOpenssl(openssl, host));
    if (mkcert !== undefined) {
      const files = ['-cert-file', 'mkcert.pem', '-key-file', 'mkcert.key'];
      this.#sample('mkcert', warmUp, (host) => {
        this.#run(mkcert, ['-ecdsa', ...files, host, `*.${host}`, '127.0.0.1', '::1']);
      });
    }
  }

  /** One process: OpenSSL 3 signs with an authority in `req -x509`. */
  #byOpenssl(openssl: string, host: string): void {
    const config = join(this.#folder, 'leaf.cnf');
    const names = `DNS:${host},DNS:*.${host},IP:127.0.0.1,IP:::1`;
    const section = [
      'basicConstraints=critical,CA:FALSE',
      'keyUsage=critical,digitalSignature',
      'extendedKeyUsage=serverAuth',
    ];
    writeFileSync(
      config,
      ['[req]', 'distinguished_name=dn', '[dn]', '[v3]', ...section, `subjectAltName=${names}`, ''].join(
        '\n',
      ),
    );
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-config', config, '-extensions', 'v3'];
    const files = ['-keyout', 'leaf.key', '-out', 'leaf.pem'];
    this.#run(openssl, [
      'req',
      '-x509',
      ...P256,
      '-nodes',
      ...by,
      ...files,
      '-subj',
      `/CN=${host}`,
      '-days',
      '397',
    ]);
  }

  #sample(program: 'openssl' | 'mkcert', warmUp: boolean, make: (host: string) => void): void {
    const before = performance.now();
    for (let i = 0; i < PROCESSES; i++) make(`app-${++this.#made}.test`);
    const each = (performance.now() - before) / 1000 / PROCESSES;
    if (!warmUp) this.#samples[program].push(each);
  }

  lines({ alone, given: { 2: whole } }: Clocks): readonly Line[] {
    const goals = { openssl: 30, mkcert: 50 } as const;
    return (['mkcert', 'openssl'] as const).flatMap((program): readonly Line[] => {
      const theirs = this.#samples[program];
      if (theirs.length === 0) return [];
      const against = ({ value, from, to }: Ratio) =>
        ({ measured: value, spread: { from, to }, unit: '×' }) as const;
      return [
        {
          group,
          what: `key, certificate, PEM, on the clock: against ${program}, a process each`,
          ...against(ratio(theirs, alone)),
          goal: { bound: 'at-least', value: goals[program] },
          note: `${milliseconds(alone, 3)}; ${program}: ${milliseconds(theirs, 1)}`,
        },
        {
          group,
          what: `proved, into one zip by two workers: against ${program}, which proves and packs nothing`,
          ...against(ratio(theirs, whole)),
          note: milliseconds(whole, 3),
        },
      ];
    });
  }

  end(): void {
    rmSync(this.#folder, { recursive: true });
  }
}

const P256 = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'];
