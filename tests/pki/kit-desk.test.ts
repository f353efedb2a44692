// Kits for mutual TLS as the page asks the worker for them: by an authority's id, with news, refused in full, abandoned midway.
import { describe, expect, it } from 'vitest';
import JSZip from 'jszip';
import { KeyRing } from '../../src/worker/key-ring';
import { KitDesk } from '../../src/worker/kit-desk';
import type { KitRequest } from '../../src/worker/kit-protocol';
import { kitPlan, wish } from '../support/client-kit';
import { at, given, read } from '../support/plans';

function request(changed: Partial<KitRequest> = {}): KitRequest {
  const { signedBy: _, ...plan } = kitPlan({ people: [wish('Anna'), wish('Ben')] });
  return { ...plan, signedBy: { kind: 'new', commonName: 'Team' }, at: at.getTime(), ...changed };
}

const errand = (signal = new AbortController().signal, tell: (news: object) => void = () => undefined) => ({
  signal,
  tell,
});

describe('a kit from the worker', () => {
  it('is one zip, with the certificates beside it for the inventory', async () => {
    const news: object[] = [];
    const reply = await new KitDesk(new KeyRing()).makeKit(
      request(),
      errand(undefined, (one) => news.push(one)),
    );
    if (reply.kind !== 'made') return expect.unreachable(reply.kind);
    expect(news).toEqual([
      { done: 1, of: 2 },
      { done: 2, of: 2 },
    ]);
    const archive = await JSZip.loadAsync(reply.file.contents);
    const paths = Object.keys(archive.files);
    expect(paths).toContain('client-certificates/clients/anna/INSTALL.html');
    expect(paths).toContain('client-certificates/server/run/uvicorn-server.py');
    expect(archive.files['client-certificates/passwords.csv']?.unixPermissions).toBe(0o100600);
    expect(archive.files['client-certificates/server/run/nginx.sh']?.unixPermissions).toBe(0o100755);
    expect(reply.clients).toHaveLength(2);
    expect(reply.revocationLists).toHaveLength(1);
    expect(reply.newAuthority).toBeDefined();
  });

  it('is signed by an authority that is open there, with the numbers promised to it', async () => {
    const ring = new KeyRing();
    const authority = ring.keepGiven(await given());
    const reply = await new KitDesk(ring).makeKit(
      request({
        signedBy: { kind: 'given', authority },
        people: [wish('Anna', { serialNumber: '4a5b6c' })],
        serverSerialNumber: '4a5b6d',
        addresses: {
          listAddresses: ['http://lists.example.test/team.crl'],
          certificateAddresses: ['http://lists.example.test/team.crt'],
          ocspAddresses: ['http://ocsp.example.test/'],
        },
        revocationLists: [],
      }),
      errand(),
    );
    if (reply.kind !== 'made') return expect.unreachable(JSON.stringify(reply));
    const certificate = read(reply.clients[0] ?? new Uint8Array());
    expect(Buffer.from(certificate.serialNumber).toString('hex')).toBe('4a5b6c');
    expect(Buffer.from(certificate.der).toString('latin1')).toContain('http://lists.example.test/team.crl');
    expect(Buffer.from(read(reply.server ?? new Uint8Array()).serialNumber).toString('hex')).toBe('4a5b6d');
    expect(reply.newAuthority).toBeUndefined();
  });

  it('says everything that cannot be done, before and instead of making it', async () => {
    const desk = new KitDesk(new KeyRing());
    const wrong = request({ people: [wish(''), wish('Ben', { password: 'abc' })] });
    const problems = await desk.kitProblems(wrong);
    expect(problems.map(({ code }) => code)).toEqual(['name-missing', 'password-too-short']);
    expect(await desk.makeKit(wrong, errand())).toEqual({ kind: 'refused', problems });
    const forgotten = request({ signedBy: { kind: 'given', authority: 'authority-9' as never } });
    expect(() => desk.kitProblems(forgotten)).toThrow('not-found');
  });

  it('stops when nobody waits for it any more', async () => {
    const controller = new AbortController();
    const heard: object[] = [];
    const making = new KitDesk(new KeyRing()).makeKit(
      request(),
      errand(controller.signal, (news) => {
        heard.push(news);
        controller.abort();
      }),
    );
    await expect(making).rejects.toThrow(/abort/i);
    expect(heard).toHaveLength(1);
  });
});
