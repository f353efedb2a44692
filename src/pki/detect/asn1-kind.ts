/**
 * What a DER or BER document is, told by its outermost structure alone: what is damaged further in is still that kind of
 * thing, and the reader of that kind says where it breaks. RFC 5280, 2986, 5958, 8017, 5915, 7292, 5652, 6960, 3161.
 */
import type { Asn1Value } from '../../codec/asn1-node';
import { Asn1Tree } from '../../codec/asn1-tree';
import { asn1Text } from '../../codec/asn1-value';
import type { Asn1Kind } from './found';

/** Members looked at: RSAPrivateKey has nine, more than any other document at its top. */
const FEW = 12;
const PKCS7 = /^1\.2\.840\.113549\.1\.(?:7\.[1-6]|9\.16\.1\.(?:2|9|23))$/;
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';

const letters: ReadonlyMap<number, string> = new Map([
  [2, 'I'],
  [3, 'B'],
  [4, 'O'],
  [6, 'D'],
  [10, 'E'],
  [16, 'S'],
  [17, 'T'],
  [23, 't'],
  [24, 't'],
]);

/** A document's first levels as a word: `S` SEQUENCE, `I` INTEGER, `D` identifier, `t` time, digits for context tags. */
class Shape {
  readonly tree: Asn1Tree;

  constructor(octets: Uint8Array) {
    this.tree = new Asn1Tree(octets);
  }

  members(value: Asn1Value | undefined): readonly Asn1Value[] {
    if (value?.constructed !== true) return [];
    return this.tree.children(value, undefined, FEW).nodes.filter((node) => node.kind === 'value');
  }

  word(values: readonly Asn1Value[]): string {
    return values
      .map(({ tagClass, tagNumber }) => {
        if (tagClass === 'context' && tagNumber < 10) return String(tagNumber);
        return tagClass === 'universal' ? (letters.get(tagNumber) ?? '?') : '?';
      })
      .join('');
  }

  text(value: Asn1Value | undefined): string {
    return value === undefined ? '' : asn1Text(this.tree.bytes, value).text;
  }
}

/** Where the first value of `octets` ends, and what it is; `undefined` where none is whole. */
export function asn1Kind(octets: Uint8Array): { readonly kind: Asn1Kind; readonly end: number } | undefined {
  const shape = new Shape(octets);
  const root = shape.tree.roots(0, 1).nodes[0];
  if (root?.kind !== 'value' || root.problem !== undefined) return undefined;
  return { kind: kindOf(shape, root), end: root.end };
}

function kindOf(shape: Shape, root: Asn1Value): Asn1Kind {
  const members = shape.members(root);
  const word = shape.word([root]) + shape.word(members);
  const [first, second] = members;
  const inner = shape.word(shape.members(first));
  if (word === 'D') return 'ec-parameters';
  if (word.startsWith('SSSB')) return signedKind(inner, shape, first);
  if (word === 'SSB' && inner.startsWith('D')) return 'public-key';
  if (word === 'SSO' && inner.startsWith('D')) return 'encrypted-private-key';
  if (/^SISO(?:0?1?|T)$/.test(word)) return 'private-key';
  if (/^SIO0?1?$/.test(word)) return 'ec-private-key';
  if (/^SIS{1,2}$/.test(word) && shape.word(shape.members(second)).startsWith('D')) return 'pkcs12';
  if (/^SI{9}S?$/.test(word)) return 'rsa-private-key';
  if (/^SI{6}$/.test(word)) return 'dsa-private-key';
  if (/^SI{3}$/.test(word)) return 'dsa-parameters';
  if (word === 'SII') return shape.text(second) === '2' ? 'dh-parameters' : 'rsa-public-key';
  if (word.startsWith('SISSO')) return 'ec-parameters';
  if (/^SE0?$/.test(word)) return 'ocsp-response';
  if (/^SS(?:S)?$/.test(word) && inner.startsWith('I')) return responseKind(shape, second);
  if (/^SD0?$/.test(word)) return contentKind(shape, first, second);
  return 'asn1';
}

/** SEQUENCE { what is signed, algorithm, BIT STRING }: certificate, request, CRL, BasicOCSPResponse, attribute certificate. */
function signedKind(inner: string, shape: Shape, signed: Asn1Value | undefined): Asn1Kind {
  if (/^0?ISSSS/.test(inner)) return 'certificate';
  if (/^I?SSt/.test(inner)) return 'revocation-list';
  if (/^ISS0?$/.test(inner)) return 'request';
  if (/^0?[12]tS/.test(inner)) return 'ocsp-response';
  if (/^IS[0S]SISS/.test(inner)) return 'attribute-certificate';
  // An attribute where a type is wrong is still a certificate to its owner: version, serial and six more.
  return inner.startsWith('0') && shape.members(signed).length >= 7 ? 'certificate' : 'asn1';
}

/** TimeStampResp: PKIStatusInfo, then the token. */
function responseKind(shape: Shape, token: Asn1Value | undefined): Asn1Kind {
  return token === undefined || shape.word(shape.members(token)) === 'D0' ? 'time-stamp' : 'asn1';
}

function contentKind(shape: Shape, type: Asn1Value | undefined, content: Asn1Value | undefined): Asn1Kind {
  const oid = shape.text(type);
  if (!PKCS7.test(oid)) return 'asn1';
  if (oid !== SIGNED_DATA) return 'pkcs7';
  const signedData = shape.members(content)[0];
  const encapsulated = shape.members(signedData)[2];
  return shape.text(shape.members(encapsulated)[0]) === TST_INFO ? 'time-stamp' : 'pkcs7';
}
