/** Wildcards right below what a registry gives names out under, and those that only look it: clients differ in whether they ask the list. */
import { type ChainMaker, type OddChain } from './odd-chain';
import { dns } from './odd-extension';

export function oddSuffixes(make: ChainMaker): readonly OddChain[] {
  const root = make.root();
  const under = (name: string, host: string, ...hosts: readonly string[]): OddChain =>
    make.chain(`suffix: ${name}`, make.leaf(root, { with: [dns(...hosts)] }), [], [root], host);
  return [
    under('a top-level domain', 'example.com', '*.com'),
    under("two labels of a country's", 'example.co.uk', '*.co.uk'),
    under('the same, in upper case', 'example.co.uk', '*.CO.UK'),
    under('the same, and the name itself', 'example.co.uk', '*.co.uk', 'example.co.uk'),
    under('one below it', 'www.example.co.uk', '*.example.co.uk'),
    under('a host that is a suffix itself', 'co.uk', '*.uk'),
    under('private, of one who hosts pages', 'me.github.io', '*.github.io'),
    under('private, of one who hosts files', 'bucket.s3.amazonaws.com', '*.s3.amazonaws.com'),
    under('all below a top-level domain', 'foo.bar.ck', '*.bar.ck'),
    under('the exception of them', 'www.ck', '*.ck'),
    under('below the exception of them', 'a.www.ck', '*.www.ck'),
    under('a city that is none', 'city.kawasaki.jp', '*.kawasaki.jp'),
    under('an international one', 'xn--e1afmkfd.xn--p1ai', '*.xn--p1ai'),
    under('an international one of two labels', 'a.xn--55qx5d.cn', '*.xn--55qx5d.cn'),
    under('a private network', 'nas.internal', '*.internal'),
    under('one below a private network', 'www.nas.internal', '*.nas.internal'),
  ];
}
