/** What the cases are about: the names somebody typed, one of them to connect to, and names that are made from it. */
import type { GeneralName } from '../../codec/general-name';
import type { PlannedName } from '../local-https';

export interface Site {
  /** The moment of making. */
  readonly at: Date;
  /** Names of every good leaf; those to connect to are among them. */
  readonly names: readonly GeneralName[];
  /** A host name to connect to. */
  readonly host: string;
  /** An address to connect to. */
  readonly address: string;
  /** A domain of two labels or more, for wildcards below it. */
  readonly zone: string;
  /** For the subject: the host, or as much of it as a CommonName holds. */
  readonly commonName: string;
}

const LOOPBACK = '127.0.0.1';
/** `ub-common-name` (RFC 5280 appendix A.1). */
const LONGEST_COMMON_NAME = 64;

export function siteOf(typed: readonly PlannedName[], at: Date): Site {
  const host =
    typed.find(({ kind, value }) => kind === 'dns' && !value.startsWith('*'))?.value ?? 'localhost';
  const address = typed.find(({ kind }) => kind === 'ip')?.value ?? LOOPBACK;
  const wanted: readonly GeneralName[] = [
    { kind: 'dns', value: host },
    ...typed,
    { kind: 'ip', value: address },
  ];
  const seen = new Set<string>();
  const names = wanted.filter((name) => {
    const identity = 'value' in name ? `${name.kind} ${name.value}` : '';
    return !seen.has(identity) && seen.add(identity).size > 0;
  });
  return {
    at,
    names,
    host,
    address,
    zone: host.includes('.') ? host : `app.${host}`,
    commonName: host.length <= LONGEST_COMMON_NAME ? host : 'Bad certificates: server',
  };
}
