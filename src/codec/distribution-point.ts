/**
 * Where lists of revoked certificates are (RFC 5280 §4.2.1.13) and what a list covers (§5.2.5). A name relative to the
 * issuer is carried as octets: nobody has ever written one.
 */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';
import { row } from './extension-row';
import { readGeneralNames, writeGeneralNames, type GeneralName } from './general-name';
import { Malformed } from './malformed';
import { readReasonFlags, writeReasonFlags, type ReasonFlag } from './revocation-reason';
import * as Tag from './tag';

export interface DistributionPointName {
  readonly fullName?: readonly GeneralName[];
  /** Contents of nameRelativeToCRLIssuer. */
  readonly relativeName?: Bytes;
}

export interface DistributionPoint extends DistributionPointName {
  /** Absent: the list covers every reason. */
  readonly reasons?: readonly ReasonFlag[];
  /** Where somebody else than the certificate's issuer signs the list. */
  readonly crlIssuer?: readonly GeneralName[];
}

export interface IssuingDistributionPoint extends DistributionPointName {
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorityCertificates: boolean;
  readonly onlySomeReasons?: readonly ReasonFlag[];
  readonly indirect: boolean;
  readonly onlyAttributeCertificates: boolean;
}

const NAME = Tag.explicit(0);
const FULL_NAME = Tag.explicit(0);
const RELATIVE_NAME = Tag.explicit(1);
const MAX_POINTS = 1000;

/** DistributionPointName is a CHOICE, so the tag around it is explicit (X.680 §31.2.7). */
function writeName(writer: DerWriter, { fullName, relativeName }: DistributionPointName): void {
  if (fullName !== undefined) {
    writer.constructed(NAME, () =>
      writer.constructed(FULL_NAME, () => {
        writeGeneralNames(writer, fullName);
      }),
    );
  } else if (relativeName !== undefined) {
    writer.constructed(NAME, () => writer.constructed(RELATIVE_NAME, () => writer.raw(relativeName)));
  }
}

function readName(sequence: DerReader): DistributionPointName {
  if (sequence.peek() !== NAME) return {};
  const wrapped = sequence.enter(NAME);
  const full = wrapped.peek() === FULL_NAME;
  const name = full
    ? { fullName: readGeneralNames(wrapped.enter(FULL_NAME)) }
    : { relativeName: DerReader.own(wrapped.contents(RELATIVE_NAME)) };
  wrapped.finish();
  return name;
}

function writePoint(writer: DerWriter, point: DistributionPoint): void {
  const { fullName, relativeName, reasons, crlIssuer, ...rest } = point;
  rest satisfies Record<string, never>;
  writer.sequence(() => {
    writeName(writer, {
      ...(fullName !== undefined && { fullName }),
      ...(relativeName !== undefined && { relativeName }),
    });
    if (reasons !== undefined) writeReasonFlags(writer, reasons, Tag.implicit(1));
    if (crlIssuer !== undefined) {
      writer.constructed(Tag.explicit(2), () => {
        writeGeneralNames(writer, crlIssuer);
      });
    }
  });
}

function readPoint(reader: DerReader): DistributionPoint {
  const sequence = reader.sequence();
  const name = readName(sequence);
  const reasons =
    sequence.peek() === Tag.implicit(1) ? readReasonFlags(sequence, Tag.implicit(1)) : undefined;
  const issuer = sequence.optionalExplicit(2);
  const crlIssuer = issuer === undefined ? undefined : readGeneralNames(issuer);
  sequence.finish();
  return {
    ...name,
    ...(reasons !== undefined && { reasons }),
    ...(crlIssuer !== undefined && { crlIssuer }),
  };
}

function writeIssuingPoint(writer: DerWriter, point: IssuingDistributionPoint): void {
  const { onlyUserCertificates, onlyAuthorityCertificates, onlyAttributeCertificates, ...others } = point;
  const { fullName, relativeName, onlySomeReasons, indirect, ...rest } = others;
  rest satisfies Record<string, never>;
  // Every flag is DEFAULT FALSE, and DER leaves out a default.
  const flag = (number: number, set: boolean): void => {
    if (set) writer.primitive(Tag.implicit(number), new Uint8Array([0xff]));
  };
  writer.sequence(() => {
    writeName(writer, {
      ...(fullName !== undefined && { fullName }),
      ...(relativeName !== undefined && { relativeName }),
    });
    flag(1, onlyUserCertificates);
    flag(2, onlyAuthorityCertificates);
    if (onlySomeReasons !== undefined) writeReasonFlags(writer, onlySomeReasons, Tag.implicit(3));
    flag(4, indirect);
    flag(5, onlyAttributeCertificates);
  });
}

function readIssuingPoint(reader: DerReader): IssuingDistributionPoint {
  const sequence = reader.sequence();
  const name = readName(sequence);
  const flag = (number: number): boolean => {
    if (sequence.peek() !== Tag.implicit(number)) return false;
    const { offset } = sequence;
    const [octet, more] = sequence.contents();
    if (more !== undefined || (octet !== 0 && octet !== 0xff)) throw new Malformed('bad-boolean', offset);
    return octet === 0xff;
  };
  const onlyUserCertificates = flag(1);
  const onlyAuthorityCertificates = flag(2);
  const onlySomeReasons =
    sequence.peek() === Tag.implicit(3) ? readReasonFlags(sequence, Tag.implicit(3)) : undefined;
  const indirect = flag(4);
  const onlyAttributeCertificates = flag(5);
  sequence.finish();
  return {
    ...name,
    onlyUserCertificates,
    onlyAuthorityCertificates,
    ...(onlySomeReasons !== undefined && { onlySomeReasons }),
    indirect,
    onlyAttributeCertificates,
  };
}

export const crlDistributionPoints = row<readonly DistributionPoint[]>({
  oid: '2.5.29.31',
  write(writer, points) {
    writer.sequence(() => {
      for (const point of points) writePoint(writer, point);
    });
  },
  read(reader) {
    const list = reader.sequence();
    const points: DistributionPoint[] = [];
    while (!list.done) {
      if (points.length >= MAX_POINTS) throw new Malformed('too-large', list.offset);
      points.push(readPoint(list));
    }
    return points;
  },
});

export const issuingDistributionPoint = row<IssuingDistributionPoint>({
  oid: '2.5.29.28',
  write: writeIssuingPoint,
  read: readIssuingPoint,
});
