// A root and a leaf for any key, issued by us: what PKCS#12 files are filled with. Whether the certificates are good is tested
// elsewhere; here they only have to belong to their keys.
import type { Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { issue, selfIssue } from '../../src/pki/issue';
import { profiles } from '../../src/pki/profile';
import { keyPair, pkcs8Of, type keyIds } from './private-keys';

export interface ChainWithKey {
  /** PKCS#8 of the leaf's key. */
  readonly pkcs8: Bytes;
  readonly leaf: Bytes;
  readonly root: Bytes;
}

const when = { at: new Date('2026-11-22T00:00:00Z') };
const commonName = (text: string) => distinguishedName([{ type: '2.5.4.3', value: text }]);

export async function chainWithKey(id: (typeof keyIds)[number]): Promise<ChainWithKey> {
  const { issued, issuer } = await selfIssue(
    profiles.rootCa,
    commonName('Root'),
    await keyPair('ec-p384'),
    when,
  );
  const { publicKey, algorithm } = await keyPair(id);
  const { family } = algorithm.scheme;
  const subject = { name: commonName('leaf.test'), alternativeNames: [], publicKey, family };
  const { der } = await issue(profiles.tlsServer, subject, issuer, when);
  return { pkcs8: await pkcs8Of(id), leaf: der, root: issued.der };
}
