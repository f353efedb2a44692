// In the page: the contestants of `npm run bench -- rows`, each making the rows of one list of certificates.
import { CertificateRow } from '../../../src/codec/certificate-row';
import { distinguishedName } from '../../../src/codec/distinguished-name';
import { issue } from '../../../src/pki/issue';
import { generateKeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';
import { algorithm, at, COMMON_NAME, newAuthority } from '../page/order';
import { bareRow } from './bare-walk';
import type { Row } from './row';
import { rowByPkijs } from './row-by-pkijs';

export type RowContestant = 'walk' | 'ours' | 'pkijs';
/** Makes rows of `count` certificates. */
export type RowRace = (contestant: RowContestant, count: number) => void;

declare global {
  interface Window {
    rowRace?: RowRace;
  }
}

/** Enough that no cache of the processor holds all of them. */
const CERTIFICATES = 2000;

function rowByUs(der: Uint8Array<ArrayBuffer>): Row {
  const row = CertificateRow.of(der);
  if (row === undefined) throw new Error('No row');
  const { subject, issuer, notBefore, notAfter, names, keyUsage, serial } = row;
  return { subject, issuer, notBefore, notAfter, names, keyUsage, serial };
}

const makers: Readonly<Record<RowContestant, (der: Uint8Array<ArrayBuffer>) => Row>> = {
  walk: bareRow,
  ours: rowByUs,
  pkijs: rowByPkijs,
};

async function certificates(): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const issuer = await newAuthority();
  const { publicKey } = await generateKeyPair(algorithm, false);
  const { family } = algorithm.scheme;
  const made: Uint8Array<ArrayBuffer>[] = [];
  for (let i = 0; i < CERTIFICATES; i++) {
    const hosts = ['', 'www.', 'mail.', '*.'].map((label) => `${label}app-${i}.example.test`);
    const [first = ''] = hosts;
    const subject = {
      name: distinguishedName([{ type: COMMON_NAME, value: first }]),
      alternativeNames: hosts.map((value) => ({ kind: 'dns' as const, value })),
      ...{ publicKey, family },
    };
    made.push((await issue(profiles.tlsServer, subject, issuer, { at })).der);
  }
  return made;
}

async function prepare(): Promise<RowRace> {
  const list = await certificates();
  for (const der of list.slice(0, 20)) {
    const [wanted, ...others] = Object.values(makers).map((make) => JSON.stringify(make(der)));
    if (others.some((other) => other !== wanted))
      throw new Error(`Not one row: ${[wanted, ...others].join('\n')}`);
  }
  /** What was made last stays, so that making it is not optimised away. */
  const kept: Row[] = [];
  return (contestant, count) => {
    const make = makers[contestant];
    for (let i = 0; i < count; i++) {
      const der = list[i % list.length];
      if (der !== undefined) kept[i % list.length] = make(der);
    }
  };
}

window.rowRace = await prepare();
