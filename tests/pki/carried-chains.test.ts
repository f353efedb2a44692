// What stands below an authority whose certificate was re-issued with the same key goes on under the new one (RFC 5280 §4.2.1.1).
import { describe, expect, it } from 'vitest';
import { carriedChains } from '../../src/pki/authority/carried-chains';
import { reissueRoot } from '../../src/pki/authority/make-authority';
import type { KeyForDraft, MadeCertificate } from '../../src/pki/draft/make';
import { authorityOf, drafted, heldKey, madeFrom } from '../support/drafted';

const at = new Date();
const later = new Date(at.getTime() + 60_000);

const below = async (above: MadeCertificate, name: string) =>
  madeFrom(drafted('intermediate', name), await authorityOf(above, at), at);

async function again(root: MadeCertificate) {
  const made = await reissueRoot(await authorityOf(root, at), drafted('root', 'Root'), later);
  if (!made.ok) throw new Error('not re-issued');
  return made.value.certificate.der;
}

const earlier = (der: Uint8Array<ArrayBuffer>, chain: readonly Uint8Array<ArrayBuffer>[] = []) => ({
  ...{ der, chain },
  why: 'earlier' as const,
});

describe('chains through a certificate that was replaced', () => {
  it('lead through the one that took its place, and so does what was cross-signed', async () => {
    const root = await madeFrom(drafted('root', 'Root'), undefined, at);
    const old = root.issued.der;
    const middle = (await below(root, 'Below')).issued.der;
    const crossed = (await below(root, 'Crossed')).issued.der;
    const now = await again(root);
    const why = 'cross-signed' as const;
    const other = (await madeFrom(drafted('root', 'Other'), undefined, at)).issued.der;
    const [first, second, third] = await carriedChains([
      { certificate: now, chain: [], others: [earlier(old)] },
      { certificate: middle, chain: [old], others: [earlier(middle, [old])] },
      { certificate: other, chain: [], others: [{ der: crossed, chain: [old], why }] },
    ]);
    expect(first?.chain).toEqual([]);
    expect(second?.chain).toEqual([now]);
    expect(second?.others[0]?.chain, 'what was goes on as it was').toEqual([old]);
    expect(third?.chain).toEqual([]);
    expect(third?.others[0]?.chain).toEqual([now]);
    expect(second?.facts.cautionsOf).toEqual([]);
  });

  it('of which several were replaced lead through the newest of each; another key takes no place', async () => {
    const root = await madeFrom(drafted('root', 'Root'), undefined, at);
    const [old, now] = [root.issued.der, await again(root)];
    const deeper = { extensions: { basicConstraints: { critical: true, ca: true } } };
    const signs = async (key: KeyForDraft) =>
      madeFrom(drafted('intermediate', 'Below', deeper), await authorityOf(root, at), at, key);
    const key = await heldKey('ec-p256');
    const middle = await signs(key);
    const deep = (await below(middle, 'Deep')).issued.der;
    const deepUnder = async (next: MadeCertificate) => {
      const [, , found] = await carriedChains([
        { certificate: now, chain: [], others: [earlier(old)] },
        { certificate: next.issued.der, chain: [old], others: [earlier(middle.issued.der, [old])] },
        { certificate: deep, chain: [middle.issued.der, old], others: [] },
      ]);
      return found?.chain;
    };
    const next = await signs(key);
    expect(await deepUnder(next)).toEqual([next.issued.der, now]);
    expect(await deepUnder(await signs({ kind: 'new' }))).toEqual([middle.issued.der, now]);
  });

  it('stay where the certificate names its issuer’s by serial number', async () => {
    const root = await madeFrom(drafted('root', 'Root'), undefined, at);
    const draft = drafted('intermediate', 'Below');
    const extensions = { ...draft.extensions, authorityKeyIdentifier: 'key-and-issuer' as const };
    const { issued } = await madeFrom({ ...draft, extensions }, await authorityOf(root, at), at);
    const old = root.issued.der;
    const [, kept] = await carriedChains([
      { certificate: await again(root), chain: [], others: [earlier(old)] },
      { certificate: issued.der, chain: [old], others: [] },
    ]);
    expect(kept?.chain).toEqual([old]);
  });

  it('end where two claim to be above each other', async () => {
    const root = await madeFrom(drafted('root', 'Root'), undefined, at);
    const [old, now] = [root.issued.der, await again(root)];
    const middle = (await below(root, 'Below')).issued.der;
    const [one, two] = await carriedChains([
      { certificate: now, chain: [old], others: [earlier(old)] },
      { certificate: middle, chain: [old], others: [earlier(now)] },
    ]);
    expect([one?.chain.length, two?.chain.length].every((length) => (length ?? 9) <= 3)).toBe(true);
  });
});
