// Whose a name is, in whatever form it is asked for: accounts of somebody's domain in otherNames, URIs and directory names are
// held against the names that are signed, as the plain forms are (RFC 5280 §4.2.1.6, RFC 4985, RFC 6120, RFC 9598).
import { beforeAll, describe, expect, it } from 'vitest';
import type { GeneralName } from '../../src/codec/general-name';
import { constraintsOfRules } from '../../src/pki/authority/house-rules';
import type { HouseRule } from '../../src/pki/authority/authority-record';
import type { DraftName } from '../../src/pki/draft/certificate-draft';
import { readDraftName } from '../../src/pki/draft/names';
import { ProblemList } from '../../src/pki/draft/problem-list';
import { registrations, type RegistrationOf } from '../../src/pki/public-suffix';
import { outsideHouse } from '../../src/pki/signing-plan/house-rule';

const UPN = '1.3.6.1.4.1.311.20.2.3';
const XMPP = '1.3.6.1.5.5.7.8.5';
const SRV = '1.3.6.1.5.5.7.8.7';
const SMTP_UTF8 = '1.3.6.1.5.5.7.8.9';
const CN = '2.5.4.3';

let registrationOf: RegistrationOf;
beforeAll(async () => {
  registrationOf = await registrations();
});

const named = (draft: DraftName): GeneralName =>
  readDraftName(draft, [], new ProblemList()) ?? expect.unreachable(JSON.stringify(draft));
const other = (oid: string, value: string, form: 'utf8' | 'ia5' = 'utf8') =>
  ({ kind: 'other', oid, form, value }) as const;
const uri = (value: string) => ({ kind: 'uri', value }) as const;
const directory = (...attributes: readonly (readonly [type: string, value: string])[]) =>
  ({ kind: 'directory', attributes: attributes.map(([type, value]) => ({ type, value })) }) as const;

const against = (draft: DraftName, ...rules: readonly HouseRule[]) =>
  outsideHouse(named(draft), { constraints: [], allowed: constraintsOfRules(rules), registrationOf });

const mail = { may: true, kind: 'email', base: 'other.example.com' } as const;
const host = { may: true, kind: 'dns', base: 'example.com' } as const;
const page = { may: true, kind: 'uri', base: 'other.example.com' } as const;
const one = (kind: 'ip', base: string) => ({ may: true, kind, base }) as const;

describe('a name of somebody’s domain waits for a rule, and is given by it', () => {
  const cases: readonly (readonly [DraftName, string, HouseRule])[] = [
    [other(UPN, 'alice@other.example.com'), 'alice@other.example.com', mail],
    [other(SMTP_UTF8, 'älice@other.example.com'), 'älice@other.example.com', mail],
    [other(XMPP, 'alice@other.example.com/home'), 'alice@other.example.com', mail],
    [other(XMPP, 'chat.example.com'), 'chat.example.com', host],
    [other(SRV, '_imap.mail.example.com', 'ia5'), 'mail.example.com', host],
    [uri('sip:alice@other.example.com'), 'alice@other.example.com', mail],
    [uri('mailto:alice@other.example.com?subject=x'), 'alice@other.example.com', mail],
    [uri('sips:pbx.example.com'), 'pbx.example.com', host],
    [uri('https://me@other.example.com:8443/x'), 'https://me@other.example.com:8443/x', page],
    [uri('https://8.8.8.8/dns-query'), '8.8.8.8', one('ip', '8.8.8.8/32')],
    [uri('https://[2001:4860::1]:8443/'), '2001:4860::1', one('ip', '2001:4860::1/128')],
    [directory(['2.5.4.6', 'NL'], [CN, 'www.example.com']), 'www.example.com', host],
    [directory(['0.9.2342.19200300.100.1.1', 'alice@other.example.com']), 'alice@other.example.com', mail],
  ];

  it.each(cases)('%j', (draft, text, rule) => {
    expect(against(draft)).toEqual([{ code: 'outside-allowed', facts: [text], rule }]);
    expect(against(draft, rule)).toEqual([]);
    // A rule of another kind gives nothing.
    const others = [mail, host, page, one('ip', '0.0.0.0/0')].filter(({ kind }) => kind !== rule.kind);
    expect(against(draft, ...others)).toHaveLength(1);
  });
});

describe('a name', () => {
  it.each<DraftName>([
    other(UPN, 'alice@corp.internal'),
    other(XMPP, 'alice@chat.test'),
    other(SRV, '_ldap.dc1.corp.local', 'ia5'),
    uri('sip:alice@pbx.test'),
    uri('https://10.0.0.1/'),
    uri('https://[fd00::1]/'),
    uri('urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'),
    { kind: 'email', value: 'joe@[10.0.0.1]' },
    directory(['2.5.4.6', 'NL'], ['2.5.4.10', 'Team'], [CN, 'Alice']),
  ])('that is nobody’s is given for the asking: %j', (draft) => {
    expect(against(draft)).toEqual([]);
  });

  it('that is never signed is not, in any form', () => {
    const never = { may: false, kind: 'email', base: 'corp.internal' } as const;
    expect(against(other(UPN, 'admin@corp.internal'), never)).toHaveLength(1);
  });

  it('of which nothing tells whose it is is not given either, whatever the rules say', () => {
    const kerberos = { kind: 'der', hex: 'a00d06032a0304a0060c0461406263' } as const;
    for (const draft of [other(UPN, 'alice'), other('1.2.3.4', 'a@b.test'), kerberos])
      expect(against(draft, mail, host)).toEqual([{ code: 'unknown-name', facts: [] }]);
  });

  it('at an address that is somebody’s waits, without a rule that a click makes', () => {
    const joe = { kind: 'email', value: 'joe@[8.8.8.8]' } as const;
    expect(against(joe)).toEqual([{ code: 'outside-allowed', facts: ['joe@[8.8.8.8]'] }]);
  });
});
