// Responses that `openssl ocsp` signed, as files, for the leaf of a path (RFC 6960): whom we believe, and OpenSSL does.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { parseOcspResponse } from '../../src/codec/ocsp-response';
import { decodePem } from '../../src/codec/pem';
import { assess } from '../../src/pki/verify/assess';
import type { RevocationState } from '../../src/pki/verify/assessment';
import { newKeys, OpensslAuthorities, type AuthorityFiles } from '../support/openssl-authority';
import { opensslList } from '../support/openssl-lists';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const DAY = 86_400_000;
const at = new Date(Math.floor(Date.now() / 1000) * 1000 + 60_000);
const authority = [
  'basicConstraints=critical,CA:TRUE',
  'keyUsage=critical,keyCertSign,cRLSign,digitalSignature',
  'subjectKeyIdentifier=hash',
];
const responder = (...more: readonly string[]): readonly string[] => [
  ...[
    'basicConstraints=CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'subjectKeyIdentifier=hash',
    ...more,
  ],
];
const OCSP_SIGNING = 'extendedKeyUsage=OCSPSigning';

describeWith(['openssl'], 'responses by openssl ocsp', () => {
  let openssl: OpensslAuthorities;
  let folder: string;
  let root: AuthorityFiles;
  let between: AuthorityFiles;
  let leaf: AuthorityFiles;
  let stranger: AuthorityFiles;
  let delegate: AuthorityFiles;
  let unmarked: AuthorityFiles;
  let misplaced: AuthorityFiles;
  let forgotten: AuthorityFiles;
  afterAll(removeTemporaryFolders);

  beforeAll(() => {
    folder = temporaryFolder('responses-');
    openssl = new OpensslAuthorities(folder);
    root = openssl.make({ subject: '/CN=Root', extensions: authority });
    between = openssl.make({
      subject: '/CN=Between',
      extensions: authority,
      issuer: root,
      newKey: newKeys.rsa,
    });
    leaf = openssl.make({ subject: '/CN=leaf', extensions: ['subjectKeyIdentifier=hash'], issuer: between });
    stranger = openssl.make({ subject: '/CN=Between', extensions: authority });
    const marked = responder(OCSP_SIGNING, 'noCheck=ignored');
    delegate = openssl.make({ subject: '/CN=Responder', extensions: marked, issuer: between });
    const server = responder('extendedKeyUsage=serverAuth');
    unmarked = openssl.make({ subject: '/CN=Server', extensions: server, issuer: between });
    misplaced = openssl.make({ subject: '/CN=Misplaced', extensions: marked, issuer: root });
    forgotten = openssl.make({
      subject: '/CN=Forgotten',
      extensions: responder(OCSP_SIGNING),
      issuer: between,
    });
  });

  const derOf = ({ certificate }: AuthorityFiles): Bytes => {
    const [block] = decodePem(certificate);
    if (block?.der.ok !== true) throw new Error('no certificate');
    return block.der.value;
  };
  const serialOf = ({ base }: AuthorityFiles): string =>
    openssl.run('x509', '-in', `${base}.pem`, '-noout', '-serial').trim().slice('serial='.length);

  interface Answer {
    readonly by: AuthorityFiles;
    /** `undefined`: the responder does not know the certificate. */
    readonly status?: 'V' | 'R' | undefined;
    readonly hash?: string;
    readonly options?: readonly string[];
  }

  function responseOf({ by, status = 'V', hash = '-sha1', options = ['-ndays', '2'] }: Answer): Bytes {
    const since = status === 'R' ? '260101000000Z,keyCompromise' : '';
    const row = [status, '400101000000Z', since, serialOf(leaf), 'unknown', '/CN=leaf'].join('\t');
    return answered(`${row}\n`, by, hash, options);
  }

  function answered(index: string, by: AuthorityFiles, hash: string, options: readonly string[]): Bytes {
    writeFileSync(join(folder, 'index.txt'), index);
    const about = ['-issuer', `${between.base}.pem`, hash, '-cert', `${leaf.base}.pem`];
    openssl.run('ocsp', ...about, '-no_nonce', '-reqout', 'request.der');
    const signer = ['-rsigner', `${by.base}.pem`, '-rkey', `${by.base}.key`];
    const files = ['-CA', `${between.base}.pem`, '-reqin', 'request.der', '-respout', 'response.der'];
    openssl.run('ocsp', '-index', 'index.txt', ...signer, ...files, ...options);
    return openssl.read('response.der');
  }

  async function told(
    responses: readonly Bytes[],
    changed: { readonly at?: Date; readonly lists?: readonly Bytes[]; readonly pile?: readonly Bytes[] } = {},
  ): Promise<RevocationState | undefined> {
    const { lists = [], pile = [] } = changed;
    const { revocation, trusted } = await assess({
      leaf: derOf(leaf),
      intermediates: [derOf(between), ...pile],
      anchors: [derOf(root)],
      at: changed.at ?? at,
      profile: 'path',
      names: [],
      purposes: [],
      revocation: { lists, responses, demand: 'leaf' },
    });
    expect(trusted).toBe(revocation[0]?.state === 'good');
    return revocation[0];
  }

  /** What OpenSSL says of the response in `response.der`. */
  function opensslBelieves(hash = '-sha1', others: readonly string[] = []): boolean {
    const about = ['-issuer', `${between.base}.pem`, hash, '-cert', `${leaf.base}.pem`, ...others];
    try {
      openssl.run('ocsp', '-respin', 'response.der', ...about, '-CAfile', `${root.base}.pem`);
      return true;
    } catch {
      return false;
    }
  }

  it('by the issuer itself is believed', async () => {
    const response = responseOf({ by: between });
    const read = parseOcspResponse(response);
    expect(read.ok && read.value.status === 'successful' && read.value.basic.responses).toHaveLength(1);
    expect(await told([response])).toMatchObject({ state: 'good', by: 'response' });
    expect(opensslBelieves()).toBe(true);
  });

  it('by a delegate is believed, by name and by key', async () => {
    for (const options of [[], ['-resp_key_id']]) {
      const response = responseOf({ by: delegate, options: ['-ndays', '2', ...options] });
      expect(await told([response])).toMatchObject({ state: 'good', by: 'response' });
      expect(opensslBelieves()).toBe(true);
    }
  });

  it.each(['-sha256', '-sha384', '-sha512'])('names the certificate by %s as well', async (hash) => {
    expect(await told([responseOf({ by: delegate, hash })])).toMatchObject({ state: 'good' });
    expect(opensslBelieves(hash)).toBe(true);
  });

  it('may leave its signer to be found in the pile', async () => {
    const response = responseOf({ by: delegate, options: ['-ndays', '2', '-resp_no_certs'] });
    expect(await told([response], { pile: [derOf(delegate)] })).toMatchObject({ state: 'good' });
    expect(await told([response])).toEqual({ state: 'unknown', because: ['response-signer-unknown'] });
  });

  it('says since when and why the certificate is revoked', async () => {
    expect(await told([responseOf({ by: delegate, status: 'R' })])).toEqual({
      ...{ state: 'revoked', by: 'response', reason: 'keyCompromise' },
      since: new Date('2026-01-01T00:00:00Z'),
    });
  });

  it('that says so is believed before one that does not', async () => {
    const responses = [responseOf({ by: delegate }), responseOf({ by: between, status: 'R' })];
    expect((await told(responses.toReversed()))?.state).toBe((await told(responses))?.state);
    const list = opensslList(openssl, folder, {
      by: between,
      revoked: [{ serial: serialOf(leaf) }],
      from: new Date(at.getTime() - DAY),
      until: new Date(at.getTime() + DAY),
    });
    const good = responseOf({ by: delegate });
    expect(await told([good], { lists: [list.der] })).toMatchObject({ state: 'revoked', by: 'list' });
  });

  it('of a responder that knows no such certificate clears nobody', async () => {
    const response = answered('', delegate, '-sha1', ['-ndays', '2']);
    expect(await told([response])).toEqual({ state: 'unknown', because: ['response-says-unknown'] });
  });

  it.each([
    ['with no such purpose', () => unmarked, 'response-signer-may-not-sign'],
    ['of another authority', () => misplaced, 'response-signer-unknown'],
    ['of the issuer’s name', () => stranger, 'response-signer-unknown'],
  ] as const)('by somebody %s is not believed', async (_, by, because) => {
    const response = responseOf({ by: by() });
    expect(await told([response])).toEqual({ state: 'unknown', because: [because] });
    expect(opensslBelieves()).toBe(false);
  });

  it('by a delegate whom a list revokes is not believed, unless nobody need check', async () => {
    const list = opensslList(openssl, folder, {
      by: between,
      revoked: [forgotten, delegate].map((one) => ({ serial: serialOf(one) })),
      from: new Date(at.getTime() - DAY),
      until: new Date(at.getTime() + DAY),
      // Too little to clear the leaf by itself.
      extensions: [
        'authorityKeyIdentifier=keyid',
        'issuingDistributionPoint=critical,onlysomereasons:superseded',
      ],
    });
    const lists = [list.der];
    expect(await told([responseOf({ by: forgotten })])).toMatchObject({ state: 'good', by: 'response' });
    expect(await told([responseOf({ by: forgotten })], { lists })).toEqual({
      state: 'unknown',
      because: ['some-reasons-uncovered', 'response-signer-revoked'],
    });
    expect(await told([responseOf({ by: delegate })], { lists })).toMatchObject({ state: 'good' });
  });

  it('ends, with nextUpdate or a week after it was made', async () => {
    const dated = responseOf({ by: delegate });
    const later = (days: number) => ({ at: new Date(at.getTime() + days * DAY) });
    expect(await told([dated], later(1))).toMatchObject({ state: 'good' });
    expect(await told([dated], later(3))).toEqual({ state: 'unknown', because: ['response-expired'] });
    const undated = responseOf({ by: delegate, options: [] });
    expect(await told([undated], later(6))).toMatchObject({ state: 'good' });
    expect(await told([undated], later(8))).toEqual({ state: 'unknown', because: ['response-expired'] });
    expect(await told([dated], { at: new Date(at.getTime() - DAY / 24) })).toMatchObject({
      state: 'unknown',
    });
  });

  it('that somebody changed is not believed', async () => {
    const response = responseOf({ by: between, options: ['-ndays', '2', '-resp_no_certs'] });
    response[response.length - 1] = (response.at(-1) ?? 0) ^ 1;
    expect(await told([response])).toEqual({ state: 'unknown', because: ['response-signature-wrong'] });
  });

  it('that is an error says nothing', async () => {
    const tryLater = new Uint8Array([0x30, 0x03, 0x0a, 0x01, 0x03]);
    expect(parseOcspResponse(tryLater)).toEqual({ ok: true, value: { status: 'tryLater' } });
    expect(await told([tryLater, new Uint8Array([0x30, 0x00])])).toEqual({ state: 'unasked' });
  });
});
