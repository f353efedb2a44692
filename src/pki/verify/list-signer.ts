/**
 * Who signed a list (RFC 5280 §6.3.3 (f), (g)): an authority of the path, or another one of the list's issuer's name that leads
 * to the same anchor; in either case one whose keyUsage, where it has one, says cRLSign.
 */
import type { Proof } from '../signature-proof';
import { isBrokenSignature } from './strength';
import type { KnownList } from './known-list';
import { identifierFits, valueIn, type Link } from './link';
import type { RevocationQuestion } from './revocation-answer';
import type { RevocationDoubt } from './revocation-request';
import type { Signed } from './path-workshop';

export type ListSigner = { readonly signer: Link } | { readonly doubt: RevocationDoubt };

export const signedPartOfList = ({ list }: KnownList): Signed => ({
  itself: list,
  algorithm: list.signatureAlgorithm,
  tbs: list.tbs,
  signature: list.signatureValue,
});

const doubts: Readonly<Record<Exclude<Proof, 'fits'>, RevocationDoubt>> = {
  'does-not-fit': 'list-signature-wrong',
  'cannot-tell': 'list-algorithm-unsupported',
};

/**
 * @param isDelegated whether the certificate in question names the list's issuer as such. Then the authority meant its delegate's
 * list to speak for the delegate as well (PKITS 4.14.30); otherwise no key vouches for itself.
 */
export async function signerOf(
  known: KnownList,
  question: RevocationQuestion,
  isDelegated: boolean,
): Promise<ListSigner> {
  const { path, at, workshop, strength, distrusted } = question;
  if (isBrokenSignature(known.list.signatureAlgorithm, strength)) return { doubt: 'list-weak-signature' };
  const above = path.slice(at + 1);
  const isAbove = (one: Link): boolean =>
    above.some(({ subject, key }) => subject === one.subject && key === one.key);
  const isItself = ({ key }: Link): boolean => key === path[at]?.key;
  const others = workshop
    .named(known.issuer)
    .filter((one) => !isAbove(one) && (isItself(one) ? isDelegated : !distrusted.includes(one.key)));
  const candidates = [...above.filter(({ subject }) => subject === known.issuer), ...others]
    // Where the list says by which key it is signed, others of the same name need not be tried.
    .filter((one) => identifierFits(known.authorityKey, one) !== false);
  let doubt: RevocationDoubt = 'list-issuer-unknown';
  for (const signer of candidates) {
    const proof = await workshop.prove(signedPartOfList(known), signer);
    if (!workshop.affords('signatures')) return { doubt: 'too-much-work' };
    if (proof !== 'fits') {
      if (doubt === 'list-issuer-unknown') doubt = doubts[proof];
      continue;
    }
    if (valueIn(signer, 'keyUsage')?.includes('cRLSign') === false) doubt = 'list-issuer-may-not-sign';
    else if (isAbove(signer) || isItself(signer) || (await question.leadsToAnchor(signer))) return { signer };
    else doubt = 'list-issuer-unknown';
  }
  return { doubt };
}
