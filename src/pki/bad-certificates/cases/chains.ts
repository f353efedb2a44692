/** What a server sends and what a client trusts: intermediates missing, others of the same name, nothing trusted, itself trusted. */
import { inGroup } from '../bad-certificate';
import { alone, chain, plain, selfSigned } from '../chain';
import { all, authority, usable, valid, without } from '../changes';

const BUILDING = 'RFC 8446 §4.4.2, RFC 4158 §2';
const TRUST = 'RFC 5280 §6.1.1 (d)';

export const chainCases = inGroup('chain', [
  [
    'chain-no-intermediate',
    'The intermediate is missing',
    'The server sends its own certificate alone, and not the intermediate authority that signed it.',
    BUILDING,
    chain({ intermediate: plain, send: ({ leaf }) => [leaf] }),
  ],
  [
    'chain-other-intermediate',
    'An intermediate of the same name',
    'The server sends another intermediate: of the right name, signed by the root, with another key.',
    BUILDING,
    async (workshop) => {
      const root = await workshop.root({ below: 1 });
      const right = await workshop.intermediate(root);
      const wrong = await workshop.intermediate(root, { key: 'stranger' });
      const leaf = await workshop.leaf(right, { change: without('authorityKeyIdentifier') });
      return {
        ...alone(workshop, leaf, [root.der]),
        sent: [leaf.der, wrong.der],
      };
    },
  ],
  [
    'chain-stranger',
    'A certificate that does not belong',
    'Behind the right chain the server sends a root that nobody asked for.',
    'RFC 8446 §4.4.2',
    async (workshop) => {
      const root = await workshop.root();
      const other = await workshop.root({ key: 'stranger', name: 'a stranger' });
      const leaf = await workshop.leaf(root);
      return { ...alone(workshop, leaf, [root.der]), sent: [leaf.der, other.der] };
    },
  ],
  [
    'chain-twice',
    'The certificate twice',
    'The server sends its own certificate a second time.',
    'RFC 8446 §4.4.2',
    chain({ send: ({ leaf }) => [leaf, leaf] }),
  ],
  [
    'chain-deep',
    'Eight intermediates',
    'Allowed, and longer than any chain in use: root, eight authorities, server.',
    'RFC 5280 §6.1',
    async (workshop) => {
      const root = await workshop.root({ below: LONG });
      let above = root;
      const sent = [];
      for (let below = LONG - 1; below >= 0; below--) {
        above = await workshop.intermediate(above, { below, name: `intermediate ${LONG - below}` });
        sent.unshift(above.der);
      }
      const leaf = await workshop.leaf(above);
      return { ...alone(workshop, leaf, [root.der]), sent: [leaf.der, ...sent] };
    },
  ],
  [
    'chain-expired-twin',
    'An expired root beside the new one',
    'The server sends the root as it was, expired; the client trusts the one made anew with name and key of old.',
    'RFC 4158 §3.4',
    async (workshop) => {
      const { at } = workshop.site;
      const root = await workshop.root({ below: 1 });
      const old = await workshop.root({ below: 1, change: valid(at, -3650, -1) });
      const middle = await workshop.intermediate(root);
      const leaf = await workshop.leaf(middle);
      return { ...alone(workshop, leaf, [root.der]), sent: [leaf.der, middle.der, old.der] };
    },
  ],
  [
    'ca-made-anew',
    'A root made anew',
    'The client trusts a root of the right name with another key, as after deleting and making it again.',
    TRUST,
    async (workshop) => {
      const root = await workshop.root();
      const anew = await workshop.root({ key: 'stranger' });
      const leaf = await workshop.leaf(root);
      return alone(workshop, leaf, [anew.der]);
    },
  ],
  [
    'untrusted-ca',
    'A root that is not trusted',
    'The chain is good; ca.pem is another root.',
    TRUST,
    async (workshop) => {
      const root = await workshop.root();
      const trusted = await workshop.root({ key: 'stranger', name: 'another root' });
      const leaf = await workshop.leaf(root);
      return alone(workshop, leaf, [trusted.der]);
    },
  ],
  [
    'untrusted-ca-sent',
    'A root that is not trusted, and sent',
    'The server sends the root too; ca.pem is another.',
    TRUST,
    async (workshop) => {
      const root = await workshop.root();
      const trusted = await workshop.root({ key: 'stranger', name: 'another root' });
      const leaf = await workshop.leaf(root);
      return { ...alone(workshop, leaf, [trusted.der]), sent: [leaf.der, root.der] };
    },
  ],
  [
    'self-untrusted',
    'Signed by itself, and not trusted',
    'The server certificate is its own issuer; ca.pem is a root that has nothing to do with it.',
    TRUST,
    async (workshop) => {
      const trusted = await workshop.root({ key: 'stranger', name: 'another root' });
      return alone(workshop, await workshop.selfSigned(), [trusted.der]);
    },
  ],
  [
    'self-ca-false',
    'Signed by itself, and trusted',
    'The server certificate is its own issuer, CA:FALSE, and what the client trusts.',
    TRUST,
    selfSigned(plain),
  ],
  [
    'self-ca-true',
    'Signed by itself, an authority',
    'The server certificate is its own issuer and says CA:TRUE, as openssl req -x509 makes it.',
    TRUST,
    selfSigned(all(authority({ ca: true }), usable('digitalSignature', 'keyCertSign'))),
  ],
  [
    'self-no-bc',
    'Signed by itself, names alone',
    'The server certificate is its own issuer, and alternative names are its only extension.',
    TRUST,
    selfSigned(without('basicConstraints', 'keyUsage', 'extendedKeyUsage', 'subjectKeyIdentifier')),
  ],
]);

/** More than OpenSSL's and Java's habits know, fewer than any limit. */
const LONG = 8;
