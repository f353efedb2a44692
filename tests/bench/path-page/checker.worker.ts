// The worker that verifies many chains in one go.
import { verify } from '../../../src/pki/verify/path';
import { requestOf, type Chains } from './chains';

addEventListener('message', ({ data: chains }: MessageEvent<Chains>) => {
  const all = async (): Promise<number> => {
    let trusted = 0;
    for (const i of chains.leaves.keys()) if ((await verify(requestOf(chains, i))).trusted) trusted++;
    return trusted;
  };
  void all().then((trusted) => {
    postMessage(trusted);
  });
});
