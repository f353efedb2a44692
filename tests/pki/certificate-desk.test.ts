// The worker's desk for certificates: what each profile gives without a further word, shown before it is made, made, and handed
// out in every form.
import { expect, it } from 'vitest';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import { KeyRing } from '../../src/worker/key-ring';

const at = Date.UTC(2026, 10, 22, 12);
const forms = ['pem', 'der', 'fullchain', 'pkcs12', 'pkcs12-compatible', 'zip', 'pkcs8', 'jwk'] as const;

it.each(profileIds)('%s is previewed, made and handed out', async (id) => {
  const desk = new CertificateDesk(new KeyRing());
  const draft = { ...draftFor(id), subject: [{ type: '2.5.4.3', value: 'app.test' }] };
  const request = { draft, signer: { kind: 'self' }, key: { kind: 'new' }, at } as const;
  const { problems, decoded } = await desk.preview(request);
  expect(problems).toEqual([]);
  expect(decoded?.text).toContain('Subject: CN = app.test');
  const reply = await desk.makeCertificate(request);
  if (reply.kind !== 'made') expect.unreachable(JSON.stringify(reply));
  for (const form of forms) {
    const file = await desk.madeFile({ made: reply.made.id, form, password: '' });
    expect(file.contents.length, form).toBeGreaterThan(100);
  }
});

it('a request is previewed, made and handed out', async () => {
  const desk = new CertificateDesk(new KeyRing());
  const draft = {
    ...draftFor('tls-server'),
    subject: [{ type: '2.5.4.3', value: 'app.test' }],
    alternativeNames: [{ kind: 'dns', value: 'app.test' }] as const,
  };
  const attributes = { challengePassword: 'open sesame', unstructuredName: 'the one in the cellar' };
  const request = { draft, key: { kind: 'new' }, attributes } as const;
  const { problems, remarks, decoded } = await desk.previewRequest(request);
  expect([problems, remarks]).toEqual([[], []]);
  expect(decoded?.text).toContain('challengePassword        :open sesame');
  const reply = await desk.makeRequest(request);
  if (reply.kind !== 'made') expect.unreachable(JSON.stringify(reply));
  const pem = await desk.madeFile({ made: reply.made.id, form: 'pem', password: '' });
  expect(new TextDecoder().decode(pem.contents)).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
  expect(pem.fileName).toBe('app.test.csr');
  await desk.madeFile({ made: reply.made.id, form: 'zip', password: '' });
});
