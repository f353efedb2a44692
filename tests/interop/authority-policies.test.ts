// Policies of an authority (RFC 5280 §4.2.1.4) as the form "New authority" gives them: what openssl makes of them in a path,
// right and wrong (§6.1.3), that a certificate made anew keeps them, and what the form says of those that are none.
import { afterAll, describe, expect, it } from 'vitest';
import { freshDraft } from '../../src/app/fresh-authority';
import { NewAuthorityForm } from '../../src/app/new-authority.svelte';
import { Rulebook } from '../../src/app/rulebook.svelte';
import { authorityFacts } from '../../src/pki/authority/authority-facts';
import type { DraftPolicy } from '../../src/pki/draft/certificate-draft';
import { draftFrom } from '../../src/pki/draft/from-certificate';
import type { MadeCertificate } from '../../src/pki/draft/make';
import { run } from '../support/clients/run';
import { authorityOf, drafted, madeFrom, writePem } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const ANY_POLICY = '2.5.29.32.0';
const HOUSE = '1.3.6.1.4.1.99999.1';
const OTHER = '1.3.6.1.4.1.99999.2';
const at = new Date();

const policy = (oid: string, more: Partial<DraftPolicy> = {}) => ({
  oid,
  cps: [...(more.cps ?? [])],
  notices: [...(more.notices ?? [])],
});

function formWith(...policies: readonly ReturnType<typeof policy>[]): NewAuthorityForm {
  const form = new NewAuthorityForm(new Rulebook());
  form.name = 'House CA';
  form.policies.value.policies.push(...policies);
  return form;
}

/** A root without policies, and below it what the form asks for. */
async function below(form: NewAuthorityForm): Promise<Record<'root' | 'intermediate', MadeCertificate>> {
  const root = await madeFrom(drafted('root', 'House root'), undefined, at);
  form.startBelow();
  const intermediate = await madeFrom(form.draft(form.settings), await authorityOf(root, at), at);
  return { root, intermediate };
}

afterAll(removeTemporaryFolders);

describeWith(['openssl'], 'openssl verify -policy_check', (path) => {
  const cases = [
    { authority: [ANY_POLICY], leaf: HOUSE, wanted: HOUSE, good: true },
    { authority: [ANY_POLICY], leaf: HOUSE, wanted: OTHER, good: false },
    { authority: [HOUSE], leaf: HOUSE, wanted: HOUSE, good: true },
    { authority: [HOUSE], leaf: OTHER, wanted: OTHER, good: false },
    { authority: [HOUSE, OTHER], leaf: OTHER, wanted: OTHER, good: true },
    { authority: [], leaf: HOUSE, wanted: HOUSE, good: false },
  ] as const;

  it.each(cases)('$leaf below $authority, where $wanted is wanted: $good', async (one) => {
    const folder = temporaryFolder('policies-');
    const { root, intermediate } = await below(formWith(...one.authority.map((oid) => policy(oid))));
    const asked = drafted('tls-server', 'app.test', {
      alternativeNames: [{ kind: 'dns', value: 'app.test' }],
      extensions: { certificatePolicies: { critical: false, policies: [policy(one.leaf)] } },
    });
    const leaf = await madeFrom(asked, await authorityOf(intermediate, at), at);
    const files = [
      ...['-CAfile', writePem(folder, 'root.pem', root.issued.der)],
      ...['-untrusted', writePem(folder, 'between.pem', intermediate.issued.der)],
      writePem(folder, 'leaf.pem', leaf.issued.der),
    ];
    const verify = (...policies: readonly string[]) =>
      run(path('openssl'), ['verify', '-x509_strict', ...policies, ...files]);
    expect((await verify()).output, 'good for whoever asks for no policy').toContain('leaf.pem: OK');
    const { code, output } = await verify('-policy_check', '-explicit_policy', '-policy', one.wanted);
    expect([code, output]).toEqual(
      one.good
        ? [0, expect.stringContaining('leaf.pem: OK')]
        : [2, expect.stringContaining('no explicit policy')],
    );
  });

  it('reads practice statements and notices, and so does who makes the certificate anew', async () => {
    const folder = temporaryFolder('policies-');
    const full = policy(HOUSE, { cps: ['http://house.test/cps'], notices: ['For the house alone'] });
    const { root, intermediate } = await below(formWith(policy(ANY_POLICY), full));
    const printed = async ({ issued }: MadeCertificate) => {
      const file = writePem(folder, 'authority.pem', issued.der);
      const args = ['x509', '-in', file, '-noout', '-ext', 'certificatePolicies'];
      return (await run(path('openssl'), args)).output.replace(/\s+/g, ' ').trim();
    };
    const said =
      'X509v3 Certificate Policies: Policy: X509v3 Any Policy ' +
      `Policy: ${HOUSE} CPS: http://house.test/cps User Notice: Explicit Text: For the house alone`;
    expect(await printed(intermediate)).toBe(said);

    const copy = draftFrom(intermediate.issued.der)?.draft ?? expect.unreachable();
    const fresh = freshDraft({ ...copy, profile: 'intermediate', serialNumber: '' }, 100);
    const again = await madeFrom(fresh, await authorityOf(root, at), at);
    expect(await printed(again)).toBe(said);
    const facts = await authorityFacts(again.issued.der, [root.issued.der]);
    expect(facts?.policies).toEqual([ANY_POLICY, HOUSE]);
  });
});

describe('the form', () => {
  it('gives an authority no policy by itself', async () => {
    const form = formWith();
    expect(form.draft().extensions.certificatePolicies).toBeUndefined();
    const { issued } = await madeFrom(form.draft(), undefined, at);
    expect((await authorityFacts(issued.der, []))?.policies).toBeUndefined();
  });

  it('tells at its field what is no identifier, and no problem where there is none', () => {
    const { policies } = formWith(policy(ANY_POLICY), policy('house rules'), policy('3.1'));
    const field = (row: number) =>
      policies.problemsAt(['extensions', 'certificatePolicies', 'policies', row, 'oid']);
    expect([0, 1, 2].map((row) => field(row).map(({ code, facts }) => [code, facts]))).toEqual([
      [],
      [['not-an-oid', ['house rules']]],
      [['not-an-oid', ['3.1']]],
    ]);
    expect(policies.wrong).toBe(true);
  });

  it('tells of a policy that stands there twice, and of an address that is none', () => {
    const { policies } = formWith(policy(HOUSE), policy(HOUSE, { cps: ['house.test'] }));
    const codes = policies.problems.map(({ code, at: place }) => [code, place.slice(2).join(' ')]);
    expect(codes).toEqual([
      ['not-a-uri', 'policies 1 cps 0'],
      ['twice', 'policies 1 oid'],
    ]);
  });

  it('says that something is missing only after somebody tried', () => {
    const { policies } = formWith(policy(''));
    expect([policies.wrong, policies.problems.map(({ code }) => code)]).toEqual([false, ['empty']]);
    policies.asked = true;
    expect(policies.wrong).toBe(true);
  });
});
