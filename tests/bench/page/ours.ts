// The certificate as the application makes it: the same functions, without the proof, which pkijs and raw WebCrypto lack too.
import { distinguishedName } from '../../../src/codec/distinguished-name';
import { issue, type Issued, type Issuer } from '../../../src/pki/issue';
import { generateKeyPair, type KeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';
import { algorithm, at, COMMON_NAME, order, type Made } from './order';

export function issueTo(keys: KeyPair, issuer: Issuer, i: number): Promise<Issued> {
  const { host, names } = order(i);
  const subject = {
    name: distinguishedName([{ type: COMMON_NAME, value: host }]),
    alternativeNames: names,
    publicKey: keys.publicKey,
    family: algorithm.scheme.family,
  };
  return issue(profiles.tlsServer, subject, issuer, { at });
}

export async function makeByUs(issuer: Issuer, i: number): Promise<Made> {
  const keys = await generateKeyPair(algorithm, true);
  const { der } = await issueTo(keys, issuer, i);
  return { certificate: der, pkcs8: await crypto.subtle.exportKey('pkcs8', keys.privateKey) };
}
