// A server under test: started from a shell line on a port nobody uses, waited for by a real handshake, stopped by its process
// id alone. Whatever it printed is in the message of every failure. Loopback only.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { connect } from 'node:tls';

export type LoopbackAddress = '127.0.0.1' | '::1';

export interface ServerProcess {
  readonly pid: number;
  /** Both streams so far. */
  output(): string;
  /**
   * Sends the signal to this one process, waits until it is gone and nothing listens any more: a server that left a child
   * behind would still answer. Yields the exit code, or the signal it died of.
   */
  stop(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

export interface StartOptions {
  readonly folder: string;
  readonly address: LoopbackAddress;
  readonly port: number;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Less than a test's own time, so that what the server printed is not lost. */
const patience = 40_000;
const pollEvery = 50;

/** A port that was free a moment ago. */
export async function freePort(address: LoopbackAddress = '127.0.0.1'): Promise<number> {
  const probe = createServer();
  probe.listen(0, address);
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Runs `exec line` in sh and waits until a TLS handshake succeeds. */
export async function startServer(line: string, options: StartOptions): Promise<ServerProcess> {
  const { folder, address, port } = options;
  const child = spawn('sh', ['-c', `exec ${line}`], {
    cwd: folder,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let ended: number | NodeJS.Signals | undefined;
  const gone = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      ended = code ?? signal ?? 0;
      resolve(ended);
    });
  });
  const told = () => `\n--- ${line}\n${output}`;

  const { pid } = child;
  if (pid === undefined) throw new Error(`sh could not be started${told()}`);
  const stop = async (signal: NodeJS.Signals = 'SIGTERM') => {
    if (ended === undefined) process.kill(pid, signal);
    const status = await within(gone, `${line} did not stop on ${signal}`, told);
    await poll(
      async () => !(await listens(address, port)),
      () => `still answering after ${signal}${told()}`,
    );
    return status;
  };
  try {
    await poll(
      () => {
        if (ended !== undefined) throw new Error(`the server ended with ${ended}${told()}`);
        return shakesHands(address, port);
      },
      () => `no handshake on ${address} port ${port}${told()}`,
    );
  } catch (reason) {
    if (ended === undefined) process.kill(pid, 'SIGKILL');
    throw reason;
  }
  return { pid, output: () => output, stop };
}

async function poll(condition: () => Promise<boolean>, complaint: () => string): Promise<void> {
  const deadline = performance.now() + patience;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(complaint());
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
}

function within<T>(promise: Promise<T>, complaint: string, told: () => string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error(complaint + told()));
    }, patience);
    promise.then(resolve, reject).finally(() => {
      clearTimeout(timer);
    });
  });
}

/** Trust is what the tests check afterwards: here any finished handshake says that the server is up. */
function shakesHands(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, rejectUnauthorized: false, timeout: 2_000 }, () => {
      socket.end();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('timeout', () => {
      socket.destroy();
      resolve(false);
    });
  });
}

/** A port that can be bound is one nobody listens on. */
function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(true);
    });
    probe.listen(port, host, () => {
      probe.close(() => {
        resolve(false);
      });
    });
  });
}
