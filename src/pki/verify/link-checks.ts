/** What each certificate of a path must be, whatever stands around it. */
import { certificateRules } from './certificate-rules';
import { criticalityRules } from './criticality-rules';
import { extensionRules } from './extension-rules';
import type { Finding } from './finding';
import { asks, type PathUnderCheck } from './path-request';

const linkRules = [...certificateRules, ...extensionRules, ...criticalityRules];

/** What is wrong with each link of a path by itself. */
export function linkFindings(check: PathUnderCheck): readonly Finding[] {
  const last = check.path.length - 1;
  const asked = linkRules.filter(({ since }) => asks(check.profile, since));
  return check.path.flatMap((link, at) =>
    asked.flatMap(({ code, citation, broken }) => {
      const facts = broken({ link, isLeaf: at === 0, isAnchor: check.anchored && at === last, check });
      return facts === undefined ? [] : [{ code, at, citation, facts }];
    }),
  );
}
