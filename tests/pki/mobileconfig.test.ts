// trust/ca.mobileconfig, read by Python's plistlib: the keys Apple's payload com.apple.security.root wants, the certificate octet
// for octet, and any CommonName at all.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { mobileconfig } from '../../src/pki/recipes/mobileconfig';
import { anchorOf } from '../support/anchor';
import { describeWith } from '../support/tools';

interface Payload {
  readonly PayloadType: string;
  readonly PayloadVersion: number;
  readonly PayloadIdentifier: string;
  readonly PayloadUUID: string;
  readonly PayloadDisplayName: string;
  readonly PayloadCertificateFileName: string;
  /** Hex of data; the list of payloads in a profile. */
  readonly PayloadContent: string | readonly Payload[];
}

const reader = `import json, plistlib, sys
print(json.dumps(plistlib.loads(sys.stdin.buffer.read(), fmt=plistlib.FMT_XML), default=lambda data: data.hex()))`;

const uuid = /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

const names = [
  'Certwright local authority 1a2b3c',
  `<key>&amp; "Müller & Söhne"</string> ]]> 'x'`,
  '日本語 🔒 عربى',
  'two\nlines\tand a tab',
];

describeWith(['python3'], 'configuration profile', (path) => {
  const parse = (text: string) =>
    JSON.parse(execFileSync(path('python3'), ['-c', reader], { input: text, encoding: 'utf8' })) as Payload;
  const rootOf = ({ PayloadContent: content }: Payload): Payload => {
    if (typeof content === 'string' || content[0] === undefined) throw new Error('no payload');
    return content[0];
  };

  it.each(names)('carries the certificate and the name %j', (name) => {
    const anchor = anchorOf(name);
    const profile = parse(mobileconfig(anchor));
    expect(profile).toMatchObject({
      PayloadType: 'Configuration',
      PayloadVersion: 1,
      PayloadDisplayName: name,
      PayloadIdentifier: `local.certwright.${anchor.sha256.slice(0, 16)}`,
    });
    expect(profile.PayloadContent).toHaveLength(1);
    const root = rootOf(profile);
    expect(root).toMatchObject({
      PayloadType: 'com.apple.security.root',
      PayloadVersion: 1,
      PayloadDisplayName: name,
      PayloadContent: Buffer.from(anchor.der).toString('hex'),
    });
    expect(root.PayloadCertificateFileName).toMatch(/^[a-z0-9-]+\.cer$/);
    expect(root.PayloadIdentifier).not.toBe(profile.PayloadIdentifier);
    expect([profile.PayloadUUID, root.PayloadUUID]).toEqual([
      expect.stringMatching(uuid),
      expect.stringMatching(uuid),
    ]);
    expect(root.PayloadUUID).not.toBe(profile.PayloadUUID);
  });

  it('replaces what XML cannot hold, and stays readable', () => {
    const profile = parse(mobileconfig(anchorOf('a\0b\u{1}c\u{D800}d\u{FFFF}e')));
    expect(profile.PayloadDisplayName).toBe('a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}e');
  });

  it('is the same for one certificate and another for another', () => {
    expect(mobileconfig(anchorOf('A'))).toBe(mobileconfig(anchorOf('A')));
    const [one, other] = [parse(mobileconfig(anchorOf('A'))), parse(mobileconfig(anchorOf('A', 7)))];
    expect(one.PayloadUUID).not.toBe(other.PayloadUUID);
    expect(one.PayloadIdentifier).not.toBe(other.PayloadIdentifier);
    expect(rootOf(one).PayloadUUID).not.toBe(rootOf(other).PayloadUUID);
  });
});
