// In the page: the contestants of `npm run bench -- issue`, one function each, that makes `count` certificates in sequence.
import { parseCertificate } from '../../../src/codec/certificate';
import { generateKeyPair } from '../../../src/pki/keys';
import { prove } from '../../../src/pki/proof';
import { ecdsaFromDer } from '../../../src/pki/signature';
import { ByPkijs } from './by-pkijs';
import { algorithm, newAuthority } from './order';
import { issueTo, makeByUs } from './ours';
import { importAndVerify, RawWebCrypto } from './raw-web-crypto';
import { requireSameContent } from './same-content';

export type Contestant = 'raw' | 'ours' | 'pkijs' | 'raw-sign' | 'ours-sign' | 'raw-verify' | 'ours-proof';
export type Race = (contestant: Contestant, count: number) => Promise<void>;

declare global {
  interface Window {
    race?: Race;
  }
}

async function prepare(): Promise<Race> {
  const issuer = await newAuthority();
  const pkijs = new ByPkijs(issuer);
  await requireSameContent(await makeByUs(issuer, 0), await pkijs.make(0), issuer);
  const keys = await generateKeyPair(algorithm, true);
  const issued = await issueTo(keys, issuer, 0);
  const read = parseCertificate(issued.der);
  if (!read.ok) throw read.error;
  const { tbs, signatureValue } = read.value;
  const signature = ecdsaFromDer(signatureValue, 32);
  if (!signature.ok) throw signature.error;
  const raw = new RawWebCrypto(issuer.privateKey, tbs);
  const one: Readonly<Record<Contestant, (i: number) => Promise<unknown>>> = {
    raw: () => raw.fiveOperations(),
    ours: (i) => makeByUs(issuer, i),
    pkijs: (i) => pkijs.make(i),
    'raw-sign': () => raw.digestAndSign(keys.publicKey),
    'ours-sign': (i) => issueTo(keys, issuer, i),
    'raw-verify': () => importAndVerify(issuer.publicKey, signature.value, tbs),
    'ours-proof': () => prove(issued, issuer, false),
  };
  return async (contestant, count) => {
    const make = one[contestant];
    for (let i = 0; i < count; i++) await make(i);
  };
}

window.race = await prepare();
