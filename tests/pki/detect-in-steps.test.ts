// Detection in steps: what is found is the same, it comes as soon as it is read, and large inputs without a find leave room in
// between for whoever wants to stop.
import { expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { toBase64, utf8 } from '../../src/codec/bytes';
import { detect, detectInSteps } from '../../src/pki/detect';
import { chainWithKey } from '../support/certificate-chain';

const MEGABYTES = 1;
const breaths = (input: string): number =>
  [...detectInSteps(input)].filter((step) => step === undefined).length;

it('prose leaves room every megabyte or sooner', () => {
  expect(breaths('nothing to see here. '.repeat((MEGABYTES * 2 ** 20) / 21))).toBeGreaterThanOrEqual(
    MEGABYTES,
  );
});

it.each(['MAMAMAMA,', 'MAAwADAA ', '30 ', '/u3+7Q== '])(
  '%j over and over leaves room too',
  { timeout: 20_000 },
  (start) => {
    expect(breaths(start.repeat((MEGABYTES * 2 ** 20) / start.length))).toBeGreaterThanOrEqual(MEGABYTES);
  },
);

it('so does what was encoded again', () => {
  const twice = toBase64(utf8(toBase64(utf8(`-----BEGIN X-----${'prose '.repeat(2 ** 19)}`))));
  expect(breaths(twice)).toBeGreaterThanOrEqual(2);
});

it('the first of many is there before the last was looked at', async () => {
  const { leaf } = await chainWithKey('ec-p256');
  const pem = encodePem('CERTIFICATE', leaf);
  const first = detectInSteps(pem.repeat(1000)).next();
  expect(first.value).toMatchObject({ kind: 'certificate', span: { start: 0 } });
});

it('a damaged block, and what stands in it, keep their places', async () => {
  const { leaf, root } = await chainWithKey('ec-p256');
  const cut = encodePem('CERTIFICATE', leaf).replace(/-----END.*/, '');
  const kinds = detect(`${cut}\n${encodePem('CERTIFICATE', root)}\n# ${toBase64(leaf)}\n`).map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['unreadable', 'certificate', 'certificate', 'certificate']);
});
