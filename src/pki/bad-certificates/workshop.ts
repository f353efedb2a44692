/** Where chains are put together: roots, what they sign, and what of it a server sends and a client trusts. */
import type { Bytes } from '../../codec/bytes';
import { encodeCertificate } from '../../codec/certificate';
import type { GeneralName } from '../../codec/general-name';
import type { Blueprint, Change } from './blueprint';
import { intermediateBlueprint, leafBlueprint, rootBlueprint, selfSignedBlueprint } from './blueprint';
import type { KeyName, KeyShelf, ShelfKey } from './key-shelf';
import { encodeRawTbs } from './raw-certificate';
import type { Site } from './site';

/** A certificate with what it was made from. */
export interface Made {
  readonly der: Bytes;
  readonly blueprint: Blueprint;
}

export interface MadeChain {
  /** What a client connects to. */
  readonly host: string;
  /** As the server sends it, its own first. */
  readonly sent: readonly Bytes[];
  /** What the client under test is to trust: `ca.pem`. */
  readonly trusted: readonly Bytes[];
  readonly key: ShelfKey;
  /** Lists of revoked certificates, for clients that are given one. */
  readonly lists?: readonly Bytes[];
  /** What a client must say that was given those. */
  readonly withLists?: 'accepted' | 'refused';
}

interface Wish {
  readonly key?: KeyName;
  readonly change?: Change | undefined;
  /** How many authorities may stand below it. */
  readonly below?: number;
  /** CommonName; of a leaf, its host. */
  readonly name?: string;
}

interface LeafWish extends Wish {
  readonly names?: readonly GeneralName[] | undefined;
}

const unchanged: Change = (one) => one;

export class Workshop {
  readonly site: Site;
  readonly #shelf: KeyShelf;
  /** Ends the names of its authorities: no two cases have a root of one name, which would confuse clients that remember. */
  readonly #tag: string;

  constructor(site: Site, shelf: KeyShelf, tag: string) {
    this.site = site;
    this.#shelf = shelf;
    this.#tag = tag;
  }

  key(name: KeyName): Promise<ShelfKey> {
    return this.#shelf.key(name);
  }

  async root({ key = 'root', change = unchanged, below = 0, name = 'root' }: Wish = {}): Promise<Made> {
    const blueprint = rootBlueprint(this.#named(name), await this.key(key), this.site.at, below);
    return finish(change(blueprint, blueprint));
  }

  async intermediate(
    above: Made,
    { key = 'intermediate', change = unchanged, below = 0, name = 'intermediate' }: Wish = {},
  ): Promise<Made> {
    const shelfKey = await this.key(key);
    const blueprint = intermediateBlueprint(
      above.blueprint,
      this.#named(name),
      shelfKey,
      this.site.at,
      below,
    );
    return finish(change(blueprint, above.blueprint), above.blueprint);
  }

  async leaf(above: Made, { key = 'leaf', change = unchanged, name, names }: LeafWish = {}): Promise<Made> {
    const { site } = this;
    const shelfKey = await this.key(key);
    const blueprint = leafBlueprint(
      above.blueprint,
      shelfKey,
      site.at,
      name ?? site.commonName,
      names ?? site.names,
    );
    return finish(change(blueprint, above.blueprint), above.blueprint);
  }

  async selfSigned({ key = 'leaf', change = unchanged, name, names }: LeafWish = {}): Promise<Made> {
    const { site } = this;
    const shelfKey = await this.key(key);
    const blueprint = selfSignedBlueprint(shelfKey, site.at, name ?? site.commonName, names ?? site.names);
    return finish(change(blueprint, blueprint));
  }

  #named(role: string): string {
    return `Bad certificates, ${this.#tag}: ${role}`;
  }
}

/** Signs it: with the key of whoever it says, unless it says otherwise. */
async function finish(blueprint: Blueprint, above: Blueprint = blueprint): Promise<Made> {
  const { scheme, signature, beside = signature, signedBy = above.key } = blueprint;
  const written = encodeRawTbs(blueprint);
  const tbs = blueprint.spoilTbs?.(written) ?? written;
  const value = await signedBy.sign(scheme, tbs);
  const der = encodeCertificate(tbs, beside, blueprint.spoilSignature?.(value, tbs) ?? value);
  return { der: blueprint.spoil?.(der) ?? der, blueprint };
}
