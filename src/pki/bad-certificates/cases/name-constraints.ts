/** Names that an authority may not sign (RFC 5280 §4.2.1.10), and constraints of the kinds that people get wrong. */
import { distinguishedName } from '../../../codec/distinguished-name';
import type { NameConstraints, Subtree } from '../../../codec/name-constraint';
import { localConstraints } from '../../local-authority';
import { inGroup } from '../bad-certificate';
import type { Change } from '../blueprint';
import { chain } from '../chain';
import { alternativeNames, having } from '../changes';

const CONSTRAINTS = 'RFC 5280 §4.2.1.10';
const COMMON_NAME = '2.5.4.3';

const permitting = (...permitted: readonly Subtree[]): Change => constrained({ permitted, excluded: [] });
const excluding = (...excluded: readonly Subtree[]): Change => constrained({ permitted: [], excluded });
const constrained = (constraints: NameConstraints, critical = true): Change =>
  having('nameConstraints', critical, constraints);

const everyAddress: readonly Subtree[] = [
  { kind: 'ip', base: '0.0.0.0/0' },
  { kind: 'ip', base: '::/0' },
];
const elsewhere: Subtree = { kind: 'dns', base: 'example.test' };

export const nameConstraintCases = inGroup('name-constraints', [
  [
    'nc-ok-critical',
    'Constraints that are kept',
    'Nothing: the root may sign exactly the names that are there.',
    CONSTRAINTS,
    chain(({ names }) => ({ root: constrained(localConstraints(names)) })),
  ],
  [
    'nc-ok-noncritical',
    'Constraints that are not critical, kept',
    'The name constraints are not marked critical; they must be.',
    CONSTRAINTS,
    chain(({ names }) => ({ root: constrained(localConstraints(names), false) })),
  ],
  [
    'nc-leading-dot',
    'A constraint with a leading dot',
    'The root permits .zone, a form of URIs; many read it as everything below the zone.',
    CONSTRAINTS,
    chain(({ zone }) => ({
      host: `a.${zone}`,
      root: permitting({ kind: 'dns', base: `.${zone}` }),
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `a.${zone}` }),
    })),
  ],
  [
    'nc-leading-dot-exact',
    'A leading dot, and the zone itself',
    'The root permits .zone, and the certificate is for the zone itself.',
    CONSTRAINTS,
    chain(({ zone }) => ({
      host: zone,
      root: permitting({ kind: 'dns', base: `.${zone}` }),
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: zone }),
    })),
  ],
  [
    'nc-violation-dns',
    'A host outside',
    'The root permits example.test alone, and the certificate is for another host.',
    CONSTRAINTS,
    chain(({ host }) => ({
      root: permitting(elsewhere, ...everyAddress),
      leaf: alternativeNames({ kind: 'dns', value: host }),
    })),
  ],
  [
    'nc-violation-ip',
    'An address outside',
    'The root permits the host and 198.51.100.0/24, and the certificate has another address.',
    CONSTRAINTS,
    chain(({ host, address }) => ({
      root: permitting({ kind: 'dns', base: host }, { kind: 'ip', base: '198.51.100.0/24' }),
      leaf: alternativeNames({ kind: 'dns', value: host }, { kind: 'ip', value: address }),
    })),
  ],
  [
    'nc-excluded-dns',
    'A host that is excluded',
    'The root excludes exactly the host that is there.',
    CONSTRAINTS,
    chain(({ host }) => ({ root: excluding({ kind: 'dns', base: host }) })),
  ],
  [
    'nc-excluded-above',
    'A zone that is excluded',
    'The root excludes the zone that the host lies in.',
    CONSTRAINTS,
    chain(({ zone }) => ({
      host: `a.${zone}`,
      root: excluding({ kind: 'dns', base: zone }),
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `a.${zone}` }),
    })),
  ],
  [
    'nc-excluded-ip',
    'An address that is excluded',
    'The root excludes every IPv4 address, and the certificate has one.',
    CONSTRAINTS,
    chain(({ host }) => ({
      root: excluding({ kind: 'ip', base: '0.0.0.0/0' }),
      leaf: alternativeNames({ kind: 'dns', value: host }, { kind: 'ip', value: '127.0.0.1' }),
    })),
  ],
  [
    'nc-violation-noncritical',
    'A host outside, not critical',
    'The root permits example.test alone, in an extension that is not critical: it binds all the same.',
    CONSTRAINTS,
    chain(({ host }) => ({
      root: constrained({ permitted: [elsewhere, ...everyAddress], excluded: [] }, false),
      leaf: alternativeNames({ kind: 'dns', value: host }),
    })),
  ],
  [
    'nc-intermediate',
    'A host outside the intermediate',
    'The intermediate authority permits example.test alone, and the certificate is for another host.',
    CONSTRAINTS,
    chain(({ host }) => ({
      intermediate: permitting(elsewhere, ...everyAddress),
      leaf: alternativeNames({ kind: 'dns', value: host }),
    })),
  ],
  [
    'nc-second-name',
    'One name of two outside',
    'The root permits the host; the certificate has the host and example.test.',
    CONSTRAINTS,
    chain(({ host }) => ({
      root: permitting({ kind: 'dns', base: host }),
      leaf: alternativeNames({ kind: 'dns', value: host }, { kind: 'dns', value: 'example.test' }),
    })),
  ],
  [
    'nc-directory',
    'A subject outside',
    'The root permits directory names below another common name, and the subject is not one of them.',
    CONSTRAINTS,
    chain({
      root: permitting({
        kind: 'directory',
        name: distinguishedName([{ type: COMMON_NAME, value: 'Somebody else' }]),
      }),
    }),
  ],
  [
    'nc-cn-freetext',
    'Constraints, and a common name in words',
    'Nothing: the names are permitted, and the common name is no host.',
    CONSTRAINTS,
    chain(({ names }) => ({ root: constrained(localConstraints(names)), leafName: 'My dev certificate' })),
  ],
]);
