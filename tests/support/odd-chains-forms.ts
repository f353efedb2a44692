/** Names and constraints in forms that no other list has: addresses, A-labels, dots, capitals, wildcards, kinds that do not meet. */
import { type ChainMaker, type Changes, type OddChain } from './odd-chain';
import { COMMON_NAME, commonName, nameOf, ORGANIZATION } from './odd-certificate';
import { constraints, dns, names, raw } from './odd-extension';
import * as Tag from '../../src/codec/tag';

type Name = Parameters<typeof names>[0][number];
type Limits = Parameters<typeof constraints>[0];

const COUNTRY = '2.5.4.6';
const NAMES = '2.5.29.17';
const v6 = (...octets: readonly number[]): readonly number[] => [
  ...octets,
  ...new Array<number>(16 - octets.length - 1).fill(0),
  1,
];

export function oddForms(make: ChainMaker): readonly OddChain[] {
  return [...presented(make), ...addresses(make), ...limited(make), ...forms(make)];
}

function presented(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const of = (name: string, host: string, hosts: readonly string[], cn = 'localhost') =>
    make.chain(
      `name: ${name}`,
      make.leaf(root, { subject: commonName(cn), with: [dns(...hosts)] }),
      [],
      [root],
      host,
    );
  const silent = (name: string, host: string, ...cns: readonly string[]) =>
    make.chain(
      `name: ${name}`,
      make.leaf(root, {
        subject: nameOf(...cns.map((text) => ({ oid: COMMON_NAME, text }))),
        without: [NAMES],
      }),
      [],
      [root],
      host,
    );
  return [
    of('A-labels, capitals', 'xn--mnchen-3ya.test', ['XN--MNCHEN-3YA.test']),
    of('A-labels below a wildcard of them', 'a.xn--mnchen-3ya.test', ['*.xn--mnchen-3ya.test']),
    of('an A-label under a wildcard', 'xn--mnchen-3ya.www.test', ['*.www.test']),
    of('a U-label in the certificate', 'xn--mnchen-3ya.www.test', ['münchen.www.test']),
    of('a dot behind a wildcard name', 'a.www.test', ['*.www.test.']),
    of('a dot in front', 'a.www.test', ['.www.test']),
    of('two dots within', 'a..www.test'.replace('..', '.'), ['a..www.test']),
    of('a wildcard for the deepest of five labels', 'a.b.c.d.test', ['*.b.c.d.test']),
    of('a wildcard over two labels', 'a.b.www.test', ['*.www.test']),
    of('a wildcard as the last label', 'www.test', ['www.*']),
    of('two stars in the first label', 'abc.www.test', ['**.www.test']),
    of('a star at both ends of the first label', 'abc.www.test', ['*b*.www.test']),
    of('a star in an A-label', 'xn--abc.www.test', ['xn--*.www.test']),
    of('a star with a hyphen', 'a-b.www.test', ['a-*.www.test']),
    of('an empty name beside the right one', 'a.www.test', ['', 'a.www.test']),
    of('a blank behind', 'a.www.test', ['a.www.test ']),
    of('a line end within', 'a.www.test', ['a.www.test\n']),
    of('a NUL behind', 'a.www.test', ['a.www.test\0.other.test']),
    of('a label of 64 letters', `${'b'.repeat(63)}.www.test`, [`${'b'.repeat(64)}.www.test`, '*.www.test']),
    of('an underscore within a label, wildcard', 'a_b.www.test', ['*.www.test']),
    of('an underscore in the zone', 'a.w_w.test', ['*.w_w.test']),
    of('digits before the zone', '7.www.test', ['7.www.test']),
    of('a name of one label', 'intranet', ['intranet']),
    of('a CommonName that is right beside names that are not', 'a.www.test', ['b.www.test'], 'a.www.test'),
    silent('CommonName in capitals', 'a.www.test', 'A.WWW.TEST'),
    silent('CommonName with a dot behind', 'a.www.test', 'a.www.test.'),
    silent('CommonName, a wildcard within', 'abc.www.test', 'a*c.www.test'),
    silent('three CommonNames, the second right', 'b.test', 'a.test', 'b.test', 'c.test'),
    silent('CommonName of one label', 'intranet', 'intranet'),
    silent('CommonName with a blank', 'a.www.test', 'a.www.test x'),
  ];
}

function addresses(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const of = (name: string, host: string, list: readonly Name[], cn = 'localhost', without = false) =>
    make.chain(
      `address: ${name}`,
      make.leaf(root, {
        subject: commonName(cn),
        ...(without ? { without: [NAMES] } : { with: [names(list)] }),
      }),
      [],
      [root],
      host,
    );
  const mapped = [...new Array<number>(10).fill(0), 0xff, 0xff, 127, 0, 0, 1];
  return [
    of('IPv6', '::1', [{ ip: v6() }]),
    of('IPv6, another', '::1', [{ ip: v6(0xfd) }]),
    of('IPv6 as text', '::1', [{ dns: '::1' }]),
    of('IPv6 in brackets as text', '::1', [{ dns: '[::1]' }]),
    of('IPv4 mapped into IPv6', '127.0.0.1', [{ ip: mapped }]),
    of('IPv4 where IPv6 is asked for', '::1', [{ ip: [0, 0, 0, 1] }]),
    of('IPv4 of the right one among many', '127.0.0.1', [{ ip: [10, 0, 0, 1] }, { ip: [127, 0, 0, 1] }]),
    of('IPv4 with a wildcard name', '127.0.0.1', [{ dns: '*.0.0.1' }]),
    of('IPv4 in the CommonName, no names', '127.0.0.1', [], '127.0.0.1', true),
    of('IPv6 in the CommonName, no names', '::1', [], '::1', true),
    of('IPv4 as a URI', '127.0.0.1', [{ uri: 'https://127.0.0.1/' }]),
    of('a host where addresses alone are', 'a.www.test', [{ ip: [127, 0, 0, 1] }], 'a.www.test'),
    of('an address beside a page', '127.0.0.1', [{ uri: 'x:y' }, { ip: [127, 0, 0, 1] }]),
  ];
}

function limited(make: ChainMaker): readonly OddChain[] {
  const under = (name: string, limits: Limits, list: readonly Name[], host = 'a.www.test', cn = 'plain') => {
    const root = make.root();
    const middle = make.intermediate(root, { with: [constraints(limits)] });
    const changes: Changes = { subject: commonName(cn), with: [names(list)] };
    return make.chain(`under: ${name}`, make.leaf(middle, changes), [middle], [root], host);
  };
  const host = [{ dns: 'a.www.test' }];
  return [
    under('a zone with a dot behind', { permitted: [{ dns: 'www.test.' }] }, host),
    under('a zone that is a wildcard', { permitted: [{ dns: '*.www.test' }] }, host),
    under('a zone of one label', { permitted: [{ dns: 'test' }] }, host),
    under('a zone that is the end of a label', { permitted: [{ dns: 'ww.test' }] }, host),
    under('a zone with a dot in front, the zone itself', { permitted: [{ dns: '.a.www.test' }] }, host),
    under(
      'the host excluded, its zone permitted',
      {
        permitted: [{ dns: 'www.test' }],
        excluded: [{ dns: 'a.www.test' }],
      },
      host,
    ),
    under(
      'the same zone permitted and excluded',
      {
        permitted: [{ dns: 'www.test' }],
        excluded: [{ dns: 'www.test' }],
      },
      host,
    ),
    under('capitals excluded', { excluded: [{ dns: 'WWW.TEST' }] }, host),
    under('a wildcard where one host is permitted', { permitted: [{ dns: 'a.www.test' }] }, [
      { dns: '*.www.test' },
    ]),
    under(
      'addresses permitted, a host presented',
      { permitted: [{ ip: [10, 0, 0, 0, 255, 0, 0, 0] }] },
      host,
    ),
    under(
      'no address permitted, one presented beside',
      {
        excluded: [{ ip: [0, 0, 0, 0, 0, 0, 0, 0] }],
      },
      [...host, { ip: [127, 0, 0, 1] }],
    ),
    under('IPv6 excluded whole', { excluded: [{ ip: new Array<number>(32).fill(0) }] }, [
      ...host,
      { ip: v6() },
    ]),
    under(
      'a mask of 31 bits',
      { permitted: [{ ip: [127, 0, 0, 0, 255, 255, 255, 254] }] },
      [{ ip: [127, 0, 0, 1] }],
      '127.0.0.1',
    ),
    under('a range of seven octets', { permitted: [{ ip: [127, 0, 0, 0, 255, 0, 0] }] }, host),
    under('a mailbox constrained that is nobody’s', { excluded: [{ email: 'www.test' }] }, host),
    under('a mailbox in capitals', { permitted: [{ email: 'www.test' }] }, [
      ...host,
      { email: 'me@WWW.test' },
    ]),
    under('a mailbox of a host below', { permitted: [{ email: 'www.test' }] }, [
      ...host,
      { email: 'me@a.www.test' },
    ]),
    under('a page below a zone', { permitted: [{ uri: '.www.test' }] }, [
      ...host,
      { uri: 'https://a.www.test/x' },
    ]),
    under('a page at an address', { permitted: [{ uri: '.www.test' }] }, [
      ...host,
      { uri: 'https://127.0.0.1/x' },
    ]),
    under('a page without a host', { permitted: [{ uri: '.www.test' }] }, [...host, { uri: 'urn:x:y' }]),
    under(
      'a host CommonName outside, beside names inside',
      { permitted: [{ dns: 'www.test' }] },
      host,
      'a.www.test',
      'b.other.test',
    ),
    under(
      'permitted empty host for everything, one excluded',
      {
        permitted: [{ dns: '' }],
        excluded: [{ dns: 'other.test' }],
      },
      host,
    ),
  ];
}

function forms(make: ChainMaker): readonly OddChain[] {
  const organization = { oid: ORGANIZATION, text: 'Odd' };
  const country = { oid: COUNTRY, tag: Tag.PRINTABLE_STRING, text: 'DE' };
  const under = (name: string, base: Uint8Array, subject: Uint8Array, excluded = false): OddChain => {
    const root = make.root({
      with: [constraints({ [excluded ? 'excluded' : 'permitted']: [{ directory: base }] })],
    });
    return make.chain(`form: ${name}`, make.leaf(root, { subject }), [], [root]);
  };
  const bare = (name: string, value: string) => {
    const root = make.root();
    const middle = make.intermediate(root, { with: [raw('2.5.29.30', value, true)] });
    return make.chain(`form: ${name}`, make.leaf(middle), [middle], [root]);
  };
  const inOrder = nameOf(country, organization, { oid: COMMON_NAME, text: 'localhost' });
  return [
    under('a directory by its first two parts', nameOf(country, organization), inOrder),
    under('a directory by its second part alone', nameOf(organization), inOrder),
    under('a directory in capitals', nameOf(country, { ...organization, text: 'ODD' }), inOrder),
    under(
      'a directory in another string type',
      nameOf(country, { ...organization, tag: Tag.PRINTABLE_STRING }),
      inOrder,
    ),
    under('a directory excluded by its country', nameOf(country), inOrder, true),
    under('a directory of nothing permitted', nameOf(), inOrder),
    under('a directory, and a leaf without a name', nameOf(country), nameOf()),
    bare('constraints of nothing', '3000'),
    bare('an empty list of permitted', '3002a000'),
    bare('a registered identifier permitted', '3008a0063004880253'.concat('04')),
    bare('a minimum of one', '3011a00f300d82086c6f63616c2e78798001'.concat('01')),
  ];
}
