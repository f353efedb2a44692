// A worker that does the five operations of raw WebCrypto as often as it is told to.
import { generateKeyPair } from '../../../src/pki/keys';
import { algorithm } from '../page/order';
import { RawWebCrypto } from '../page/raw-web-crypto';
import { sideBySide } from './side-by-side';

/** Octets that are signed of a server's certificate, more or less. */
const TO_SIGN = 450;

const ready = generateKeyPair(algorithm, false).then(
  ({ privateKey }) => new RawWebCrypto(privateKey, new Uint8Array(TO_SIGN)),
);

addEventListener('message', ({ data: count }: MessageEvent<number>) => {
  const all = async (): Promise<void> => {
    const raw = await ready;
    await sideBySide(count, () => raw.fiveOperations());
  };
  void all().then(() => {
    postMessage(count);
  });
});
