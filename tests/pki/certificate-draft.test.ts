import { expect, it } from 'vitest';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import { KeyRing } from '../../src/worker/key-ring';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';

const at = Date.UTC(2026, 10, 22, 12);
it.each(profileIds)('%s', async (id) => {
  const desk = new CertificateDesk(new KeyRing());
  const draft = {
    ...draftFor(id),
    subject: [{ type: '2.5.4.3', value: 'app.test' }],
    alternativeNames: [{ kind: 'dns', value: 'app.test' } as const],
  };
  const preview = await desk.preview({ draft, signer: { kind: 'self' }, key: { kind: 'new' }, at });
  expect(preview.problems).toEqual([]);
    preview.remarks.map((r) => r.code),
    preview.decoded?.text.slice(0, 0),
  );
  const reply = await desk.makeCertificate({ draft, signer: { kind: 'self' }, key: { kind: 'new' }, at });
  expect(reply.kind).toBe('made');
  if (reply.kind !== 'made') return;
  for (const form of [
    'pem',
    'der',
    'fullchain',
    'pkcs12',
    'pkcs12-compatible',
    'zip',
    'pkcs8',
    'traditional',
    'jwk',
  ] as const)
    await desk.madeFile({ made: reply.made.id, form, password: '' });
});
