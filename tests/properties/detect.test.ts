// Detection never throws on text or octets, its spans lie in the input in order, and a document is found whatever noise stands
// before and behind it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toBase64, type Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { detect } from '../../src/pki/detect';
import { chainWithKey } from '../support/certificate-chain';

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      '-----BEGIN CERTIFICATE-----',
      '-----END CERTIFICATE-----',
      'MII',
      'MIIBAA',
      'LS0tLS1CRUdJTi',
      '3082',
      '0x30, 0x80',
    ],
    ...['ssh-rsa AAAA', '{"kty":"EC"}', '\n', ' ', '==', 'TUlJ', 'UEsDBA', '\\n', '"', 'feedfeed'],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.base64String({ maxLength: 80 }),
);
const text = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''));

function holds(input: string | Bytes): void {
  let last = 0;
  for (const { span } of detect(input)) {
    expect(span.start).toBeGreaterThanOrEqual(last);
    expect(span.end).toBeGreaterThanOrEqual(span.start);
    expect(span.end).toBeLessThanOrEqual(input.length);
    last = span.start;
  }
}

it('never throws on text, and says where in it', () => {
  fc.assert(fc.property(text, holds), { numRuns: 1000 });
});

it('never throws on octets, and says where in them', () => {
  const head = fc.constantFrom([], [0x30], [0x30, 0x82], [0xff, 0xfe], [0xfe, 0xff], [0xef, 0xbb, 0xbf]);
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 200 }), (first, rest) => {
      holds(new Uint8Array([...first, ...rest]));
    }),
    { numRuns: 1000 },
  );
});

it('finds a certificate behind and before any noise', async () => {
  const { leaf } = await chainWithKey('ec-p256');
  const noise = text.filter((one) => !one.includes('-----'));
  fc.assert(
    fc.property(noise, noise, fc.boolean(), (before, behind, armoured) => {
      const shown = armoured ? encodePem('CERTIFICATE', leaf) : `:${toBase64(leaf)}:`;
      // What separates base64 joins it too: a start right before would swallow the rest as its own.
      const found = detect(`${before}\n# ${shown}\n${behind}`);
      expect(found.map(({ kind }) => kind)).toContain('certificate');
    }),
    { numRuns: 300 },
  );
});
