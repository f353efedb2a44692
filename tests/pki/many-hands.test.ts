// Servers of a manifest made by several hands: this thread's own, and those behind a port, which may come late, never, or fail.
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../src/codec/certificate';
import { zipMembers } from '../../src/codec/zip-reader';
import { joinZips } from '../../src/codec/zip-join';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { PkiError } from '../../src/pki/error';
import { selfIssue } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import type { LeafOrder } from '../../src/pki/manifest/leaf';
import { beginLeaves, type BegunLeaves, type HelpingHand } from '../../src/pki/manifest/many-hands';
import { accepted } from '../../src/pki/name';
import { profiles } from '../../src/pki/profile';
import { handBehind, lendHand } from '../../src/worker/manifest-hand';

const at = new Date('2026-11-22T12:00:00Z');
const COUNT = 150;

async function workplace(hands: readonly HelpingHand[]) {
  const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
  const name = distinguishedName([{ type: '2.5.4.3', value: 'Root' }]);
  const { issued, issuer } = await selfIssue(profiles.rootCa, name, keys, { at });
  const signers = new Map([
    ['root', { issuer, notAfter: issued.intended.validity.notAfter, chain: [issued.der] }],
  ]);
  return { signers, at, hands };
}

const orders = Array.from({ length: COUNT }, (_, i): LeafOrder => ({
  entry: {
    names: [accepted('dns', `n${i}.test`, `n${i}.test`)],
    ...{ signedBy: 'root', key: 'ec-p256', days: 90, organization: '' },
  },
  ...{ second: false, serialNumber: undefined, password: '', folder: `servers/n${i}.test` },
}));
const wanted = orders.map((_, i) => `n${i}.test`);

function making() {
  const controller = new AbortController();
  const told: number[] = [];
  const progress = (done: number) => {
    told.push(done);
  };
  return { controller, told, making: { signal: controller.signal, progress } };
}

/** Two ends, as between two workers; Node's ports keep the process up until they are closed. */
async function withPort(use: (asking: MessagePort, helping: MessagePort) => Promise<void>): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  try {
    await use(port1, port2);
  } finally {
    port1.close();
  }
}

async function identities({ leaves }: BegunLeaves): Promise<readonly string[]> {
  return (await leaves).map(({ made }) => made.identity);
}

/** Of the chains in the archive's parts, put together. */
async function packedFolders({ packed }: BegunLeaves): Promise<readonly string[]> {
  const members = zipMembers(joinZips(await Promise.all(packed)));
  if (!members.ok) throw members.error;
  return members.value.map(({ path }) => path).filter((path) => path.endsWith('/fullchain.pem'));
}

describe('several hands', () => {
  it('make what was ordered, in its order, whoever makes which', async () => {
    await withPort(async (asking, helping) => {
      lendHand(helping);
      let helped = 0;
      const help: HelpingHand = async (signers, moment) => {
        const hand = await handBehind(asking)(signers, moment);
        return (some) => {
          helped += some.length;
          return hand(some);
        };
      };
      const { told, making: how } = making();
      const begun = beginLeaves(orders, await workplace([help]), how);
      expect(await identities(begun)).toEqual(wanted);
      expect(await packedFolders(begun)).toEqual(
        orders.map(({ folder }) => `certwright/${folder}/fullchain.pem`),
      );
      const parsed = (await begun.leaves).map(({ der }) => parseCertificate(der));
      expect(parsed.every(({ ok }) => ok)).toBe(true);
      expect(helped).toBeGreaterThan(0);
      expect(helped).toBeLessThan(COUNT);
      expect(told.at(-1)).toBe(COUNT);
    });
  });

  it('do without the one that never comes', async () => {
    await withPort(async (asking) => {
      const begun = beginLeaves(orders, await workplace([handBehind(asking)]), making().making);
      expect(await identities(begun)).toEqual(wanted);
    });
  });

  it('hand over nothing more once one has failed, and say why', async () => {
    const failing: HelpingHand = () =>
      Promise.resolve(() => Promise.reject(new PkiError('proof-failed', ['own reader: subject'])));
    const { leaves } = beginLeaves(orders, await workplace([failing]), making().making);
    await expect(leaves).rejects.toMatchObject({
      code: 'proof-failed',
      facts: ['own reader: subject'],
    });
  });

  it('say across a port what went wrong there', async () => {
    await withPort(async (asking, helping) => {
      lendHand(helping);
      const hand = await handBehind(asking)(new Map(), at);
      await expect(hand(orders.slice(0, 1))).rejects.toMatchObject({ code: 'not-found', facts: ['root'] });
    });
  });

  it('rest when they are told to, also while one has not answered', async () => {
    const silent: HelpingHand = () => Promise.resolve(() => new Promise(() => undefined));
    const { controller, making: how } = making();
    const { leaves, packed } = beginLeaves(orders, await workplace([silent]), how);
    controller.abort();
    await expect(packed.at(-1)).rejects.toThrow(/abort/i);
    await expect(leaves).rejects.toThrow(/abort/i);
  });
});
