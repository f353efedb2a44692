// The models of Go and Java against Go and Java themselves, on some 250 chains of our own: other keys, names, constraints, authorities,
// policies and encodings than the matrix has. The verifiers are asked directly, so what a server's key decides is left out.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { go } from '../../src/pki/clients/go';
import { java } from '../../src/pki/clients/java';
import { comparable } from '../support/client-matrix';
import { run, runLines } from '../support/clients/run';
import { base64, disagreements, oddChains, predict, type Prediction } from '../support/odd-chains';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const source = (file: string): string => join(import.meta.dirname, '../support/clients', file);
const TIMEOUT = 300_000;
/** The models speak for two releases each; in between, some words are of neither. */
const GO_RELEASES: Readonly<Record<string, string>> = { 19: 'go119', 24: 'go124' };

afterAll(removeTemporaryFolders);

/** The server would not get as far as its certificate. */
const isAsked = ({ rule }: Prediction): boolean => rule !== 'no-common-signature';

describeWith(['go'], 'Go', (path) => {
  const minor = /go1\.(\d+)/.exec(spawnSync(path('go'), ['version'], { encoding: 'utf8' }).stdout)?.[1];
  const release = GO_RELEASES[minor ?? ''];

  it.skipIf(release === undefined)(
    'says of every chain what its model predicts, in the same words',
    async () => {
      const folder = temporaryFolder('certwright-go-');
      const program = join(folder, 'verify');
      const built = spawnSync(path('go'), ['build', '-o', program, source('verify.go')], {
        env: { ...process.env, GO111MODULE: 'off', GOCACHE: join(folder, 'cache'), GOFLAGS: '' },
        encoding: 'utf8',
      });
      expect(built.stderr).toBe('');
      const at = new Date();
      const predictions = (await predict(oddChains(at), go, release ?? '', at)).filter(isAsked);
      const lines = predictions.map(({ chain }) =>
        JSON.stringify({
          Chain: chain.chain.map(base64),
          Anchors: chain.anchors.map(base64),
          Host: chain.host,
        }),
      );
      const { output } = await run(program, [], `${lines.join('\n')}\n`);
      const answers = output
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as string);
      expect(answers).toHaveLength(predictions.length);
      // crypto/tls puts this in front since Go 1.20; what it cannot parse it says itself.
      const bare = (words: string) =>
        comparable('go', words).replace(/^tls: failed to verify certificate: /, '');
      const differ = disagreements(predictions, answers, bare);
      console.log(`Go 1.${minor}: ${predictions.length - differ.length} of ${predictions.length} agree`);
      expect(differ).toEqual([]);
      expect(new Set(answers).size).toBeGreaterThan(40);
    },
    TIMEOUT,
  );
});

describeWith(['java'], 'Java', (path) => {
  const major = /version "(\d+)/.exec(
    spawnSync(path('java'), ['-version'], { encoding: 'utf8' }).stderr,
  )?.[1];
  const release = major === '17' ? 'java17' : 'java21';

  it(
    'says of every chain what its model predicts, in the same words',
    async () => {
      const at = new Date();
      const predictions = (await predict(oddChains(at), java, release, at)).filter(isAsked);
      const answers = await runLines(
        path('java'),
        [source('Verify.java')],
        predictions.map(({ chain }) => [
          chain.host,
          chain.chain.map(base64).join(','),
          chain.anchors.map(base64).join(','),
        ]),
      );
      // The exception of the handshake is around what the trust manager says.
      const bare = (words: string) =>
        comparable('java', words).replace(/^SSLHandshakeException: (?:\(\w+\) )?/, '');
      const differ = disagreements(predictions, answers, bare);
      console.log(`Java ${major}: ${predictions.length - differ.length} of ${predictions.length} agree`);
      expect(differ).toEqual([]);
      expect(new Set(answers).size).toBeGreaterThan(25);
    },
    TIMEOUT,
  );
});
