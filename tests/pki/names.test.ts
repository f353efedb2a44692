// What the box of names takes (RFC 5280 §4.2.1.6, RFC 9525 §6.3), what it refuses, and which fix it offers.
import { describe, expect, it } from 'vitest';
import { connectableHosts } from '../../src/pki/connectable-hosts';
import { hostInBrowser } from '../../src/pki/international-name';
import {
  retyped,
  type AcceptedName,
  type NameKind,
  type NameNote,
  type ReadName,
  type RefusedName,
} from '../../src/pki/name';
import { citations, type NameProblemCode } from '../../src/pki/name-problem';
import { readNames, toGeneralName } from '../../src/pki/names';
import { suggestNames } from '../../src/pki/suggested-names';

function one(text: string): ReadName {
  const [name, ...others] = readNames(text);
  if (name === undefined || others.length > 0) throw new Error(`not one name: ${text}`);
  return name;
}

function taken(text: string): AcceptedName {
  const name = one(text);
  if (!name.ok) throw new Error(`${text} was refused: ${name.problem.code}`);
  return name;
}

function refusal(text: string): RefusedName {
  const name = one(text);
  if (name.ok) throw new Error(`${text} was taken as ${name.kind} ${name.value}`);
  return name;
}

const all = (text: string): AcceptedName[] => readNames(text).filter((name) => name.ok);

describe('each kind', () => {
  it.each<[string, NameKind, string]>([
    ['localhost', 'dns', 'localhost'],
    ['app.test', 'dns', 'app.test'],
    ['App.Test', 'dns', 'app.test'],
    ['1.example.test', 'dns', '1.example.test'],
    ['3com.test', 'dns', '3com.test'],
    ['r3---sn.app.test', 'dns', 'r3---sn.app.test'],
    ['deadbeef.test', 'dns', 'deadbeef.test'],
    ['0x7f.test', 'dns', '0x7f.test'],
    ['*.app.test', 'wildcard', '*.app.test'],
    ['*.a.b.c.test', 'wildcard', '*.a.b.c.test'],
    ['*.co.uk', 'wildcard', '*.co.uk'],
    ['127.0.0.1', 'ipv4', '127.0.0.1'],
    ['255.255.255.255', 'ipv4', '255.255.255.255'],
    ['::1', 'ipv6', '::1'],
    ['FE80:0:0::1', 'ipv6', 'fe80::1'],
    ['fe80::1', 'ipv6', 'fe80::1'],
    ['dead:beef::1', 'ipv6', 'dead:beef::1'],
    ['::ffff:127.0.0.1', 'ipv6', '::ffff:127.0.0.1'],
    ['me@app.test', 'email', 'me@app.test'],
    ['First.Last+tag@App.Test', 'email', 'First.Last+tag@app.test'],
    ['root@localhost', 'email', 'root@localhost'],
    ["o'brien@app.test", 'email', "o'brien@app.test"],
    ['spiffe://cluster.local/ns/web', 'uri', 'spiffe://cluster.local/ns/web'],
    ['SPIFFE://Cluster.Local/ns/Web', 'uri', 'spiffe://cluster.local/ns/Web'],
    ['urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6', 'uri', 'urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6'],
    ['sip:example.test', 'uri', 'sip:example.test'],
    ['did:web:example.test', 'uri', 'did:web:example.test'],
    ['URI:https://app.test/id', 'uri', 'https://app.test/id'],
    ['URI:https://[::1]:8443/', 'uri', 'https://[::1]:8443/'],
    ['DNS:app.test', 'dns', 'app.test'],
    ['dns:*.app.test', 'wildcard', '*.app.test'],
    ['IP:::1', 'ipv6', '::1'],
    ['email:me@app.test', 'email', 'me@app.test'],
  ])('%s is %s %s', (text, kind, value) => {
    expect(taken(text)).toMatchObject({ kind, value, input: text });
  });

  it('becomes the entry of subjectAltName it belongs to', () => {
    const text = 'app.test *.app.test 10.0.2.2 ::1 me@app.test urn:x:y';
    expect(all(text).map(toGeneralName)).toEqual([
      { kind: 'dns', value: 'app.test' },
      { kind: 'dns', value: '*.app.test' },
      { kind: 'ip', value: '10.0.2.2' },
      { kind: 'ip', value: '::1' },
      { kind: 'email', value: 'me@app.test' },
      { kind: 'uri', value: 'urn:x:y' },
    ]);
  });

  it.each<[string, readonly NameNote[]]>([
    ['app.test', []],
    ['0.0.0.0', ['unspecified-address']],
    ['::', ['unspecified-address']],
    ['0:0::0', ['unspecified-address', 'rewritten']],
    ['::ffff:10.0.0.1', ['ipv4-mapped']],
    ['App.test', ['lower-cased']],
    ['me@App.test', ['lower-cased']],
    ['URI:https://app.test', ['not-for-hosts']],
    ['spiffe://app.test', []],
  ])('%s is noted as %j', (text, notes) => {
    expect(taken(text).notes).toEqual(notes);
  });
});

describe('several at once', () => {
  it.each([
    'localhost 127.0.0.1 ::1 app.test',
    'localhost,127.0.0.1,::1,app.test',
    'localhost\n127.0.0.1\r\n::1\tapp.test\n',
    '  localhost; 127.0.0.1 ;, ::1 ,,app.test;',
    '["localhost", "127.0.0.1", "::1", "app.test"]',
    "['localhost', '127.0.0.1', '::1', 'app.test']",
    'localhost、127.0.0.1，::1；app.test',
    'localhost\u00a0127.0.0.1\u2003::1\u3000app.test',
    'DNS:localhost, IP:127.0.0.1, IP:::1, DNS:app.test',
    'DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, DNS:app.test',
    'DNS.1 = localhost\nIP.1 = 127.0.0.1\nIP.2=::1\nDNS.2\t=\tapp.test',
  ])('%j', (text) => {
    const names = readNames(text);
    expect(names.map((name) => (name.ok ? name.value : name.problem.code))).toEqual([
      'localhost',
      '127.0.0.1',
      '::1',
      'app.test',
    ]);
  });

  it('takes the mailbox out of its angle brackets', () => {
    expect(taken('<me@app.test>').value).toBe('me@app.test');
  });

  it.each(['', ' ', ',;\n', '[]', '"" \'\''])('finds no name in %j', (text) => {
    expect(readNames(text)).toEqual([]);
  });

  it('keeps the order, and the good beside the bad', () => {
    const names = readNames('a.test a..test b.test');
    expect(names.map(({ ok, input }) => [ok, input])).toEqual([
      [true, 'a.test'],
      [false, 'a..test'],
      [true, 'b.test'],
    ]);
  });

  it.each([
    ['app.test APP.test', 'app.test'],
    ['::1 0:0:0:0:0:0:0:1', '::1'],
    ['bücher.test xn--bcher-kva.test', 'bücher.test'],
    ['*.app.test *.App.Test', '*.app.test'],
    ['me@app.test me@APP.test', 'me@app.test'],
  ])('refuses the second of %s', (text, fact) => {
    const [first, second] = readNames(text);
    expect(first?.ok).toBe(true);
    expect(second).toMatchObject({ ok: false, problem: { code: 'duplicate', fact }, fixes: [] });
  });

  it('refuses what is there already, and offers no fix that is', () => {
    const already = all('app.test 127.0.0.1');
    expect(readNames('app.test', already)).toMatchObject([{ ok: false, problem: { code: 'duplicate' } }]);
    expect(readNames('127.1', already)).toMatchObject([
      { ok: false, problem: { code: 'ipv4-short' }, fixes: [] },
    ]);
  });

  it('tells a mailbox from a host, and Me@ from me@', () => {
    expect(all('app.test me@app.test Me@app.test *.app.test')).toHaveLength(4);
  });

  it('stops at ten thousand names and a million characters, with one reason', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `h${i}.test`);
    expect(readNames(many.join(' ')).every((name) => name.ok)).toBe(true);
    expect(readNames([...many, 'more.test'].join(' '))).toMatchObject([
      { ok: false, problem: { code: 'too-many' } },
    ]);
    expect(readNames('one.test', all(many.join(' ')))).toMatchObject([{ problem: { code: 'too-many' } }]);
    expect(readNames('a'.repeat(1_000_001))).toMatchObject([{ ok: false, problem: { code: 'too-large' } }]);
  });
});

const label63 = 'a'.repeat(63);
const name253 = `${label63}.${label63}.${label63}.${'a'.repeat(61)}`;

describe('refused, with the fix where there is one', () => {
  it.each<[string, NameProblemCode, string, readonly string[]]>([
    // Copied with more than the host
    ['https://app.test', 'scheme', 'https', ['app.test', 'URI:https://app.test']],
    ['https://app.test:8443/', 'scheme', 'https', ['app.test', 'URI:https://app.test:8443/']],
    ['HTTP://App.Test/Path?q#f', 'scheme', 'http', ['app.test', 'URI:http://app.test/Path?q#f']],
    ['https://[::1]:8443/', 'scheme', 'https', ['::1', 'URI:https://[::1]:8443/']],
    ['https://127.0.0.1', 'scheme', 'https', ['127.0.0.1', 'URI:https://127.0.0.1']],
    ['https://my_app.test', 'scheme', 'https', ['my-app.test', 'URI:https://my_app.test']],
    [
      'https://bücher.test/ä',
      'scheme',
      'https',
      ['xn--bcher-kva.test', 'URI:https://xn--bcher-kva.test/%C3%A4'],
    ],
    ['https://*.app.test', 'scheme', 'https', ['*.app.test']],
    ['https://', 'scheme', 'https', []],
    // The password must not end up in a certificate.
    [
      'postgres://me:secret@db.test:5432/x',
      'scheme',
      'postgres',
      ['db.test', 'URI:postgres://db.test:5432/x'],
    ],
    ['custom://host.test:99/x', 'scheme', 'custom', ['host.test', 'URI:custom://host.test:99/x']],
    ['mailto:me@app.test?subject=x', 'scheme', 'mailto', ['me@app.test']],
    ['app.test:8443', 'port', '8443', ['app.test']],
    ['localhost:8443', 'port', '8443', ['localhost']],
    ['localhost:', 'port', '', ['localhost']],
    ['localhost:http', 'port', 'http', ['localhost']],
    ['email:587', 'port', '587', ['email']],
    ['app.test:80:90', 'port', '90', []],
    ['127.0.0.1:8443', 'port', '8443', ['127.0.0.1']],
    ['app.test/x', 'path', '/x', ['app.test']],
    ['localhost:8443/x', 'path', '/x', ['localhost']],
    ['app.test?x', 'path', '?x', ['app.test']],
    ['/var/run/app.sock', 'path', '/var/run/app.sock', []],
    ['[::1]', 'ip-in-brackets', '', ['::1']],
    ['[::1]:8443', 'ip-in-brackets', '', ['::1']],
    ['[127.0.0.1]', 'ip-in-brackets', '', ['127.0.0.1']],
    ['(10.0.0.1)', 'ip-in-brackets', '', ['10.0.0.1']],
    ['[fe80::1%eth0]', 'ip-in-brackets', '', ['fe80::1']],
    ['[app.test]', 'character', '[', []],
    ['URI:https://me:secret@app.test/', 'uri-credentials', '', ['URI:https://app.test/']],
    // Wildcards
    ['*', 'wildcard-alone', '', []],
    ['*.*', 'wildcard-alone', '', []],
    ['*.com', 'wildcard-top-label', 'com', []],
    ['*.test', 'wildcard-top-label', 'test', []],
    ['*.localhost', 'wildcard-top-label', 'localhost', []],
    ['*.*.app.test', 'wildcard-several', '', ['*.app.test']],
    ['*.*.*.app.test', 'wildcard-several', '', ['*.app.test']],
    ['*.*.com', 'wildcard-several', '', []],
    ['www.*.test', 'wildcard-not-leftmost', '', []],
    ['*.www.*.test', 'wildcard-not-leftmost', '', []],
    ['www*.app.test', 'wildcard-partial', 'www*', ['*.app.test']],
    ['*www.app.test', 'wildcard-partial', '*www', ['*.www.app.test']],
    ['w*w.app.test', 'wildcard-partial', 'w*w', ['*.app.test']],
    ['**.app.test', 'wildcard-partial', '**', ['*.app.test']],
    ['*.127.0.0.1', 'wildcard-address', '', ['127.0.0.1']],
    ['*.my_app.test', 'underscore', 'my_app', ['*.my-app.test']],
    ['*.app.test.', 'trailing-dot', '', ['*.app.test']],
    ['*.app.test:8443', 'port', '8443', ['*.app.test']],
    // Labels
    ['my_app.test', 'underscore', 'my_app', ['my-app.test']],
    ['_dmarc.app.test', 'underscore', '_dmarc', ['dmarc.app.test']],
    ['＿x.test', 'underscore', '_x', ['x.test']],
    ['app..test', 'empty-label', '', ['app.test']],
    ['.app.test', 'empty-label', '', ['app.test', '*.app.test']],
    ['.', 'empty-label', '', []],
    ['localhost.', 'trailing-dot', '', ['localhost']],
    ['app.test...', 'trailing-dot', '', ['app.test']],
    ['127.0.0.1.', 'trailing-dot', '', ['127.0.0.1']],
    ['-app.test', 'hyphen-edge', '-app', ['app.test']],
    ['app-.test', 'hyphen-edge', 'app-', ['app.test']],
    ['app.-.test', 'hyphen-edge', '-', ['app.test']],
    [`${label63}a.test`, 'label-too-long', `${label63}a`, []],
    [`${'ä'.repeat(60)}.test`, 'label-too-long', `xn--4ca${'a'.repeat(59)}`, []],
    [`${name253}a`, 'name-too-long', '254', []],
    [`*.${name253}`, 'name-too-long', '255', []],
    ['a'.repeat(5000), 'name-too-long', '5000', []],
    ['app!.test', 'character', '!', []],
    ['app%20x.test', 'character', '%', []],
    ['app\\test', 'character', '\\', []],
    ['＊.app.test', 'character', '*', []],
    ['app.123', 'numeric-top-label', '123', []],
    ['app.0x1f', 'numeric-top-label', '0x1f', []],
    ['1.2.3.4.5', 'numeric-top-label', '5', []],
    // Addresses that are none
    ['127.1', 'ipv4-short', '', ['127.0.0.1']],
    ['10.2.3', 'ipv4-short', '', ['10.2.0.3']],
    ['2130706433', 'ipv4-short', '', ['127.0.0.1']],
    ['8443', 'bare-number', '', []],
    ['0x7f.0.0.1', 'ipv4-radix', '', ['127.0.0.1']],
    ['0x7f000001', 'ipv4-radix', '', ['127.0.0.1']],
    ['１２７.0.0.1', 'ipv4-radix', '', ['127.0.0.1']],
    ['010.0.0.1', 'ipv4-leading-zero', '010', ['10.0.0.1', '8.0.0.1']],
    ['192.168.001.001', 'ipv4-leading-zero', '001', ['192.168.1.1']],
    ['192.168.008.1', 'ipv4-leading-zero', '008', ['192.168.8.1']],
    ['256.0.0.1', 'ipv4-octet', '256', []],
    ['1.2.3.999', 'ipv4-octet', '999', []],
    ['fe80::1%eth0', 'zone-id', 'eth0', ['fe80::1']],
    ['fe80::1%25eth0', 'zone-id', '25eth0', ['fe80::1']],
    ['1::2::3', 'bad-ipv6', '', []],
    ['1:2:3', 'bad-ipv6', '', []],
    ['aa:bb:cc:dd:ee:ff', 'bad-ipv6', '', []],
    ['::1:99999', 'bad-ipv6', '', []],
    ['10.0.0.0/8', 'ip-range', '', []],
    ['fe80::/10', 'ip-range', '', []],
    ['192.168.1.5/24', 'ip-range', '', ['192.168.1.5']],
    ['127.0.0.1/32', 'ip-range', '', ['127.0.0.1']],
    ['DNS:127.0.0.1', 'other-kind', 'dns', ['127.0.0.1']],
    ['IP:app.test', 'other-kind', 'ip', ['app.test']],
    ['email:app.test', 'other-kind', 'email', ['app.test']],
    // Characters nobody sees
    ['app\u200b.test', 'invisible-character', 'U+200B', ['app.test']],
    ['app\u00ad.test', 'invisible-character', 'U+00AD', ['app.test']],
    ['app\u202etset.moc', 'invisible-character', 'U+202E', ['apptset.moc']],
    ['\u2066app.test\u2069', 'invisible-character', 'U+2066', ['app.test']],
    ['app\0.test', 'invisible-character', 'U+0000', ['app.test']],
    ['app\u007f.test', 'invisible-character', 'U+007F', ['app.test']],
    ['\u{e0041}app.test', 'invisible-character', 'U+E0041', ['app.test']],
    ['me\u200f@app.test', 'invisible-character', 'U+200F', ['me@app.test']],
    ['a\ud800.test', 'invisible-character', 'U+D800', ['a.test']],
    // International names the mapping refuses
    ['a\u200db.test', 'bad-international', '', []],
    ['\u05d01a.test', 'bad-international', '', []],
    ['xn--a.test', 'bad-a-label', 'xn--a', []],
    ['*.xn--a.test', 'bad-a-label', 'xn--a', []],
    // Mailboxes
    ['me@', 'email-incomplete', '', []],
    ['@app.test', 'email-incomplete', '', []],
    ['email:me@', 'email-incomplete', '', []],
    ['a@b@app.test', 'email-local-part', '', []],
    ['.me@app.test', 'email-local-part', '', []],
    ['a..b@app.test', 'email-local-part', '', []],
    [`${'a'.repeat(65)}@app.test`, 'email-local-part', '', []],
    [`${'a'.repeat(64)}@${label63}.${label63}.${label63}`, 'name-too-long', '256', []],
    ['jürgen@app.test', 'email-non-ascii', '', []],
    ['me@127.0.0.1', 'email-domain', '', []],
    ['me@*.app.test', 'email-domain', '', []],
    ['me@my_app.test', 'underscore', 'my_app', ['me@my-app.test']],
    ['me@app.test.', 'trailing-dot', '', ['me@app.test']],
    ['me@[127.0.0.1]', 'character', '[', []],
    // URIs
    ['foo:bar', 'unknown-scheme', 'foo', ['URI:foo:bar']],
    ['file:///etc/hosts', 'uri-host', '', []],
    ['spiffe:///x', 'uri-host', '', []],
    ['urn:', 'port', '', ['urn']],
    ['URI:urn:', 'uri-host', '', []],
    ['URI:https://[::1', 'uri-host', '', []],
    ['spiffe://cluster.local/a|b', 'uri-character', '|', []],
    ['spiffe://cluster.local/%zz', 'uri-character', '%', []],
    ['URI:app.test', 'uri-character', 'a', []],
    ['URI:https://app.test/ü', 'uri-character', 'ü', ['URI:https://app.test/%C3%BC']],
  ])('%s: %s', (text, code, fact, fixes) => {
    const { problem, input, fixes: offered } = refusal(text);
    expect([problem.code, problem.fact, offered.map((fix) => fix.input)]).toEqual([code, fact, fixes]);
    expect(input).toBe(text);
  });

  it.each(['*.app.test', 'https://app.test', 'my_app.test', 'jürgen@app.test'])(
    'cites a document for %s',
    (text) => {
      for (const name of readNames(`${text} ${text}`)) {
        if (!name.ok) expect(name.problem.citation).toBe(citations[name.problem.code]);
      }
      for (const citation of Object.values(citations))
        expect(citation).toMatch(/^(RFC \d{3,4} §\d|UTS #46 §4|OpenSSL, )/);
    },
  );

  it('takes exactly 63 octets of a label and 253 of a name', () => {
    expect(taken(name253).value).toHaveLength(253);
    expect(taken(`*.${name253.slice(2)}`).value).toHaveLength(253);
  });
});

describe('international names', () => {
  it.each<[string, string, string, readonly NameNote[]]>([
    ['bücher.test', 'xn--bcher-kva.test', 'bücher.test', ['international']],
    ['BÜCHER.test', 'xn--bcher-kva.test', 'bücher.test', ['international']],
    ['bu\u0308cher.test', 'xn--bcher-kva.test', 'bücher.test', ['international']],
    ['xn--bcher-kva.test', 'xn--bcher-kva.test', 'bücher.test', ['international']],
    ['XN--BCHER-KVA.test', 'xn--bcher-kva.test', 'bücher.test', ['international']],
    ['*.bücher.test', '*.xn--bcher-kva.test', '*.bücher.test', ['international']],
    ['faß.test', 'xn--fa-hia.test', 'faß.test', ['international']],
    ['日本語。jp', 'xn--wgv71a119e.jp', '日本語.jp', ['international']],
    ['カタカナ・ab.test', 'xn--ab-7g4aa3hzcts.test', 'カタカナ・ab.test', ['international']],
    ['한국.test', 'xn--3e0b707e.test', '한국.test', ['international']],
    ['пример.рф', 'xn--e1afmkfd.xn--p1ai', 'пример.рф', ['international']],
    ['δοκιμή.test', 'xn--jxalpdlp.test', 'δοκιμή.test', ['international']],
    ['אתר.test', 'xn--4db2cf.test', 'אתר.test', ['international']],
    ['نامه\u200cای.test', 'xn--mgba3gch31f060k.test', 'نامه\u200cای.test', ['international']],
    ['☕.test', 'xn--53h.test', '☕.test', ['international']],
    ['ｆｕｌｌ.test', 'full.test', 'full.test', ['rewritten']],
    ['me@bücher.test', 'me@xn--bcher-kva.test', 'me@bücher.test', ['international']],
    // One Cyrillic letter among Latin ones, a Cyrillic word of Latin shapes, and a slash that is none.
    ['p\u0430ypal.test', 'xn--pypal-4ve.test', 'xn--pypal-4ve.test', ['international', 'shown-encoded']],
    [
      '\u0430\u0440\u0440\u04cf\u0435.test',
      'xn--80ak6aa92e.test',
      'xn--80ak6aa92e.test',
      ['international', 'shown-encoded'],
    ],
    ['a\u2215b.test', 'xn--ab-6bv.test', 'xn--ab-6bv.test', ['international', 'shown-encoded']],
    ['αβγabc.test', 'xn--abc-nxcfg.test', 'xn--abc-nxcfg.test', ['international', 'shown-encoded']],
  ])('%s → %s, shown as %s', (text, value, display, notes) => {
    expect(taken(text)).toMatchObject({ value, display, notes });
  });

  it.each(['a/b', 'a:80', 'a@b', 'a?b', 'a#b', 'a\\b', 'a b', 'a%41', '[::1]', 'a_b', '*.a', ''])(
    'hands no browser %j for a host',
    (text) => {
      expect(hostInBrowser(text)).toBeUndefined();
    },
  );

  it('leaves ASCII names alone that look like nothing else', () => {
    expect(taken('rn.test').display).toBe('rn.test');
  });
});

describe('a fix', () => {
  it('is read as itself when it takes the place of the input', () => {
    for (const text of [
      'https://app.test/x',
      '010.0.0.1',
      '.app.test',
      'me@my_app.test',
      '[fe80::1%1]',
      '*www.ü.test',
    ]) {
      for (const fix of refusal(text).fixes) {
        expect(readNames(fix.input)).toMatchObject([
          { ok: true, kind: fix.kind, value: fix.value, display: fix.display },
        ]);
        expect(retyped(fix)).toBe(fix.input);
      }
    }
  });
});

describe('suggestions', () => {
  it.each<[string, readonly string[]]>([
    ['', ['localhost', '127.0.0.1', '::1', '10.0.2.2']],
    ['localhost', ['127.0.0.1', '::1', '10.0.2.2', 'host.docker.internal']],
    ['localhost 127.0.0.1 ::1 app.test', ['*.app.test', '10.0.2.2', 'host.docker.internal']],
    ['localhost 127.0.0.1 ::1 *.app.test', ['app.test', '10.0.2.2', 'host.docker.internal']],
    ['localhost 127.0.0.1 ::1 app.test *.app.test 10.0.2.2 host.docker.internal', []],
    ['localhost 127.0.0.1 ::1 a.b.c.test me@app.test', ['10.0.2.2', 'host.docker.internal']],
  ])('beside %j: %j', (text, expected) => {
    expect(suggestNames(all(text))).toEqual(expected);
  });

  it('are accepted, each of them', () => {
    const names = all('bücher.test *.app.test');
    for (const suggestion of suggestNames(names))
      expect(readNames(suggestion, names)).toMatchObject([{ ok: true }]);
  });
});

describe('hosts to connect to', () => {
  it.each<[string, readonly string[]]>([
    ['localhost 127.0.0.1 ::1 *.app.test', ['localhost', '127.0.0.1', '::1']],
    ['0.0.0.0 :: app.test', ['app.test']],
    ['bücher.test', ['xn--bcher-kva.test']],
    ['*.app.test', ['www.app.test']],
    ['0.0.0.0', []],
    ['me@app.test urn:x:y', []],
    ['', []],
  ])('%j: %j', (text, hosts) => {
    expect(connectableHosts(all(text))).toEqual(hosts);
  });
});
