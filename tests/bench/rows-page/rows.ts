// In the page: the contestants of `npm run bench -- rows`, each making the rows of one list of certificates.
import { toHex } from '../../../src/codec/bytes';
import { CertificateRow } from '../../../src/codec/certificate-row';
import { distinguishedName } from '../../../src/codec/distinguished-name';
import { encodePem } from '../../../src/codec/pem';
import { issue } from '../../../src/pki/issue';
import { generateKeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';
import { algorithm, at, COMMON_NAME, newAuthority } from '../page/order';
import { bareRow } from './bare-walk';
import { fromPemByPkijs, fromPemByUs, type Fingerprinted } from './from-pem';
import type { Row } from './row';
import { rowByJsrsasign } from './row-by-jsrsasign';
import { rowByPkijs } from './row-by-pkijs';

export type RowContestant = 'walk' | 'ours' | 'pkijs' | 'jsrsasign';
export type PemContestant = 'pem-ours' | 'pem-pkijs';
/** Makes rows of `count` certificates; of a text of PEM with fingerprints. */
export type RowRace = (contestant: RowContestant | PemContestant, count: number) => Promise<void>;

declare global {
  interface Window {
    rowRace?: RowRace;
  }
}

/** The longest list there is a promise for; no cache of the processor holds all of them. */
const CERTIFICATES = 10_000;

function rowByUs(der: Uint8Array<ArrayBuffer>): Row {
  const row = CertificateRow.of(der);
  if (row === undefined) throw new Error('No row');
  const { subject, issuer, notBefore, notAfter, names, keyUsage, serial } = row;
  return { subject, issuer, notBefore, notAfter, names, keyUsage, serial };
}

interface Certificate {
  readonly der: Uint8Array<ArrayBuffer>;
  readonly hex: string;
  readonly pem: string;
}

const makers: Readonly<Record<RowContestant, (certificate: Certificate) => Row>> = {
  walk: ({ der }) => bareRow(der),
  ours: ({ der }) => rowByUs(der),
  pkijs: ({ der }) => rowByPkijs(der),
  jsrsasign: ({ hex }) => rowByJsrsasign(hex),
};
const fromPem: Readonly<Record<PemContestant, (text: string) => Promise<readonly Fingerprinted[]>>> = {
  'pem-ours': fromPemByUs,
  'pem-pkijs': fromPemByPkijs,
};
const isFromPem = (contestant: RowContestant | PemContestant): contestant is PemContestant =>
  contestant in fromPem;

async function certificates(): Promise<readonly Certificate[]> {
  const issuer = await newAuthority();
  const { publicKey } = await generateKeyPair(algorithm, false);
  const { family } = algorithm.scheme;
  const made: Certificate[] = [];
  for (let i = 0; i < CERTIFICATES; i++) {
    const hosts = ['', 'www.', 'mail.', '*.'].map((label) => `${label}app-${i}.example.test`);
    const [first = ''] = hosts;
    const subject = {
      name: distinguishedName([{ type: COMMON_NAME, value: first }]),
      alternativeNames: hosts.map((value) => ({ kind: 'dns' as const, value })),
      ...{ publicKey, family },
    };
    const { der } = await issue(profiles.tlsServer, subject, issuer, { at });
    made.push({ der, hex: toHex(der), pem: encodePem('CERTIFICATE', der) });
  }
  return made;
}

async function prepare(): Promise<RowRace> {
  const list = await certificates();
  for (const certificate of list.slice(0, 20)) {
    const [wanted, ...others] = Object.values(makers).map((make) => JSON.stringify(make(certificate)));
    if (others.some((other) => other !== wanted))
      throw new Error(`Not one row: ${[wanted, ...others].join('\n')}`);
  }
  const texts = new Map<number, string>();
  /** The first `count`, each of them another: the same octets twice would be one thing. */
  const textOf = (count: number): string => {
    const text =
      texts.get(count) ??
      list
        .slice(0, count)
        .map(({ pem }) => pem)
        .join('');
    texts.set(count, text);
    return text;
  };
  const few = textOf(20);
  const [ours, theirs] = await Promise.all([fromPemByUs(few), fromPemByPkijs(few)]);
  const shown = (rows: readonly Fingerprinted[]): string =>
    rows
      .map(({ sha256, row }) => `${toHex(sha256 ?? new Uint8Array())} ${row.serial} ${row.names.join()}`)
      .join('\n');
  if (ours.length !== 20 || shown(ours) !== shown(theirs)) throw new Error('Not the same rows from PEM');
  /** What was made last stays, so that making it is not optimised away. */
  const kept: Row[] = [];
  return async (contestant, count) => {
    if (isFromPem(contestant)) {
      const rows = await fromPem[contestant](textOf(count));
      if (rows.length !== count) throw new Error(`${rows.length} rows of ${count}`);
      return;
    }
    const make = makers[contestant];
    for (let i = 0; i < count; i++) {
      const certificate = list[i % list.length];
      if (certificate !== undefined) kept[i % list.length] = make(certificate);
    }
  };
}

window.rowRace = await prepare();
