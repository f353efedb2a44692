// No certificate of one of the user's own authorities that its record does not know of: every verb of the worker that signs with one
// refuses without a promised serial number, or with another than was promised, and what is signed has the one that was.
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/pki/anchor';
import { draftFor } from '../../src/pki/draft/profiles';
import { AuthorityDesk } from '../../src/worker/authority-desk';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import { Desk } from '../../src/worker/desk';
import type { IssuerAddresses } from '../../src/pki/profile';
import type { AuthorityId, PromisedSerials } from '../../src/worker/ids';
import { KeyRing } from '../../src/worker/key-ring';
import { KitDesk } from '../../src/worker/kit-desk';
import { ManifestDesk } from '../../src/worker/manifest-desk';
import { kitPlan, wish } from '../support/client-kit';
import { at, given, read } from '../support/plans';

const now = at.getTime();
const errand = { signal: new AbortController().signal, tell: () => undefined };
/** As the vault makes one. */
const promise = (...serials: readonly string[]) => serials as PromisedSerials;

interface Bench {
  readonly ring: KeyRing;
  readonly authority: AuthorityId;
}

async function bench(keep: 'keepRecorded' | 'keepGiven' = 'keepRecorded'): Promise<Bench> {
  const ring = new KeyRing();
  return { ring, authority: ring[keep](await given()) };
}

const draft = (serialNumber: string) => ({
  ...draftFor('tls-server'),
  serialNumber,
  alternativeNames: [{ kind: 'dns', value: 'app.test' }] as const,
});

/** Each signs one certificate under `asked`, where the verb can say so, and gives what was signed. */
const verbs: Readonly<
  Record<
    string,
    (bench: Bench, asked: string, promised: PromisedSerials | undefined) => Promise<Uint8Array<ArrayBuffer>>
  >
> = {
  async makeCertificate({ ring, authority }, asked, promised) {
    const signer = { kind: 'authority', authority, ...(promised && { promised }) } as const;
    const request = { draft: draft(asked), signer, key: { kind: 'new' }, at: now } as const;
    const reply = await new CertificateDesk(ring).makeCertificate(request);
    return reply.kind === 'made' ? reply.made.der : expect.unreachable(JSON.stringify(reply));
  },
  async createAuthority({ ring, authority }, asked, promised) {
    const signer = { kind: 'authority', authority, ...(promised && { promised }) } as const;
    const below = { ...draftFor('intermediate'), subject: [{ type: '2.5.4.3', value: 'Below' }] };
    const request = { draft: { ...below, serialNumber: asked }, signer, at: now };
    const reply = await new AuthorityDesk(ring).createAuthority(request);
    return reply.kind === 'created' ? reply.authority.certificate : expect.unreachable(JSON.stringify(reply));
  },
  async makeKit({ ring, authority }, asked, promised) {
    const { signedBy: _, ...plan } = kitPlan({ people: [wish('Anna', { serialNumber: asked })] });
    const reply = await new KitDesk(ring).makeKit(
      {
        ...plan,
        ...{ serverNames: [], serverSerialNumber: '', revocationLists: [], at: now },
        signedBy: { kind: 'given', authority, ...(promised && { promised }) },
      },
      errand,
    );
    if (reply.kind !== 'made') return expect.unreachable(JSON.stringify(reply));
    return reply.clients[0] ?? expect.unreachable();
  },
};

describe.each(Object.entries(verbs))('%s with an authority that has a record', (_name, sign) => {
  it('signs under a number that was promised', async () => {
    const der = await sign(await bench(), '4a5b6c', promise('4a5b6c'));
    expect(Buffer.from(read(der).serialNumber).toString('hex')).toBe('4a5b6c');
  });

  it.each([
    ['no promise', '4a5b6c', undefined],
    ['a number still to be drawn', '', promise('4a5b6c')],
    ['another number than was promised', '4a5b6d', promise('4a5b6c')],
  ])('refuses %s', async (_why, asked, promised) => {
    await expect(sign(await bench(), asked, promised)).rejects.toThrow('not-recorded');
  });

  it('asks for none where it was opened from files, this once', async () => {
    const der = await sign(await bench('keepGiven'), '', undefined);
    expect(read(der).serialNumber.length).toBeGreaterThan(8);
  });
});

/** One is no ASCII, as certificates want addresses: it was typed before such were mended where they are typed. */
const addresses = {
  lists: ['http://lists.test/a.crl', 'http://lists.test/ä.crl'],
  certificate: ['http://lists.test/a.der'],
  ocsp: ['http://ocsp.test/a'],
};
const ADDRESSES = /lists\.test\/a\.crl[^]*ocsp\.test\/a[^]*lists\.test\/a\.der/;

describe('create, of the page Local HTTPS', () => {
  const create = async ({ ring, authority }: Bench, promised?: PromisedSerials) => {
    const reply = await new Desk(ring).create({
      names: [{ kind: 'dns', value: 'app.test' }],
      signedBy: {
        ...{ kind: 'given', authority },
        addresses,
        ...(promised && { promised }),
      },
      ...{ keyAlgorithm: 'ec-p256', days: 90, insistsOnDays: false, subject: [], keyPassword: '' },
      ...{ folder: 'app', hosts: ['app.test'], at: now },
    });
    return reply.kind === 'created' ? reply.created : expect.unreachable(JSON.stringify(reply));
  };

  it('signs under the number that was promised, with the addresses of the authority', async () => {
    const { der, onRecord } = await create(await bench(), promise('4a5b6c'));
    expect(Buffer.from(read(der).serialNumber).toString('hex')).toBe('4a5b6c');
    expect(Buffer.from(der).toString('latin1')).toMatch(ADDRESSES);
    expect(onRecord).toBe(true);
  });

  it('refuses no promise, unless the authority was opened from files', async () => {
    await expect(create(await bench())).rejects.toThrow('not-recorded');
    await expect(create(await bench(), promise())).rejects.toThrow('not-recorded');
    expect((await create(await bench('keepGiven'))).onRecord).toBe(false);
  });
});

describe('makeManifest', () => {
  const make = async ({ ring, authority }: Bench, promised?: PromisedSerials) => {
    const signed = await certificatesOf({ ring, authority }, promised);
    return signed.map((der) => Buffer.from(read(der).serialNumber).toString('hex'));
  };
  const certificatesOf = async (
    { ring, authority }: Bench,
    promised?: PromisedSerials,
    put?: IssuerAddresses,
  ) => {
    const sha256 = await fingerprint(ring.authority(authority).certificate.der);
    const manifest = JSON.stringify({
      certwright: 1,
      authorities: { kept: { sha256 }, below: { commonName: 'Below', signedBy: 'kept' } },
      servers: [
        { names: ['a.test'], signedBy: 'kept', days: 90 },
        { names: ['b.test'], signedBy: 'below', days: 90 },
      ],
    });
    const authorities = [{ authority, ...(promised && { promised }), ...(put && { addresses: put }) }];
    const request = { manifest, made: '', authorities, passphrase: 'correct horse', at: now };
    const reply = await new ManifestDesk(ring).makeManifest(request, errand);
    if (reply.kind !== 'made') return expect.unreachable(JSON.stringify(reply));
    return reply.signed.flatMap(({ certificates }) => certificates.map(({ der }) => der));
  };

  it('signs under as many numbers as were promised, each once', async () => {
    expect(await make(await bench(), promise('4a01', '4a02'))).toEqual(['4a01', '4a02']);
  });

  it('puts the addresses of the authority into what it signs', async () => {
    const signed = await certificatesOf(await bench(), promise('4a01', '4a02'), addresses);
    expect(signed).toHaveLength(2);
    for (const der of signed) expect(Buffer.from(der).toString('latin1')).toMatch(ADDRESSES);
    for (const der of await certificatesOf(await bench(), promise('4a01', '4a02'), {
      lists: [],
      certificate: [],
      ocsp: [],
    }))
      expect(read(der).extensions.length).toBeLessThan(read(signed[0] ?? der).extensions.length);
  });

  it('gives each number once to an authority that stands there under two ids', async () => {
    const { ring, authority } = await bench();
    const sha256 = await fingerprint(ring.authority(authority).certificate.der);
    const servers = ['a', 'b'].map((id) => ({ names: [`${id}.test`], signedBy: id, days: 90 }));
    const manifest = JSON.stringify({
      certwright: 1,
      authorities: { a: { sha256 }, b: { sha256 } },
      servers,
    });
    const authorities = [{ authority, promised: promise('4a01', '4a02') }];
    const request = { manifest, made: '', authorities, passphrase: '', at: now };
    const reply = await new ManifestDesk(ring).makeManifest(request, errand);
    const signed = reply.kind === 'made' ? reply.signed.flatMap(({ certificates }) => certificates) : [];
    expect(signed.map(({ der }) => Buffer.from(read(der).serialNumber).toString('hex'))).toEqual([
      '4a01',
      '4a02',
    ]);
  });

  it('refuses no promise, and fewer than it signs', async () => {
    await expect(make(await bench())).rejects.toThrow('not-recorded');
    await expect(make(await bench(), promise('4a01'))).rejects.toThrow('not-recorded');
  });
});

it('a kit has no first list of revoked signed beside the record', async () => {
  const { ring, authority } = await bench();
  const { signedBy: _, ...plan } = kitPlan({ people: [wish('Anna', { serialNumber: '4a5b6c' })] });
  const making = new KitDesk(ring).makeKit(
    {
      ...plan,
      ...{ serverNames: [], serverSerialNumber: '', revocationLists: 'first', at: now },
      signedBy: { kind: 'given', authority, promised: promise('4a5b6c') },
    },
    errand,
  );
  await expect(making).rejects.toThrow('not-recorded');
});
