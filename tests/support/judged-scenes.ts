// What programs are asked to accept or to refuse, as data: how each certificate and the authorities above it come about, and what it
// is shown as. `judged-material.ts` has the application's own authorities make all of it.
import type { DraftExtensions, DraftName, DraftSubtree } from '../../src/pki/draft/certificate-draft';

/** What is the matter with one. */
export type Wrong =
  | 'purpose'
  | 'purpose of its authority'
  | 'over'
  | 'not begun'
  | 'revoked'
  | 'its authority revoked'
  | 'list overdue'
  | 'no list'
  | 'path length'
  | 'critical extension'
  | 'permitted'
  | 'excluded';

export interface Scene {
  readonly title: string;
  /** Absent where nothing is. */
  readonly wrong?: Wrong;
  readonly profile: 'tls-server' | 'tls-client';
  readonly shownAs: 'server' | 'client';
  /** Beside the host that is asked for. */
  readonly names?: readonly DraftName[];
  /** Of its subject. */
  readonly organization?: string;
  /** Begins and ends, in minutes from now. */
  readonly lasts?: readonly [number, number];
  /** Of its own, beside those of its profile. */
  readonly own?: DraftExtensions['own'];
  /** What the authority is made with, beside what an intermediate has. */
  readonly authority?: Partial<DraftExtensions>;
  /** What its certificate is issued anew with, once it has signed: so comes about what the application does not sign. */
  readonly anew?: Partial<DraftExtensions>;
  /** The certificate is signed by one more authority, below that one. */
  readonly oneMore?: boolean;
  readonly revoked?: 'leaf' | 'authority';
  /** Of its authority; by default there is one of today. */
  readonly list?: 'none' | 'overdue';
}

export const HOST = 'app.test';

const server = { profile: 'tls-server', shownAs: 'server' } as const;
const room = (pathLength: number) => ({ basicConstraints: { critical: true, ca: true, pathLength } });
const purposes = (oid: string) => ({ extendedKeyUsage: { critical: false, purposes: [oid] } });
const organization = (value: string) => [{ type: '2.5.4.10', value }];

const usual: readonly Scene[] = [
  { title: 'a server', ...server },
  { title: 'a client', profile: 'tls-client', shownAs: 'client' },
  { title: 'a client, shown as a server', profile: 'tls-client', shownAs: 'server', wrong: 'purpose' },
  { title: 'a server, shown as a client', profile: 'tls-server', shownAs: 'client', wrong: 'purpose' },
  {
    title: 'its authority is for clients alone',
    ...{ ...server, wrong: 'purpose of its authority', authority: purposes('1.3.6.1.5.5.7.3.2') },
  },
  { title: 'over', ...server, wrong: 'over', lasts: [-50, -10] },
  // NSS lets a clock be a day off.
  { title: 'not begun', ...server, wrong: 'not begun', lasts: [2 * 1440, 3 * 1440] },
  { title: 'revoked', ...server, wrong: 'revoked', revoked: 'leaf' },
  {
    title: 'a client, revoked',
    ...{ profile: 'tls-client', shownAs: 'client', wrong: 'revoked', revoked: 'leaf' },
  },
  { title: 'its authority revoked', ...server, wrong: 'its authority revoked', revoked: 'authority' },
  { title: 'its list overdue', ...server, wrong: 'list overdue', list: 'overdue' },
  { title: 'no list of its authority', ...server, wrong: 'no list', list: 'none' },
  { title: 'as deep as the path may be', ...server, authority: room(1), oneMore: true },
  {
    title: 'deeper than the path may be',
    ...{ ...server, wrong: 'path length', authority: room(1), oneMore: true, anew: room(0) },
  },
  {
    title: 'a critical extension nobody knows',
    ...{ ...server, wrong: 'critical extension' },
    own: [{ oid: '1.3.6.1.4.1.55555.7', critical: true, value: { kind: 'der', hex: '0500' } }],
  },
];

/** Of each kind that the page edits: what is inside of `corp`, and what is inside of `else`. */
interface Constrained {
  readonly kind: string;
  readonly corp: DraftSubtree;
  readonly else: DraftSubtree;
  readonly inside: Pick<Scene, 'names' | 'organization'>;
  readonly outside: Pick<Scene, 'names' | 'organization'>;
}

const named = (kind: 'dns' | 'ip' | 'email' | 'uri', value: string) => ({ names: [{ kind, value }] });

const constrained: readonly Constrained[] = [
  {
    kind: 'DNS',
    corp: { kind: 'dns', base: 'test' },
    else: { kind: 'dns', base: 'else.example' },
    inside: named('dns', 'www.corp.test'),
    outside: named('dns', 'www.else.example'),
  },
  {
    kind: 'IP',
    corp: { kind: 'ip', base: '10.0.0.0/8' },
    else: { kind: 'ip', base: '192.0.2.0/24' },
    inside: named('ip', '10.1.2.3'),
    outside: named('ip', '192.0.2.7'),
  },
  {
    kind: 'email',
    corp: { kind: 'email', base: 'corp.test' },
    else: { kind: 'email', base: 'else.example' },
    inside: named('email', 'anna@corp.test'),
    outside: named('email', 'anna@else.example'),
  },
  {
    kind: 'URI',
    corp: { kind: 'uri', base: '.corp.test' },
    else: { kind: 'uri', base: '.else.example' },
    inside: named('uri', 'https://www.corp.test/'),
    outside: named('uri', 'https://www.else.example/'),
  },
  {
    kind: 'directory',
    corp: { kind: 'directory', attributes: organization('Corp') },
    else: { kind: 'directory', attributes: organization('Else') },
    inside: { organization: 'Corp' },
    outside: { organization: 'Else' },
  },
];

const limits = (permitted: readonly DraftSubtree[], excluded: readonly DraftSubtree[]) => ({
  nameConstraints: { critical: true, permitted, excluded },
});

const limited = ({ kind, corp, else: other, inside, outside }: Constrained): readonly Scene[] =>
  (['permitted', 'excluded'] as const).flatMap((wrong) => {
    const anew = wrong === 'permitted' ? limits([corp], []) : limits([], [other]);
    return [
      { title: `${kind} ${wrong}, kept to`, ...server, anew, ...inside },
      { title: `${kind} ${wrong}, breached`, ...server, wrong, anew, ...outside },
    ];
  });

export const scenes: readonly Scene[] = [...usual, ...constrained.flatMap(limited)];
