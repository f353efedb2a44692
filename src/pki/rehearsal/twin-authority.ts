/**
 * An authority's double for a rehearsal: every certificate of its chain octet for octet the same, but for the key in it and the
 * signature on it, which are of keys that are thrown away. The authority's own key signs nothing that is not written down.
 */
import type { Bytes } from '../../codec/bytes';
import { equalBytes } from '../../codec/bytes';
import { encodeCertificate, parseCertificate, type Certificate } from '../../codec/certificate';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import * as Tag from '../../codec/tag';
import { keyAlgorithms } from '../algorithms';
import { keyFacts } from '../draft/key-facts';
import { authorityWith, type AuthorityWithoutKey, type OpenedAuthority } from '../open-authority';
import { sameAlgorithm } from '../signature-scheme';
import { SigningKey } from '../signing-key';
import type { ThrowAwayKeys } from './throw-away-keys';

/** `undefined` where a key or a signature of the chain is of a kind that cannot be made here. */
export async function twinOf(
  authority: AuthorityWithoutKey,
  keys: ThrowAwayKeys,
): Promise<OpenedAuthority | undefined> {
  const twins: Certificate[] = [];
  let above: SigningKey | undefined;
  for (const [below, original] of authority.chain.toReversed().entries()) {
    const { algorithm } = keyFacts(original.publicKey.der);
    if (algorithm === undefined) return undefined;
    const pair = await keys.of(keyAlgorithms[algorithm], `authority ${below}`);
    const own = await SigningKey.of(pair);
    const der = await signedAnew(original, pair.publicKey, above ?? own);
    const twin = der && parseCertificate(der);
    if (twin?.ok !== true) return undefined;
    twins.unshift(twin.value);
    above = own;
  }
  const [first, ...others] = twins;
  if (first === undefined || above === undefined) return undefined;
  const scheme = above.schemes.find(({ id }) => id === authority.issuer.scheme.id);
  if (scheme === undefined) return undefined;
  return authorityWith([first, ...others], { scheme, signing: above }, authority.cautions);
}

async function signedAnew(
  original: Certificate,
  publicKey: Bytes,
  signer: SigningKey,
): Promise<Bytes | undefined> {
  const { signatureAlgorithm, issuer, subject, signatureValue } = original;
  const tbs = withPublicKey(original.tbs, publicKey);
  const scheme = signer.schemes.find(({ signature }) => sameAlgorithm(signature, signatureAlgorithm));
  if (scheme !== undefined) return encodeCertificate(tbs, signatureAlgorithm, await signer.sign(scheme, tbs));
  // Nobody checks the signature of a chain's top whose issuer is not there.
  return equalBytes(issuer.der, subject.der)
    ? undefined
    : encodeCertificate(tbs, signatureAlgorithm, signatureValue);
}

/** Fields before the SubjectPublicKeyInfo besides the version: serial number, algorithm, issuer, validity, subject. */
const BEFORE_KEY = 5;

function withPublicKey(tbs: Bytes, publicKey: Bytes): Bytes {
  const fields = new DerReader(tbs).sequence();
  const start = fields.offset;
  for (let field = fields.peek() === Tag.explicit(0) ? -1 : 0; field < BEFORE_KEY; field++) fields.skip();
  const key = fields.offset;
  fields.skip();
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.raw(tbs.subarray(start, key));
      writer.raw(publicKey);
      writer.raw(tbs.subarray(fields.offset));
    }),
  );
}
