/** What each certificate of a path must be, whatever stands around it. */
import { certificateRules } from './certificate-rules';
import { criticalityRules } from './criticality-rules';
import { emailRules } from './email-rules';
import { extensionRules } from './extension-rules';
import type { Finding } from './finding';
import type { Link } from './link';
import type { LinkRule, Place } from './link-rule';
import { asks, type PathUnderCheck } from './path-request';
import { purposeRules } from './purpose-rules';
import { strictRules } from './strict-rules';

const linkRules: readonly LinkRule[] = [
  ...certificateRules,
  ...extensionRules,
  ...criticalityRules,
  ...purposeRules,
  ...emailRules,
  ...strictRules,
];

/** What is wrong with each link of a path by itself. One search asks it of the same links over and over: each is answered once. */
export class LinkChecks {
  readonly #known = new Map<Link, Map<string, readonly Omit<Finding, 'at'>[]>>();

  findings(check: PathUnderCheck): readonly Finding[] {
    const last = check.path.length - 1;
    return check.path.flatMap((link, at) => {
      const isAnchor = check.anchored && at === last;
      // A name and a key break no rule. A leaf that is its own anchor is asked for what a leaf is.
      if (isAnchor && at > 0 && check.anchorConstraints === 'none') return [];
      const place = { link, isLeaf: at === 0, isAnchor, isLast: at === last, isAlone: last === 0, check };
      return this.#broken(place).map((finding) => ({ ...finding, at }));
    });
  }

  #broken(place: Place): readonly Omit<Finding, 'at'>[] {
    const { link, isLeaf, isAnchor, isLast, isAlone, check } = place;
    const role = [isLeaf, isAnchor, isLast, isAlone].join();
    const ofLink = this.#known.get(link) ?? new Map<string, readonly Omit<Finding, 'at'>[]>();
    this.#known.set(link, ofLink);
    const known = ofLink.get(role);
    if (known !== undefined) return known;
    const findings = linkRules.flatMap(({ code, citation, since, broken }) => {
      const facts = asks(check.profile, since) ? broken(place) : undefined;
      return facts === undefined ? [] : [{ code, citation, facts }];
    });
    ofLink.set(role, findings);
    return findings;
  }
}
