/** A rule about one certificate of a path: what is broken, who says so, and which profile asks it first. */
import { extensionOid, type ExtensionName } from '../../codec/extension';
import type { FindingCode } from './finding';
import { valueIn, type Link } from './link';
import type { PathUnderCheck, RuleSet } from './path-request';

/** A link, and where it stands. */
export interface Place {
  readonly link: Link;
  readonly isLeaf: boolean;
  readonly isAnchor: boolean;
  /** Nobody stands above it in the path. */
  readonly isLast: boolean;
  /** Nor below. */
  readonly isAlone: boolean;
  readonly check: PathUnderCheck;
}

export interface LinkRule {
  readonly code: FindingCode;
  readonly citation: string;
  /** Profiles that have this set ask it. */
  readonly since: RuleSet;
  /** Facts of what is wrong; `undefined` where nothing is. */
  readonly broken: (place: Place) => readonly string[] | undefined;
}

export const when = (is: boolean, ...facts: readonly string[]): readonly string[] | undefined =>
  is ? facts : undefined;

export const extensionIn = ({ certificate }: Link, oid: string) =>
  certificate.extensions.find((extension) => extension.oid === oid);

export const criticalOf = (link: Link, name: ExtensionName): boolean | undefined =>
  extensionIn(link, extensionOid[name])?.critical;

export const isCa = (link: Link): boolean => valueIn(link, 'basicConstraints')?.ca === true;

export const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1';
