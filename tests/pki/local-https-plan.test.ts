// What cannot be done is said before any key is made, all of it, with what it is about.
import { describe, expect, it } from 'vitest';
import { distinguishedName } from '../../src/codec/distinguished-name';
import type { NameConstraints } from '../../src/codec/name-constraint';
import { refusalsOf as refusalsAt, type LocalHttpsPlan } from '../../src/pki/local-https';
import { at, dns, given, ip, plan } from '../support/plans';

const refusalsOf = (of: LocalHttpsPlan) => refusalsAt(of, at);

describe('a plan is refused', () => {
  it('not at all when it can be done', () => {
    expect(refusalsOf(plan())).toEqual([]);
  });

  it('without names', () => {
    expect(refusalsOf(plan({ names: [] }))).toEqual([{ code: 'no-names' }]);
  });

  it.each([0, -1, 1.5, NaN, Infinity, 36_501])('with %s days', (days) => {
    expect(refusalsOf(plan({ days, insistsOnDays: true }))).toEqual([{ code: 'days-not-a-count', days }]);
  });

  it('beyond 825 days, which Apple refuses, unless the person insists', () => {
    const tooLong = { code: 'days-beyond-limit', days: 826, limit: 825 };
    expect(refusalsOf(plan({ days: 826 }))).toEqual([tooLong]);
    expect(refusalsOf(plan({ days: 826, insistsOnDays: true }))).toEqual([]);
    expect(refusalsOf(plan({ days: 825 }))).toEqual([]);
    expect(refusalsOf(plan({ days: 1 }))).toEqual([]);
    expect(refusalsOf(plan({ days: 826, signedBy: { kind: 'self' } }))).toEqual([tooLong]);
  });

  it.each([
    [
      { type: '2.5.4.6', value: 'D' },
      { code: 'country-not-two-letters', value: 'D' },
    ],
    [
      { type: '2.5.4.6', value: 'DEU' },
      { code: 'country-not-two-letters', value: 'DEU' },
    ],
    [
      { type: '2.5.4.6', value: 'Ä1' },
      { code: 'country-not-two-letters', value: 'Ä1' },
    ],
    [
      { type: '2.5.4.3', value: 'x'.repeat(65) },
      { code: 'attribute-too-long', attribute: 'commonName', limit: 64 },
    ],
    [
      { type: '2.5.4.7', value: 'x'.repeat(129) },
      { code: 'attribute-too-long', attribute: 'localityName', limit: 128 },
    ],
  ])('with the subject attribute %j', (attribute, refusal) => {
    expect(refusalsOf(plan({ subject: [attribute] }))).toEqual([refusal]);
  });

  it('a limit counts characters, not UTF-16 units', () => {
    expect(refusalsOf(plan({ subject: [{ type: '2.5.4.3', value: '😺'.repeat(64) }] }))).toEqual([]);
  });

  it('with a new authority’s name beyond 64 characters', () => {
    const signedBy = { kind: 'new-authority', commonName: 'x'.repeat(65) } as const;
    expect(refusalsOf(plan({ signedBy }))).toEqual([
      { code: 'attribute-too-long', attribute: 'commonName', limit: 64 },
    ]);
  });

  it('by an authority that has ended since it was opened', async () => {
    const authority = await given({ days: 30 });
    const wanted = plan({ signedBy: { kind: 'given', authority } });
    expect(refusalsAt(wanted, authority.certificate.validity.notAfter)).toEqual([]);
    const after = new Date(authority.certificate.validity.notAfter.getTime() + 1000);
    expect(refusalsAt(wanted, after)).toEqual([{ code: 'authority-expired', authority: 'CN=Given root' }]);
  });

  it('with more names than clients compare with the authority’s constraints', () => {
    const hosts = (count: number) => Array.from({ length: count }, (_, i) => dns(`host-${i}.example.com`));
    const tooMany = { code: 'too-many-names', names: 500, subtrees: 513 };
    expect(refusalsOf(plan({ names: hosts(500) }))).toEqual([tooMany]);
    expect(refusalsOf(plan({ names: hosts(490) }))).toEqual([]);
    expect(refusalsOf(plan({ names: hosts(500), signedBy: { kind: 'self' } }))).toEqual([]);
    // What one constraint covers may be many.
    expect(refusalsOf(plan({ names: [dns('example.com'), ...hosts(10_000)] }))).toEqual([]);
    expect(refusalsOf(plan({ names: Array.from({ length: 10_000 }, (_, i) => dns(`${i}.test`)) }))).toEqual(
      [],
    );
  });

  it('all that is wrong at once', () => {
    const codes = refusalsOf(plan({ names: [], days: 900, subject: [{ type: '2.5.4.6', value: 'x' }] }));
    expect(codes.map(({ code }) => code)).toEqual([
      'no-names',
      'days-beyond-limit',
      'country-not-two-letters',
    ]);
  });
});

describe('a given authority’s constraints', () => {
  const constraints: NameConstraints = {
    permitted: [{ kind: 'dns', base: 'corp.test' }],
    excluded: [{ kind: 'ip', base: '10.0.0.0/8' }],
  };
  const outside = async (changed: Partial<LocalHttpsPlan>, these = constraints) => {
    const authority = await given({ constraints: these });
    return refusalsOf(plan({ signedBy: { kind: 'given', authority }, ...changed }));
  };

  it('name what lies outside', async () => {
    const names = [
      dns('a.corp.test'),
      dns('example.com'),
      ip('10.1.2.3'),
      ip('192.168.0.1'),
      dns('*.other.test'),
    ];
    expect(await outside({ names })).toEqual([
      {
        code: 'outside-constraints',
        authority: 'CN=Given root',
        names: ['example.com', '10.1.2.3', '*.other.test'],
      },
    ]);
  });

  it('let through what lies within', async () => {
    expect(await outside({ names: [dns('a.corp.test'), dns('*.corp.test'), ip('192.168.0.1')] })).toEqual([]);
  });

  it('are held against a CommonName that OpenSSL takes for a host, where there is no host besides', async () => {
    const subject = [{ type: '2.5.4.3', value: 'app.example.com' }];
    const refused = [{ code: 'outside-constraints', authority: 'CN=Given root', names: ['app.example.com'] }];
    expect(await outside({ names: [ip('192.168.0.1')], subject })).toEqual(refused);
    expect(await outside({ names: [dns('a.corp.test')], subject })).toEqual([]);
  });

  it('are held against the subject', async () => {
    const directory = {
      kind: 'directory',
      name: distinguishedName([{ type: '2.5.4.10', value: 'Team' }]),
    } as const;
    const these: NameConstraints = { permitted: [directory], excluded: [] };
    const names = [dns('a.test')];
    expect(await outside({ names }, these)).toEqual([
      { code: 'outside-constraints', authority: 'CN=Given root', names: ['CN=a.test'] },
    ]);
    expect(await outside({ names, subject: [{ type: '2.5.4.10', value: 'Team' }] }, these)).toEqual([]);
  });
});
