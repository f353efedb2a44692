// A kit of bad certificates as a person has it: made, zipped, unzipped by the real unzip; and its servers, on ports that are free.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { badCertificates } from '../../src/pki/bad-certificates/cases';
import type { BadCertificatesSummary } from '../../src/pki/bad-certificates/kit';
import { badCertificatesDownload } from '../../src/pki/bad-certificates/kit-download';
import { makeBadCertificates } from '../../src/pki/bad-certificates/make-kit';
import { temporaryFolder } from './temporary-folder';

export interface UnzippedKit extends BadCertificatesSummary {
  readonly folder: string;
}

const everyCase: readonly string[] = badCertificates.map(({ id }) => id);

export async function unzippedKit(unzip: string, cases = everyCase): Promise<UnzippedKit> {
  const { files, ...summary } = await makeBadCertificates({ names: [], cases }, new Date());
  const { fileName, contents } = await badCertificatesDownload(files);
  // A blank and a quote: nothing in run/ may care where it was unpacked.
  const above = temporaryFolder("bad certificates it's ");
  writeFileSync(join(above, fileName), contents);
  execFileSync(unzip, ['-q', fileName], { cwd: above });
  return { ...summary, folder: join(above, 'bad-certificates') };
}

/** A port that is free with as many behind it; below those that systems hand out by themselves. */
export async function freePorts(count: number): Promise<number> {
  for (let base = 20_000 + (process.pid % 50) * 230; base < 32_000; base += 230) {
    const taken = await Promise.all(Array.from({ length: count + 1 }, (_, place) => isTaken(base + place)));
    if (!taken.includes(true)) return base;
  }
  throw new Error(`nowhere are ${String(count)} ports free in a row`);
}

async function isTaken(port: number): Promise<boolean> {
  const probe = createServer();
  const taken = await new Promise<boolean>((resolve) => {
    probe.once('error', () => {
      resolve(true);
    });
    probe.listen(port, '127.0.0.1', () => {
      resolve(false);
    });
  });
  if (!taken) {
    probe.close();
    await once(probe, 'close');
  }
  return taken;
}

export interface KitServer {
  /** Everything it said until it listened. */
  readonly said: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server of the kit and waits for the line that says it listens. */
export async function startKitServer(
  program: string,
  args: readonly string[],
  folder: string,
): Promise<KitServer> {
  const child: ChildProcess = spawn(program, [...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/\d+ cases on \d+/.test(said)) resolve();
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('close', () => {
      reject(new Error(`${program} ended: ${said}`));
    });
  });
  return {
    said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
