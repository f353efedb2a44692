// What was selected, sorted into keys, chains and the rest: also where ten thousand things were.
import { beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { selectionOf, type Selected } from '../../src/pki/inspect/export-selection';
import type { Item } from '../../src/pki/inspect/item';
import { issue, selfIssue } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { profiles } from '../../src/pki/profile';

const MANY = 10_000;
const at = new Date('2026-01-01T00:00:00Z');
let root: Bytes;
let leaves: readonly Bytes[];
let publicKeys: readonly Bytes[];

const item = (id: number, octets: Bytes): Item => ({
  ...{ id, kind: 'certificate', octets, label: '', notes: [] },
  sources: [{ input: 0, path: '', span: { start: 0, end: 1 } }],
});
const selected = (octets: readonly Bytes[]): readonly Selected[] =>
  octets.map((one, id) => ({ item: item(id, one), pkcs8: undefined }));

beforeAll(async () => {
  const name = distinguishedName([{ type: '2.5.4.3', value: 'Test root' }]);
  const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const authority = await selfIssue(profiles.rootCa, name, keys, { at });
  root = authority.issued.der;
  const { publicKey } = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const subject = {
    name: distinguishedName([{ type: '2.5.4.3', value: 'app.test' }]),
    alternativeNames: [{ kind: 'dns' as const, value: 'app.test' }],
    ...{ publicKey, family: 'ec' as const },
  };
  const { der } = await issue(profiles.tlsServer, subject, authority.issuer, { at });
  const offset = Buffer.from(der).indexOf(Buffer.from(publicKey)) + publicKey.length - 4;
  const numbered = (octets: Bytes, from: number, number: number): Bytes => {
    const copy = octets.slice();
    new DataView(copy.buffer).setUint32(from, number);
    return copy;
  };
  // Another key each; nobody asks for the signature here.
  leaves = Array.from({ length: MANY }, (_, number) => numbered(der, offset, number));
  publicKeys = leaves.map((_, number) => numbered(publicKey, publicKey.length - 4, number));
});

it('each certificate and each key of ten thousand once, the issuer behind the first that leads to it', () => {
  const { certificates, publicKeys: keys } = selectionOf(selected([root, ...leaves, ...leaves.slice(0, 3)]));
  expect(keys).toHaveLength(MANY + 1);
  expect(certificates).toHaveLength(MANY + 4);
  expect(certificates[0]?.der).toBe(leaves[0]);
  expect(certificates[1]?.der).toBe(root);
  expect(certificates[2]?.der).toBe(leaves[1]);
});

it('the certificates of ten thousand keys, and the chain of the first before all', () => {
  const keys = publicKeys.map((publicKey, number) => ({
    item: { ...item(number, root), kind: 'private-key' as const, privateKey: { algorithm: 'EC', publicKey } },
    pkcs8: new Uint8Array([number]),
  }));
  const { ownOf, certificates } = selectionOf([
    ...keys.toReversed(),
    ...selected([root, ...leaves.toReversed()]),
  ]);
  for (const number of [0, 1, MANY - 1]) expect(ownOf(publicKeys[number])?.der).toBe(leaves[number]);
  expect(ownOf(root)).toBeUndefined();
  expect(certificates.slice(0, 2).map(({ der }) => der)).toEqual([leaves[MANY - 1], root]);
});
