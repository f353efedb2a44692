/** Nothing is wrong with these: a client that refuses one of them is not testing what it seems to test. */
import { inGroup } from '../bad-certificate';
import { chain, plain } from '../chain';
import { all, fields, having, nameOf } from '../changes';

export const controls = inGroup('control', [
  [
    'good-ecdsa',
    'Good, ECDSA P-256',
    'Nothing: a root and a server certificate with P-256 keys.',
    'RFC 5280 §4.1',
    chain({}),
  ],
  [
    'good-rsa2048',
    'Good, RSA 2048',
    'Nothing: a root and a server certificate with RSA keys of 2,048 bits.',
    'RFC 5280 §4.1',
    chain({ rootKey: 'rsa-root', leafKey: 'rsa-leaf' }),
  ],
  [
    'good-ip',
    'Good, by its address',
    'Nothing: the address connected to stands among the alternative names.',
    'RFC 9525 §6.5',
    chain(({ address }) => ({ host: address })),
  ],
  [
    'good-intermediate',
    'Good, with an intermediate',
    'Nothing: root, intermediate authority, server.',
    'RFC 5280 §6.1',
    chain({ intermediate: plain }),
  ],
  [
    'good-send-root',
    'Good, the root is sent too',
    'Nothing: a server may send the root, and clients ignore it.',
    'RFC 8446 §4.4.2',
    chain({ send: ({ leaf, root }) => [leaf, root] }),
  ],
  [
    'int-unordered',
    'Good, the chain out of order',
    'Nothing for TLS 1.3: root and intermediate are sent in the wrong order.',
    'RFC 8446 §4.4.2',
    chain({
      intermediate: plain,
      send: ({ leaf, root, intermediates }) => [leaf, root, ...intermediates],
    }),
  ],
  [
    'good-no-subject-cn',
    'Good, without a subject',
    'Nothing: the subject is empty and the alternative names are critical.',
    'RFC 5280 §4.2.1.6',
    chain(({ names }) => ({
      leaf: all(fields({ subject: nameOf() }), having('subjectAltName', true, names)),
    })),
  ],
]);
