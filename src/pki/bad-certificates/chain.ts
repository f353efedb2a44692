/** The form most cases have: one root, perhaps an intermediate, one leaf; each of them sound, or with one change. */
import type { Bytes } from '../../codec/bytes';
import type { GeneralName } from '../../codec/general-name';
import type { BadCertificate } from './bad-certificate';
import type { Change } from './blueprint';
import type { KeyName } from './key-shelf';
import type { Site } from './site';
import type { Made, MadeChain, Workshop } from './workshop';

export interface ChainPlan {
  /** What is connected to; the site's host where absent. */
  readonly host?: string;
  /** Of the leaf; the site's where absent. */
  readonly names?: readonly GeneralName[];
  readonly root?: Change;
  /** There is none where absent. */
  readonly intermediate?: Change;
  /** How many authorities the root allows below it; as many as there are where absent. */
  readonly below?: number;
  readonly leaf?: Change;
  /** CommonName. */
  readonly leafName?: string;
  readonly rootKey?: KeyName;
  readonly leafKey?: KeyName;
  /** What the server sends; leaf and intermediate where absent. */
  readonly send?: (made: MadeParts) => readonly Bytes[];
}

interface MadeParts {
  readonly root: Bytes;
  readonly intermediates: readonly Bytes[];
  readonly leaf: Bytes;
}

/** Nothing about it is changed: the intermediate is there. */
export const plain: Change = (one) => one;

export function chain(plan: ChainPlan | ((site: Site) => ChainPlan)): BadCertificate['make'] {
  return async (workshop) => {
    const { site } = workshop;
    const wanted = typeof plan === 'function' ? plan(site) : plan;
    const { intermediate, below = intermediate === undefined ? 0 : 1 } = wanted;
    const root = await workshop.root({
      below,
      change: wanted.root,
      ...(wanted.rootKey !== undefined && { key: wanted.rootKey }),
    });
    const middle =
      intermediate === undefined ? undefined : await workshop.intermediate(root, { change: intermediate });
    const leaf = await workshop.leaf(middle ?? root, {
      change: wanted.leaf,
      names: wanted.names,
      ...(wanted.leafName !== undefined && { name: wanted.leafName }),
      ...(wanted.leafKey !== undefined && { key: wanted.leafKey }),
    });
    const parts: MadeParts = {
      root: root.der,
      intermediates: middle === undefined ? [] : [middle.der],
      leaf: leaf.der,
    };
    return {
      host: wanted.host ?? site.host,
      sent: wanted.send?.(parts) ?? [leaf.der, ...parts.intermediates],
      trusted: [root.der],
      key: leaf.blueprint.key,
    };
  };
}

/** A leaf that signs itself, and is trusted itself. */
export function selfSigned(change: Change): BadCertificate['make'] {
  return async (workshop) => {
    const leaf = await workshop.selfSigned({ change });
    return alone(workshop, leaf, [leaf.der]);
  };
}

export const alone = (workshop: Workshop, leaf: Made, trusted: readonly Bytes[]): MadeChain => ({
  host: workshop.site.host,
  sent: [leaf.der],
  trusted,
  key: leaf.blueprint.key,
});
