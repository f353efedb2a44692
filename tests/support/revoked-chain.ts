// Root → intermediate → leaves, and lists of both authorities on which two of the leaves stand, written as files for others to read.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import { issue, selfIssue, type Issuer } from '../../src/pki/issue';
import { profiles, type Profile } from '../../src/pki/profile';
import { issueRevocationList, type ListToIssue } from '../../src/pki/revocation';
import { signatureSchemes, type SignatureSchemeId } from '../../src/pki/signature-scheme';
import { SigningKey } from '../../src/pki/signing-key';
import { keyPair } from './private-keys';
import { temporaryFolder } from './temporary-folder';

const name = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);
const authority = { ...profiles.rootCa, basicConstraints: { ca: true } };
const DAY = 86_400_000;

const serials = {
  good: new Uint8Array([0x11, 0x22]),
  // Its top bit set, so that the INTEGER has a zero in front.
  revoked: new Uint8Array([0x80, 0x01]),
  held: new Uint8Array([0x7f]),
} as const;

export interface RevokedChain {
  readonly folder: string;
  /**
   * `root.pem`, `between.pem`, a leaf's, and `key.pem` of them all; `root.crl`, `between.crl` and `old.crl` (PEM, and DER as
   * `.crl.der`).
   */
  readonly file: (name: string) => string;
}

/** Everything at the moment it is asked: the programs that read it go by their own clock. */
export async function revokedChain(
  key: KeyAlgorithmId,
  schemeId: SignatureSchemeId,
  at: Date,
  leaf: Profile = profiles.tlsServer,
  /** Who signs the leaves; the root has no intermediate then, and `between.crl` is its list. */
  signedBy: 'between' | 'root' = 'between',
): Promise<RevokedChain> {
  const folder = temporaryFolder('certwright-revoked-');
  const file = (one: string) => join(folder, one);
  const keys = await keyPair(key);
  const scheme = signatureSchemes[schemeId];
  const signing = await SigningKey.of(keys);
  const { family } = scheme;
  const by = (issuer: Issuer): Issuer => ({ ...issuer, scheme, privateKey: signing.handle(scheme) });
  const write = (title: string, der: Bytes) => {
    writeFileSync(file(`${title}.pem`), encodePem('CERTIFICATE', der));
  };
  const list = async (title: string, wanted: Omit<ListToIssue, 'signing' | 'scheme'>) => {
    const { der } = await issueRevocationList({ ...wanted, signing, scheme });
    writeFileSync(file(`${title}.crl`), encodePem('X509 CRL', der));
    writeFileSync(file(`${title}.crl.der`), der);
  };

  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  writeFileSync(file('key.pem'), encodePem('PRIVATE KEY', new Uint8Array(pkcs8)));

  const root = await selfIssue(authority, name('Root'), keys, { at });
  write('root', root.issued.der);
  const middle = { name: name('Between'), alternativeNames: [], publicKey: keys.publicKey, family };
  const issued = await issue(authority, middle, by(root.issuer), { at });
  write('between', issued.der);
  const between: Issuer = by(
    signedBy === 'root'
      ? root.issuer
      : { ...root.issuer, name: middle.name.der, keyIdentifier: issued.keyIdentifier },
  );
  for (const [title, serialNumber] of Object.entries(serials)) {
    const host = `${title}.test`;
    const subject = {
      ...{ name: name(host), publicKey: keys.publicKey, family },
      alternativeNames: [{ kind: 'dns', value: host }] as const,
    };
    write(title, (await issue(leaf, subject, between, { at, serialNumber })).der);
  }
  const nextUpdate = new Date(at.getTime() + 7 * DAY);
  const hourAgo = new Date(at.getTime() - 3_600_000);
  await list('root', { issuer: root.issuer, number: 1n, thisUpdate: hourAgo, nextUpdate, revoked: [] });
  await list('between', {
    issuer: between,
    number: 2n ** 64n,
    thisUpdate: hourAgo,
    nextUpdate,
    revoked: [
      {
        serialNumber: serials.revoked,
        at: hourAgo,
        reason: 'keyCompromise',
        invalidityDate: new Date(at.getTime() - DAY),
      },
      { serialNumber: serials.held, at: hourAgo, reason: 'certificateHold' },
      { serialNumber: new Uint8Array([1]), at: hourAgo, reason: 'unspecified' },
    ],
  });
  await list('old', {
    issuer: between,
    number: 1n,
    thisUpdate: new Date(at.getTime() - 9 * DAY),
    nextUpdate: new Date(at.getTime() - 2 * DAY),
    revoked: [],
  });
  return { folder, file };
}
