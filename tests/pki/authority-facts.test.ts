// What clients mind about an authority, and whose fault it is: its own certificate's, or one's that stands above it.
import { expect, it } from 'vitest';
import { authorityFacts } from '../../src/pki/authority/authority-facts';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import type { MadeCertificate } from '../../src/pki/draft/make';
import { authorityOf, drafted, madeFrom } from '../support/drafted';

const at = new Date();

const withoutKeyUsage = (draft: CertificateDraft): CertificateDraft => {
  const { keyUsage: _, ...extensions } = draft.extensions;
  return { ...draft, extensions };
};

async function below(root: MadeCertificate, draft: CertificateDraft) {
  const { issued } = await madeFrom(draft, await authorityOf(root, at), at);
  return issued.der;
}

const old = () => madeFrom(withoutKeyUsage(drafted('root', 'Old root')), undefined, at);

it('nothing is minded about a sound one below a sound one', async () => {
  const root = await madeFrom(drafted('root', 'Root'), undefined, at);
  const facts = await authorityFacts(await below(root, drafted('intermediate', 'Below')), [root.issued.der]);
  expect([facts?.cautions, facts?.cautionsOf]).toEqual([[], []]);
});

it('a root without keyUsage is named by what stands below it', async () => {
  const root = await old();
  const facts = await authorityFacts(await below(root, drafted('intermediate', 'Below')), [root.issued.der]);
  expect(facts?.cautions).toEqual(['no-key-usage']);
  expect(facts?.cautionsOf).toEqual([{ name: 'Old root', above: true, cautions: ['no-key-usage'] }]);
});

it('where both have none, both are told, its own first', async () => {
  const root = await old();
  const der = await below(root, withoutKeyUsage(drafted('intermediate', 'Below')));
  const facts = await authorityFacts(der, [root.issued.der]);
  expect(facts?.cautions).toEqual(['no-key-usage']);
  expect(facts?.cautionsOf).toEqual([
    { name: 'Below', above: false, cautions: ['no-key-usage'] },
    { name: 'Old root', above: true, cautions: ['no-key-usage'] },
  ]);
});

it('a missing root is missed by the authority itself', async () => {
  const root = await old();
  const facts = await authorityFacts(await below(root, drafted('intermediate', 'Below')), []);
  expect(facts?.cautionsOf).toEqual([{ name: 'Below', above: false, cautions: ['root-missing'] }]);
});

it('a name without CommonName matters at the top alone', async () => {
  const organization = [{ type: '2.5.4.10', value: 'Team' }];
  const root = await madeFrom({ ...drafted('root', ''), subject: organization }, undefined, at);
  const nameless = { ...drafted('intermediate', ''), subject: [{ type: '2.5.4.10', value: 'Below' }] };
  const facts = await authorityFacts(await below(root, nameless), [root.issued.der]);
  expect(facts?.cautionsOf).toEqual([{ name: 'O=Team', above: true, cautions: ['no-common-name'] }]);
});
