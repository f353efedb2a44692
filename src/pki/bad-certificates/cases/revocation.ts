/**
 * Taken back: `crl.pem` lies beside these chains (RFC 5280 §5). No client asks for a list by itself that nobody gave it, so all of
 * them take these chains as they are; what a client must say that was given the list stands beside that.
 */
import type { Bytes } from '../../../codec/bytes';
import { extension, type Extension } from '../../../codec/extension';
import { encodeRevocationList, encodeTbsRevocationList } from '../../../codec/revocation-list';
import { keyIdentifierOf } from '../../issue';
import { inGroup } from '../bad-certificate';
import { alone } from '../chain';
import type { ShelfKey } from '../key-shelf';
import { secondsAfter } from '../raw-time';
import type { Made, Workshop } from '../workshop';

const DAY = 86_400;
const LISTS = 'RFC 5280 §6.3.3';

interface ListWish {
  readonly revoked?: readonly Made[];
  readonly reason?: 'keyCompromise' | 'certificateHold';
  /** In days. */
  readonly until?: number;
  readonly signedBy?: ShelfKey;
}

async function listOf({ site }: Workshop, issuer: Made, wish: ListWish = {}): Promise<Bytes> {
  const { revoked = [], reason = 'keyCompromise', until = 365 } = wish;
  const { key, subject } = issuer.blueprint;
  const { signature } = key.scheme;
  const extensions: readonly Extension[] = [
    extension('authorityKeyIdentifier', false, { keyIdentifier: keyIdentifierOf(key.publicKey) }),
    extension('cRLNumber', false, 1n),
  ];
  const tbs = encodeTbsRevocationList({
    signature,
    issuer: subject,
    thisUpdate: secondsAfter(site.at, -30 * DAY),
    nextUpdate: secondsAfter(site.at, until * DAY),
    revoked: revoked.map(({ blueprint }) => ({
      serialNumber: blueprint.serialNumber,
      revocationDate: secondsAfter(site.at, -31 * DAY),
      extensions: [extension('reasonCode', false, reason)],
    })),
    extensions,
  });
  const value = await (wish.signedBy ?? key).sign(key.scheme, tbs);
  return encodeRevocationList(tbs, signature, value);
}

export const revocationCases = inGroup('revocation', [
  [
    'rev-not-listed',
    'Not taken back',
    'Nothing: the list is there and has revoked nobody.',
    LISTS,
    async (workshop) => {
      const root = await workshop.root();
      const leaf = await workshop.leaf(root);
      const list = await listOf(workshop, root);
      return { ...alone(workshop, leaf, [root.der]), lists: [list], withLists: 'accepted' };
    },
  ],
  [
    'rev-leaf',
    'Taken back',
    'The server certificate stands in the list of its issuer: its key was stolen.',
    LISTS,
    async (workshop) => {
      const root = await workshop.root();
      const leaf = await workshop.leaf(root);
      const list = await listOf(workshop, root, { revoked: [leaf] });
      return { ...alone(workshop, leaf, [root.der]), lists: [list], withLists: 'refused' };
    },
  ],
  [
    'rev-hold',
    'On hold',
    'The server certificate stands in the list of its issuer for certificateHold: until it is taken from it again, it is revoked.',
    'RFC 5280 §5.3.1',
    async (workshop) => {
      const root = await workshop.root();
      const leaf = await workshop.leaf(root);
      const list = await listOf(workshop, root, { revoked: [leaf], reason: 'certificateHold' });
      return { ...alone(workshop, leaf, [root.der]), lists: [list], withLists: 'refused' };
    },
  ],
  [
    'rev-intermediate',
    'Its issuer taken back',
    'The intermediate authority stands in the list of the root; its own list is empty.',
    LISTS,
    async (workshop) => {
      const root = await workshop.root({ below: 1 });
      const middle = await workshop.intermediate(root);
      const leaf = await workshop.leaf(middle);
      const lists = [await listOf(workshop, root, { revoked: [middle] }), await listOf(workshop, middle)];
      return {
        ...alone(workshop, leaf, [root.der]),
        ...{ sent: [leaf.der, middle.der], lists, withLists: 'refused' },
      };
    },
  ],
  [
    'rev-list-expired',
    'A list of last month',
    'nextUpdate of the list has passed: it says nothing of today.',
    'RFC 5280 §6.3.3 (a)',
    async (workshop) => {
      const root = await workshop.root();
      const leaf = await workshop.leaf(root);
      const list = await listOf(workshop, root, { until: -1 });
      return { ...alone(workshop, leaf, [root.der]), lists: [list], withLists: 'refused' };
    },
  ],
  [
    'rev-list-forged',
    'A list by somebody else',
    'The list has the name of the issuer and is signed with another key.',
    'RFC 5280 §6.3.3 (g)',
    async (workshop) => {
      const root = await workshop.root();
      const leaf = await workshop.leaf(root);
      const list = await listOf(workshop, root, { signedBy: await workshop.key('stranger') });
      return { ...alone(workshop, leaf, [root.der]), lists: [list], withLists: 'refused' };
    },
  ],
]);
