// Runs programs side by side, as many as there are processors, and shows one line for each; the output of those that failed
// follows in full.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { projectRoot } from './tools.mjs';

/**
 * @typedef {object} Task
 * @property {string} name
 * @property {readonly string[]} run  a script of node_modules and its arguments
 *
 * @typedef {Task & { ok: boolean; output: string; seconds: number }} Outcome
 */

/**
 * @param {readonly Task[]} tasks  the longest first
 * @returns {Promise<readonly Outcome[]>} in the same order
 */
export async function runTasks(tasks) {
  /** @type {Outcome[]} */
  const outcomes = [];
  const waiting = tasks.entries();
  const worker = async () => {
    for (const [index, task] of waiting) {
      const outcome = await runTask(task);
      outcomes[index] = outcome;
      console.log(
        `  ${outcome.ok ? 'ok    ' : 'FAILED'}  ${task.name.padEnd(24)}${outcome.seconds.toFixed(1).padStart(6)} s`,
      );
    }
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
  for (const { name, ok, output } of outcomes)
    if (!ok) console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}\n${output.trimEnd()}`);
  return outcomes;
}

/**
 * @param {Task} task
 * @returns {Promise<Outcome>}
 */
function runTask(task) {
  const started = performance.now();
  const child = spawn(process.execPath, task.run, {
    cwd: projectRoot,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : { NO_COLOR: '1' }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (/** @type {Buffer} */ chunk) => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve) => {
    child.on('close', (code) => {
      resolve({ ...task, ok: code === 0, output, seconds: (performance.now() - started) / 1000 });
    });
  });
}
