// What is made to ask clients about before there is anything: of the same form as the real thing, by keys that are thrown away.
import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../src/codec/bytes';
import { parseCertificate } from '../../src/codec/certificate';
import { extensionValue } from '../../src/codec/extension';
import { keyAlgorithms } from '../../src/pki/algorithms';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { mendedDraft } from '../../src/pki/draft/mended';
import { draftFor, profileDays } from '../../src/pki/draft/profiles';
import { makeLocalHttps } from '../../src/pki/local-https';
import { openAuthority } from '../../src/pki/open-authority';
import { rehearseDraft, rehearseLocalHttps } from '../../src/pki/rehearsal/rehearsed';
import { ThrowAwayKeys } from '../../src/pki/rehearsal/throw-away-keys';
import { twinOf } from '../../src/pki/rehearsal/twin-authority';
import { assess } from '../../src/pki/verify/assess';
import { dns, plan } from '../support/plans';

const at = new Date('2026-11-22T12:00:00Z');
const read = (der: Uint8Array) => {
  const parsed = parseCertificate(der);
  return parsed.ok ? parsed.value : expect.unreachable();
};

/** An authority that was made here and opened again, as a person does it. */
async function anAuthority() {
  const made = await makeLocalHttps(plan({ names: [dns('app.test')] }), at);
  const { authorityKeys } = made;
  if (authorityKeys === undefined) return expect.unreachable();
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', authorityKeys.privateKey));
  const opened = await openAuthority([made.anchor, pkcs8], undefined, at);
  return opened.kind === 'opened' ? opened.authority : expect.unreachable(opened.kind);
}

const draft: CertificateDraft = {
  ...draftFor('tls-server'),
  alternativeNames: [{ kind: 'dns', value: 'app.test' }],
};

const verdictOn = (
  chain: readonly Uint8Array<ArrayBuffer>[],
  anchors: readonly Uint8Array<ArrayBuffer>[],
) => {
  const [leaf, ...intermediates] = chain;
  if (leaf === undefined) return expect.unreachable();
  return assess({
    ...{ leaf, intermediates, anchors, at, purposes: ['1.3.6.1.5.5.7.3.1'] },
    ...{ profile: 'rfc5280', names: [{ kind: 'dns', value: 'app.test' }] },
  });
};

describe('the double of an authority', () => {
  it('is the same octet for octet, but for its key and its signature', async () => {
    const authority = await anAuthority();
    const twin = await twinOf(authority, new ThrowAwayKeys());
    if (twin === undefined) return expect.unreachable();
    const [one, other] = [read(authority.certificate.der), read(twin.certificate.der)];
    expect(equalBytes(one.publicKey.der, other.publicKey.der)).toBe(false);
    expect(equalBytes(one.signatureValue, other.signatureValue)).toBe(false);
    for (const field of ['serialNumber', 'validity', 'extensions', 'signature'] as const)
      expect(other[field]).toEqual(one[field]);
    expect(equalBytes(one.subject.der, other.subject.der)).toBe(true);
    expect(twin.issuer.publicKey).toEqual(other.publicKey.der);
  });
});

describe('a rehearsal', () => {
  it('of a draft is a valid chain, with a key that nothing else has', async () => {
    const keys = new ThrowAwayKeys();
    const authority = await anAuthority();
    const rehearsed = await rehearseDraft(draft, authority, { kind: 'new' }, { at, keys });
    if (rehearsed === undefined) return expect.unreachable();
    expect(rehearsed.hosts).toEqual(['app.test']);
    expect((await verdictOn(rehearsed.chain, rehearsed.anchors)).trusted).toBe(true);
    const [anchor] = rehearsed.anchors;
    expect(anchor !== undefined && equalBytes(anchor, authority.certificate.der)).toBe(false);
    const again = await rehearseDraft(draft, authority, { kind: 'new' }, { at, keys });
    expect(again?.chain.map((der) => read(der).publicKey.der)).toEqual(
      rehearsed.chain.map((der) => read(der).publicKey.der),
    );
  });

  it('of what is for no server, or has no name, is none', async () => {
    const means = { at, keys: new ThrowAwayKeys() };
    const nameless = { ...draft, alternativeNames: [] };
    expect(await rehearseDraft(nameless, undefined, { kind: 'new' }, means)).toBeUndefined();
    const root = { ...draftFor('root'), alternativeNames: draft.alternativeNames };
    expect(await rehearseDraft(root, undefined, { kind: 'new' }, means)).toBeUndefined();
  });

  it.each(['new-authority', 'self', 'given'] as const)(
    'of Local HTTPS, signed by %s, is a valid chain',
    async (kind) => {
      const authority = await anAuthority();
      const signedBy =
        kind === 'given' ? { kind, authority } : kind === 'self' ? { kind } : { kind, commonName: '' };
      const wanted = plan({ names: [dns('app.test')], signedBy });
      const rehearsed = await rehearseLocalHttps(wanted, ['app.test'], { at, keys: new ThrowAwayKeys() });
      if (rehearsed === undefined) return expect.unreachable();
      expect((await verdictOn(rehearsed.chain, rehearsed.anchors)).findings).toEqual([]);
    },
  );
});

describe('re-issue with the fix', () => {
  it('names the host, and becomes what every client takes', async () => {
    const broken: CertificateDraft = {
      ...draftFor('root', 'ed25519'),
      subject: [{ type: '2.5.4.3', value: 'app.test' }],
      validity: { kind: 'days', days: 4000 },
    };
    const mended = mendedDraft(broken, 'app.test');
    expect(mended.subject).toEqual(broken.subject);
    expect(mended.alternativeNames).toEqual([{ kind: 'dns', value: 'app.test' }]);
    expect(mended.validity).toEqual({ kind: 'days', days: profileDays('tls-server') });
    expect(mended.keyAlgorithm).toBe(keyAlgorithms['ec-p256'].id);
    const rehearsed = await rehearseDraft(
      mended,
      undefined,
      { kind: 'new' },
      { at, keys: new ThrowAwayKeys() },
    );
    const [leaf] = rehearsed?.chain ?? [];
    if (leaf === undefined) return expect.unreachable();
    const basic = extensionValue(read(leaf).extensions, 'basicConstraints');
    expect(basic.ok && basic.value?.value.ca).toBe(false);
  });

  it('leaves a name that is there, under a wildcard too, as it is', () => {
    const names = [{ kind: 'dns', value: '*.app.test' }] as const;
    expect(mendedDraft({ ...draft, alternativeNames: names }, 'www.app.test').alternativeNames).toEqual(
      names,
    );
  });
});
