/** Names of servers in all forms, and name constraints that let them pass or not. */
import { type ChainMaker, type OddChain } from './odd-chain';
import { commonName, nameOf, ORGANIZATION } from './odd-certificate';
import { constraints, dns, names } from './odd-extension';

export function oddNames(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const simple = (name: string, host: string, ...hosts: readonly string[]): OddChain =>
    make.chain(name, make.leaf(root, { with: [dns(...hosts)] }), [], [root], host);
  const other = (name: string, host: string, list: Parameters<typeof names>[0], cn = 'localhost'): OddChain =>
    make.chain(name, make.leaf(root, { subject: commonName(cn), with: [names(list)] }), [], [root], host);
  const without = (name: string, host: string, cn: string): OddChain =>
    make.chain(name, make.leaf(root, { subject: commonName(cn), without: ['2.5.29.17'] }), [], [root], host);
  return [
    simple('mixed case in the certificate', 'app.test', 'App.TEST'),
    simple('mixed case typed', 'APP.Test', 'app.test'),
    simple('wildcard below a zone', 'www.app.test', '*.app.test'),
    simple('wildcard is not the zone itself', 'app.test', '*.app.test'),
    simple('wildcard for a top-level zone', 'app.test', '*.test'),
    simple('bare wildcard', 'localhost', '*'),
    simple('wildcard in the second label', 'a.b.app.test', 'a.*.app.test'),
    simple('wildcard at the end of the first label', 'abc.app.test', 'ab*.app.test'),
    simple('wildcard at the start of the first label', 'abc.app.test', '*bc.app.test'),
    simple('wildcard within the first label', 'abbc.app.test', 'a*c.app.test'),
    simple('two wildcards', 'x.y.app.test', '*.*.app.test'),
    simple('wildcard for a punycode label', 'xn--mnchen-3ya.app.test', '*.app.test'),
    simple('wildcard inside a punycode label', 'xn--mnchen-3ya.test', 'xn--*.test'),
    simple('trailing dot in the certificate', 'app.test', 'app.test.'),
    simple('underscore below', 'a_b.app.test', '*.app.test'),
    simple('underscore first', '_srv.app.test', '_srv.app.test'),
    simple('label that begins with a hyphen', '-a.app.test', '-a.app.test'),
    simple('digits alone', '123.test', '123.test'),
    simple('several, the last one right', 'c.test', 'a.test', 'b.test', 'c.test'),
    simple('several, none right', 'd.test', 'a.test', 'b.test', '*.c.test'),
    simple('port in a name', 'localhost', 'localhost:8443'),
    other('an address asked for, another there', '127.0.0.1', [{ ip: [10, 0, 0, 1] }]),
    other('an address asked for, two others there', '127.0.0.1', [
      { ip: [10, 0, 0, 1] },
      { ip: [10, 0, 0, 2] },
    ]),
    other('an IPv6 address', '::1', [{ ip: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }]),
    other('another IPv6 address', '::1', [{ ip: [0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }]),
    other('an IPv4 address mapped into IPv6', '127.0.0.1', [
      { ip: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1] },
    ]),
    other('an address as URI', '127.0.0.1', [{ uri: 'https://127.0.0.1/' }]),
    other('a host, only its URI there', 'localhost', [{ uri: 'https://localhost/' }]),
    other('a host, only an address there', 'localhost', [{ ip: [127, 0, 0, 1] }]),
    other(
      'a host, only an address there, another CommonName',
      'localhost',
      [{ ip: [127, 0, 0, 1] }],
      'other.test',
    ),
    other('a host, only a directory name there', 'localhost', [{ directory: commonName('localhost') }]),
    other('a host beside a mailbox', 'localhost', [{ email: 'a@app.test' }, { dns: 'localhost' }]),
    without('CommonName alone, right', 'localhost', 'localhost'),
    without('CommonName alone, wrong', 'localhost', 'other.test'),
    without('CommonName alone, a wildcard', 'www.app.test', '*.app.test'),
    without('CommonName alone, an address', '127.0.0.1', '127.0.0.1'),
    make.chain(
      'no CommonName and no names',
      make.leaf(root, { subject: nameOf({ oid: ORGANIZATION, text: 'Odd' }), without: ['2.5.29.17'] }),
      [],
      [root],
    ),
    make.chain(
      'subject without CommonName',
      make.leaf(root, { subject: nameOf({ oid: ORGANIZATION, text: 'Odd' }) }),
      [],
      [root],
    ),
  ];
}

const V4 = (...octets: readonly number[]) => ({ ip: octets });

export function oddConstraints(make: ChainMaker): readonly OddChain[] {
  const underRoot = (
    name: string,
    limits: Parameters<typeof constraints>[0],
    hosts: Parameters<typeof names>[0],
    host = 'localhost',
    cn = 'localhost',
  ) => {
    const root = make.root({ with: [constraints(limits)] });
    return make.chain(
      `root: ${name}`,
      make.leaf(root, { subject: commonName(cn), with: [names(hosts)] }),
      [],
      [root],
      host,
    );
  };
  const underIntermediate = (
    name: string,
    limits: Parameters<typeof constraints>[0],
    hosts: Parameters<typeof names>[0],
    host = 'localhost',
    cn = 'localhost',
  ) => {
    const root = make.root();
    const middle = make.intermediate(root, { with: [constraints(limits)] });
    return make.chain(
      `intermediate: ${name}`,
      make.leaf(middle, { subject: commonName(cn), with: [names(hosts)] }),
      [middle],
      [root],
      host,
    );
  };
  const both = (...args: Parameters<typeof underRoot>): readonly OddChain[] => [
    underRoot(...args),
    underIntermediate(...args),
  ];
  const twice = make.root();
  const upper = make.intermediate(twice, {
    with: [constraints({ permitted: [{ dns: 'test' }] })],
    keyName: 'upper',
  });
  const lower = make.intermediate(upper, { with: [constraints({ permitted: [{ dns: 'app.test' }] })] });
  return [
    ...both(
      'zone permitted',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both(
      'zone itself permitted',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: 'app.test' }],
      'app.test',
      'app.test',
    ),
    ...both(
      'zone permitted, a name that ends alike',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: 'myapp.test' }],
      'myapp.test',
      'myapp.test',
    ),
    ...both(
      'mixed case in a zone',
      { permitted: [{ dns: 'APP.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both(
      'zone excluded',
      { excluded: [{ dns: 'app.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both(
      'another zone excluded',
      { excluded: [{ dns: 'other.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both(
      'permitted and excluded within',
      { permitted: [{ dns: 'test' }], excluded: [{ dns: 'bad.test' }] },
      [{ dns: 'www.bad.test' }],
      'www.bad.test',
      'www.bad.test',
    ),
    ...both(
      'dot in front, below',
      { permitted: [{ dns: '.app.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both(
      'wildcard under a zone',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: '*.app.test' }],
      'www.app.test',
      'app.test',
    ),
    ...both(
      'wildcard beside an excluded host',
      { excluded: [{ dns: 'bad.app.test' }] },
      [{ dns: '*.app.test' }],
      'www.app.test',
      'www.app.test',
    ),
    ...both('everything permitted', { permitted: [{ dns: '' }] }, [{ dns: 'localhost' }]),
    ...both(
      'address permitted',
      { permitted: [V4(127, 0, 0, 0, 255, 0, 0, 0)] },
      [V4(127, 0, 0, 1)],
      '127.0.0.1',
    ),
    ...both(
      'address outside',
      { permitted: [V4(10, 0, 0, 0, 255, 0, 0, 0)] },
      [V4(127, 0, 0, 1)],
      '127.0.0.1',
    ),
    ...both(
      'address excluded',
      { excluded: [V4(127, 0, 0, 0, 255, 0, 0, 0)] },
      [V4(127, 0, 0, 1)],
      '127.0.0.1',
    ),
    ...both(
      'mask that is no prefix',
      { permitted: [V4(127, 0, 0, 0, 255, 0, 255, 0)] },
      [V4(127, 0, 0, 1)],
      '127.0.0.1',
    ),
    ...both(
      'hosts constrained, an address presented',
      { permitted: [{ dns: 'app.test' }] },
      [V4(127, 0, 0, 1)],
      '127.0.0.1',
      'plain words',
    ),
    ...both('mailboxes constrained, a host presented', { permitted: [{ email: 'app.test' }] }, [
      { dns: 'localhost' },
    ]),
    ...both('mailbox outside', { permitted: [{ email: 'app.test' }] }, [
      { dns: 'localhost' },
      { email: 'a@other.test' },
    ]),
    ...both(
      'directory permitted',
      { permitted: [{ directory: nameOf({ oid: ORGANIZATION, text: 'Odd' }) }] },
      [{ dns: 'localhost' }],
    ),
    ...both(
      'CommonName outside, names within',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: 'www.app.test' }],
      'www.app.test',
      'other.test',
    ),
    ...both(
      'two names, one outside',
      { permitted: [{ dns: 'app.test' }] },
      [{ dns: 'www.app.test' }, { dns: 'other.test' }],
      'www.app.test',
    ),
    make.chain(
      'constraints that narrow',
      make.leaf(lower, { with: [dns('www.app.test')] }),
      [lower, upper],
      [twice],
      'www.app.test',
    ),
    make.chain(
      'constraints that narrow, outside',
      make.leaf(lower, { with: [dns('other.test')] }),
      [lower, upper],
      [twice],
      'other.test',
    ),
  ];
}
