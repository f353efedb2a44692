/**
 * What pkijs and asn1js see in extensions, in the words of `extension-text.ts`. Where pkijs keeps less than stands there
 * (reasons of a distribution point, ediPartyName), asn1js alone is asked, or nothing is claimed.
 */
import type { DistributionPoint, GeneralName, GeneralSubtree, RelativeDistinguishedNames } from 'pkijs';
import { toHex, type Bytes } from './bytes';
import { extensionOid, keyUsages, type ExtensionName } from './extension';
import { labelled } from './extension-text';
import { reasonFlags, revocationReasons } from './revocation-reason';

type Pkijs = typeof import('pkijs');

/** As much of an asn1js block as is asked for here: its own types differ by class. */
interface Block {
  readonly idBlock: { readonly tagClass: number; readonly tagNumber: number };
  readonly valueBlock: {
    readonly value?: unknown;
    readonly valueHexView?: Uint8Array;
    readonly unusedBits?: number;
  };
  toBER(): ArrayBuffer;
  toDate?(): Date;
}

interface ReadExtension {
  readonly extnID: string;
  readonly critical: boolean;
  readonly extnValue: { readonly valueBlock: { readonly valueHexView: Uint8Array } };
  readonly parsedValue?: unknown;
}

const isTagged = ({ idBlock }: Block, tag: number): boolean =>
  idBlock.tagClass === 3 && idBlock.tagNumber === tag;
/** Its magnitude: our own reader takes no negative one here. */
const integer = (block: Block): string =>
  view(block).length === 0 ? 'no number' : BigInt(`0x${toHex(view(block))}`).toString();
const octets = (buffer: ArrayBuffer | Uint8Array): Bytes => new Uint8Array(buffer);
/** Of a primitive: none. */
const children = ({ valueBlock: { value } }: Block): readonly Block[] =>
  Array.isArray(value) ? (value as readonly Block[]) : [];
const view = (block: Block): Uint8Array => block.valueBlock.valueHexView ?? new Uint8Array();

export function attributes(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => `${type}=${(value.valueBlock as { value: string }).value}`)
    .join('; ');
}

/** pkijs numbers the forms of GeneralName by their tags and types each value as `any`. */
function generalName(name: GeneralName): string {
  const value: unknown = name.value;
  switch (name.type) {
    case 0:
      return `other ${toHex(octets((value as Block).toBER()))}`;
    case 1:
      return `email ${String(value)}`;
    case 2:
      return `dns ${String(value)}`;
    case 4:
      return `directory ${attributes(value as RelativeDistinguishedNames)}`;
    case 6:
      return `uri ${String(value)}`;
    case 7:
      return `ip ${toHex(view(value as Block))}`;
    case 8:
      return `registered-id ${String(value)}`;
    default:
      return 'other';
  }
}

const names = (list: readonly GeneralName[]): string => list.map(generalName).join(', ');
const subtrees = (list: readonly GeneralSubtree[] | undefined): string =>
  (list ?? []).map(({ base }) => generalName(base)).join(', ');

const namedBits = (bits: Uint8Array, unused: number, all: readonly string[]): readonly string[] =>
  all.filter(
    (_, bit) => bit < 8 * bits.length - unused && ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0,
  );

/** Under an implicit tag asn1js sees contents of unknown type: the count of unused bits stands before the bits. */
const reasons = (contents: Uint8Array): string =>
  namedBits(contents.subarray(1), contents[0] ?? 0, reasonFlags).join(' ');

/** Names relative to the issuer pkijs cannot read. */
const pointName = (name: DistributionPoint['distributionPoint']) => ({
  at: Array.isArray(name) ? names(name) : undefined,
});

function qualifier(id: string, block: Block): string {
  if (id === '1.3.6.1.5.5.7.2.1') return `cps ${String(block.valueBlock.value)}`;
  if (id !== '1.3.6.1.5.5.7.2.2') return `${id} ${toHex(octets(block.toBER()))}`;
  const parts: { organization?: string; numbers?: string; text?: string } = {};
  for (const child of children(block)) {
    if (child.idBlock.tagNumber === 16) {
      const [organization, numbers] = children(child);
      parts.organization = String(organization?.valueBlock.value);
      if (numbers !== undefined) parts.numbers = children(numbers).map(integer).join(' ');
    } else parts.text = String(child.valueBlock.value);
  }
  return `notice ${labelled({ organization: parts.organization, numbers: parts.numbers, text: parts.text })}`;
}

/** Those that pkijs has a class for. */
function classText(pkijs: Pkijs, value: unknown, whole: () => Block): string | undefined {
  if (value instanceof pkijs.BasicConstraints) {
    // pkijs makes 0 of what is over 2^23.
    const length = children(whole()).find(({ idBlock }) => idBlock.tagNumber === 2);
    return `ca ${value.cA}, pathLength ${length === undefined ? 'none' : integer(length)}`;
  }
  if (value instanceof pkijs.ExtKeyUsage) return value.keyPurposes.join(', ');
  if (value instanceof pkijs.AltName) return names(value.altNames);
  if (value instanceof pkijs.NameConstraints)
    return `permitted ${subtrees(value.permittedSubtrees)}; excluded ${subtrees(value.excludedSubtrees)}`;
  if (value instanceof pkijs.AuthorityKeyIdentifier) {
    const { keyIdentifier, authorityCertIssuer, authorityCertSerialNumber: serial } = value;
    return labelled({
      key: keyIdentifier && toHex(keyIdentifier.valueBlock.valueHexView),
      issuer: authorityCertIssuer && names(authorityCertIssuer),
      serial: serial && toHex(serial.valueBlock.valueHexView),
    });
  }
  if (value instanceof pkijs.CRLDistributionPoints) {
    return value.distributionPoints
      .map((point) =>
        labelled({
          ...pointName(point.distributionPoint),
          reasons: point.reasons && reasons(point.reasons.valueBlock.valueHexView),
          issuer: point.cRLIssuer && names(point.cRLIssuer),
        }),
      )
      .join(' | ');
  }
  if (value instanceof pkijs.InfoAccess) {
    return value.accessDescriptions
      .map(({ accessMethod, accessLocation }) => `${accessMethod} ${generalName(accessLocation)}`)
      .join(', ');
  }
  if (value instanceof pkijs.CertificatePolicies) {
    return value.certificatePolicies
      .map(({ policyIdentifier, policyQualifiers = [] }) =>
        [
          policyIdentifier,
          ...policyQualifiers.map((one) => qualifier(one.policyQualifierId, one.qualifier as Block)),
        ].join(', '),
      )
      .join(' | ');
  }
  if (value instanceof pkijs.PolicyMappings) {
    return value.mappings
      .map(({ issuerDomainPolicy, subjectDomainPolicy }) => `${issuerDomainPolicy} is ${subjectDomainPolicy}`)
      .join(', ');
  }
  if (value instanceof pkijs.PolicyConstraints) {
    const [require, inhibit] = [0, 1].map((tag) => children(whole()).find((one) => isTagged(one, tag)));
    return labelled({ require: require && integer(require), inhibit: inhibit && integer(inhibit) });
  }
  if (value instanceof pkijs.IssuingDistributionPoint) {
    const flag = (set: boolean): string | undefined => (set ? 'yes' : undefined);
    // pkijs keeps the first octet of the reasons alone.
    const some = children(whole()).find((one) => isTagged(one, 3));
    return labelled({
      ...pointName(value.distributionPoint),
      user: flag(value.onlyContainsUserCerts),
      authority: flag(value.onlyContainsCACerts),
      reasons: some && reasons(view(some)),
      indirect: flag(value.indirectCRL),
      attribute: flag(value.onlyContainsAttributeCerts),
    });
  }
  return undefined;
}

/** Those that come back as bare asn1js blocks. */
const blockText: Readonly<Partial<Record<ExtensionName, (block: Block) => string>>> = {
  keyUsage: (block) => namedBits(view(block), block.valueBlock.unusedBits ?? 0, keyUsages).join(', '),
  subjectKeyIdentifier: (block) => toHex(view(block)),
  inhibitAnyPolicy: integer,
  tlsFeature: (block) => children(block).map(integer).join(', '),
  ocspNoCheck: (block) => (block.idBlock.tagNumber === 5 ? 'yes' : 'no NULL'),
  cRLNumber: integer,
  deltaCRLIndicator: integer,
  reasonCode(block) {
    const number = view(block)[0] ?? -1;
    return revocationReasons[number < 7 ? number : number - 1] ?? String(number);
  },
  invalidityDate: (block) => block.toDate?.().toISOString() ?? '',
};

const nameOf = new Map(Object.entries(extensionOid).map(([name, oid]) => [oid, name as ExtensionName]));

/** `2.5.29.19 critical, 2.5.29.17`. */
export const extensionList = (extensions: readonly ReadExtension[]): string =>
  extensions.map(({ extnID, critical }) => (critical ? `${extnID} critical` : extnID)).join(', ');

/** @param parse asn1js on octets */
export function extensionSheet(
  pkijs: Pkijs,
  extensions: readonly ReadExtension[],
  parse: (der: Uint8Array) => unknown,
): readonly (readonly [string, string])[] {
  return extensions.flatMap(({ extnID, extnValue, parsedValue }): (readonly [string, string])[] => {
    const value = extnValue.valueBlock.valueHexView;
    const name = nameOf.get(extnID);
    if (name === undefined) return [[extnID, toHex(value)]];
    const inBlock = blockText[name];
    const text =
      inBlock === undefined
        ? classText(pkijs, parsedValue, () => parse(value) as Block)
        : blockOf(parsedValue, inBlock);
    return text === undefined ? [] : [[name, text]];
  });
}

function blockOf(value: unknown, text: (block: Block) => string): string | undefined {
  const block = value as Block | null | undefined;
  return block?.valueBlock === undefined ? undefined : text(block);
}
