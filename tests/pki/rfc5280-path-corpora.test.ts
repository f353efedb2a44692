// Path validation against the suites of other projects: every verdict is theirs, or listed with the reason why not, and one
// that is listed and agrees fails too.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import type { Bytes } from '../../src/codec/bytes';
import { verify } from '../../src/pki/verify/path';
import type { PathProfile, PathRequest } from '../../src/pki/verify/path-request';
import type { ReferenceName } from '../../src/pki/verify/reference-name';
import { describeWithShared } from '../support/shared';

interface PathCase {
  readonly id: string;
  readonly desc: string;
  readonly trusted: readonly string[];
  readonly untrusted: readonly string[];
  readonly leaf: string;
  readonly time: number | null;
  readonly kind: 'server' | 'client' | 'any';
  readonly names: readonly { readonly kind: 'DNS' | 'IP' | 'RFC822'; readonly value: string }[];
  readonly eku: readonly string[];
  readonly maxDepth: number | null;
  readonly crls: readonly string[];
  readonly policy?: {
    readonly explicit: boolean;
    readonly mapInhibit: boolean;
    readonly anyInhibit: boolean;
    readonly set?: readonly string[];
  };
  readonly expect: 'SUCCESS' | 'FAILURE';
}

interface Expectations {
  /** Case → why we say something else. */
  readonly differs: Readonly<Record<string, string>>;
}

const expectations = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/path-exceptions.json'), 'utf8'),
) as Expectations;

const purposes: Readonly<Record<string, string>> = {
  serverAuth: '1.3.6.1.5.5.7.3.1',
  clientAuth: '1.3.6.1.5.5.7.3.2',
};
const kinds = { DNS: 'dns', IP: 'ip', RFC822: 'email' } as const;
/** Whoever verifies a server's or a client's certificate asks for that purpose, whether the case says so or not. */
const purposeOf = { server: ['serverAuth'], client: ['clientAuth'], any: [] } as const;

const bytes = (base64: string): Bytes => new Uint8Array(Buffer.from(base64, 'base64'));

/** How a description speaks of the CA/B Forum's requirements. */
const BASELINE_REQUIREMENTS = /\bCABF\b|CA\/B|Baseline Requirements/;

/**
 * Limbo's own words: `rfc5280::` is the RFC, the rest what is asked of public servers. Where a case says of itself that it is about the
 * CA/B Forum's requirements it is held against them, and else against what browsers check. BetterTLS refuses SHA-1, and the others test the
 * algorithm of §6 alone.
 */
function profileOf(suite: string, { id, desc }: PathCase): PathProfile {
  if (suite === 'bettertls-pathbuilding') return 'rfc5280';
  if (suite !== 'limbo') return 'path';
  if (['rfc5280::', 'pathlen::', 'crl::'].some((prefix) => id.startsWith(prefix))) return 'rfc5280';
  return BASELINE_REQUIREMENTS.test(desc) ? 'web-pki' : 'browsers';
}

function requestOf(suite: string, one: PathCase): PathRequest {
  const { policy } = one;
  const asked = [...purposeOf[one.kind], ...one.eku].map((name) => purposes[name] ?? name);
  return {
    leaf: bytes(one.leaf),
    intermediates: one.untrusted.map(bytes),
    anchors: one.trusted.map(bytes),
    at: new Date(one.time === null ? Date.now() : one.time * 1000),
    profile: profileOf(suite, one),
    names: one.names.map(({ kind, value }): ReferenceName => ({ kind: kinds[kind], value })),
    purposes: [...new Set(asked)],
    ...(one.maxDepth !== null && { maxIntermediates: one.maxDepth }),
    ...(asksForStatus(suite, one) && {
      revocation: { lists: one.crls.map(bytes), responses: [], demand: 'all' },
    }),
    ...(policy !== undefined && {
      policy: {
        explicit: policy.explicit,
        inhibitMapping: policy.mapInhibit,
        inhibitAny: policy.anyInhibit,
        acceptable: policy.set ?? [],
      },
    }),
  };
}

/** PKITS asks for the status of every certificate; the other suites give lists where they mean to. */
const asksForStatus = (suite: string, { crls }: PathCase): boolean => suite === 'pkits' || crls.length > 0;

const suites = ['limbo', 'bettertls-pathbuilding', 'bettertls-nameconstraints', 'libressl-certs', 'pkits'];

describeWithShared('corpora/path', 'paths of other projects', (file) => {
  it.each(suites)('%s', async (suite) => {
    const cases = gunzipSync(readFileSync(file(`${suite}.jsonl.gz`)))
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as PathCase);
    const count = { right: 0, 'wrongly accepted': 0, 'wrongly refused': 0, 'cannot be expressed': 0 };
    const surprises: string[] = [];
    for (const one of cases) {
      const { trusted, findings } = await verify(requestOf(suite, one));
      const right = trusted === (one.expect === 'SUCCESS');
      count[right ? 'right' : trusted ? 'wrongly accepted' : 'wrongly refused']++;
      const listed = Object.hasOwn(expectations.differs, one.id);
      if (right === listed)
        surprises.push(
          `${one.id}: ${trusted ? 'accepted' : `refused for ${findings.map(({ code, at, facts }) => `${code}@${at} ${facts.join()}`).join('; ')}`}`,
        );
    }
    console.log(suite, count);
    expect(surprises).toEqual([]);
  });
});
