// Two things wrong at once, which of them is said first; names that are none before the one that is; long chains; roots of one name.
import { commonName } from './odd-certificate';
import { type Authority, type Changes, type ChainMaker, type OddChain } from './odd-chain';
import { basic, CLIENT, dns, mustStaple, purposes, unknown, usage } from './odd-extension';
import * as Tag from '../../src/codec/tag';

export function oddCombinations(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const stranger = make.root();
  const late = make.days(-0.5);
  const elsewhere = dns('other.test');
  const leaf = (name: string, changes: Changes): OddChain =>
    make.chain(name, make.leaf(root, changes), [], [root]);
  const unknownTo = (name: string, changes: Changes): OddChain =>
    make.chain(`unknown issuer and ${name}`, make.leaf(stranger, changes), [], [root]);
  const expired = make.intermediate(root, { notAfter: late });
  const none = make.intermediate(root, { with: [basic(false)] });
  const stapled = make.intermediate(root, { with: [mustStaple] });
  const same = commonName('Odd Same');
  const [wrong, right] = [
    make.root({ subject: same, keyName: 'a' }),
    make.root({ subject: same, keyName: 'b' }),
  ];
  const server = (changes: Changes): Authority => make.root({ subject: commonName('localhost'), ...changes });
  const chainOf = (length: number): readonly Authority[] => {
    const up: Authority[] = [];
    for (let i = 0; i < length; i++) up.unshift(make.intermediate(up[0] ?? root, { keyName: `step ${i}` }));
    return up;
  };
  const deep = (length: number): OddChain => {
    const up = chainOf(length);
    return make.chain(`${length} intermediates`, make.leaf(up[0] ?? root), up, [root]);
  };
  return [
    leaf('a name with a blank first', { with: [dns('my host', 'localhost')] }),
    leaf('an empty name first', { with: [dns('', 'localhost')] }),
    leaf('a wildcard within a label first', { with: [dns('a*.app.test', 'localhost')] }),
    leaf('a wildcard above one label first', { with: [dns('*.localhost', 'localhost')] }),
    leaf('a URI as a name first', { with: [dns('https://localhost:8443', 'localhost')] }),
    leaf('a name that is not ASCII first', { with: [dns('münchen.test', 'localhost')] }),
    leaf('a name with a dot behind first', { with: [dns('app.test.', 'localhost')] }),
    leaf('key usage and time without seconds', {
      with: [usage([2])],
      notAfter: { tag: Tag.UTC_TIME, text: '4901010000Z' },
    }),
    leaf('key usage and another host', { with: [usage([4]), elsewhere] }),
    leaf('key usage and expired', { with: [usage([1])], notAfter: late }),
    leaf('purpose and another host', { with: [purposes([CLIENT]), elsewhere] }),
    leaf('must-staple and another host', { with: [mustStaple, elsewhere] }),
    leaf('must-staple and expired', { with: [mustStaple], notAfter: late }),
    leaf('authority and another host', { with: [basic(true), usage([0, 5]), elsewhere] }),
    leaf('authority and expired', { with: [basic(true), usage([0, 5])], notAfter: late }),
    leaf('unknown critical extension and another host', { with: [unknown(true), elsewhere] }),
    leaf('not yet valid and another host', { notBefore: make.days(1), with: [elsewhere] }),
    make.chain(
      'expired intermediate and another host',
      make.leaf(expired, { with: [elsewhere] }),
      [expired],
      [root],
    ),
    unknownTo('another host', { with: [elsewhere] }),
    unknownTo('expired', { notAfter: late }),
    unknownTo('key usage', { with: [usage([2])] }),
    unknownTo('purpose', { with: [purposes([CLIENT])] }),
    make.chain('no authority between, and expired', make.leaf(none, { notAfter: late }), [none], [root]),
    make.chain('must-staple of an authority', make.leaf(stapled), [stapled], [root]),
    make.chain('two roots of one name', make.leaf(right), [], [wrong, right]),
    make.chain(
      'self-signed, unknown',
      server({ with: [dns('localhost'), basic(false), usage([0])] }),
      [],
      [root],
    ),
    make.chain(
      'self-signed authority, unknown',
      server({ with: [dns('localhost'), usage([0, 5])] }),
      [],
      [root],
    ),
    deep(5),
    deep(8),
  ];
}
