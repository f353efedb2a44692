// In what a chain differs from a sound one of its kind: field by field, read as tolerantly as any client reads. What is another in
// every kit (names of roots, keys, serial numbers) is told as what it is to the certificate above, and so compares equal.
import { toHex } from '../../src/codec/bytes';
import { extensionOid } from '../../src/codec/extension';
import { gatherEvidence, type Evidence } from '../../src/pki/clients/evidence';
import type { Exhibit } from '../../src/pki/clients/exhibit';
import type { ReadTime } from '../../src/pki/clients/exhibit-time';
import { keyIdentifierOf } from '../../src/pki/issue';
import type { MadeChain } from '../../src/pki/bad-certificates/workshop';

const DAY = 86_400_000;

type Fields = ReadonlyMap<string, string>;
/** Leaf, authorities between, root: each with its fields. */
export type Chain = readonly (readonly [role: string, fields: Fields])[];

function identifier(of: Exhibit | undefined): string {
  return of?.key === undefined ? 'none' : toHex(keyIdentifierOf(of.key.der));
}

function fieldsOf(one: Exhibit, above: Exhibit | undefined, evidence: Evidence): Fields {
  const { key, extensions, signature, signatureAlgorithm } = one;
  const days = (time: ReadTime) => String(Math.round(((time.moment ?? NaN) - evidence.at) / DAY));
  const algorithm = ({ oid, parameters }: Exhibit['signature']) =>
    `${oid} ${toHex(parameters ?? new Uint8Array())}`;
  const fields = new Map<string, string>([
    ['version', String(one.version)],
    ['serial', above !== undefined && above !== one && sameSerial(one, above) ? 'its issuer’s' : 'its own'],
    ['serial length', one.serialNumber.length > 2 ? 'long' : 'short'],
    ['algorithm', algorithm(signature)],
    ['algorithm beside', algorithm(signatureAlgorithm)],
    [
      'issuer',
      above !== undefined && toHex(one.issuer.der) === toHex(above.subject.der) ? 'above' : 'another',
    ],
    ['not before', days(one.notBefore)],
    ['not after', days(one.notAfter)],
    ['subject', one.subject.words.replace(/bad certificates, [\w-]+: /i, '')],
    ['key', [key?.family, key?.bits, key?.curve, key?.exponent, key?.hex.length].join(' ')],
    ['oddities', one.peculiarities.map(({ code }) => code).join(' ')],
    ['signature', above === undefined ? 'nobody’s' : evidence.proof(one, above)],
  ]);
  const own = identifier(one);
  const its = identifier(above);
  for (const { oid, critical, value } of extensions.list) {
    const text = toHex(value).replace(own, 'own').replace(its, 'above');
    const name = Object.entries(extensionOid).find(([, known]) => known === oid)?.[0] ?? oid;
    fields.set(name, `${String(critical)} ${text}`);
  }
  return fields;
}

const sameSerial = (one: Exhibit, other: Exhibit): boolean =>
  toHex(one.serialNumber) === toHex(other.serialNumber);

/** `undefined` where the leaf cannot be read at all. */
export async function chainFields({ sent, trusted, host }: MadeChain, at: Date): Promise<Chain | undefined> {
  const evidence = await gatherEvidence({ chain: sent, anchors: trusted, host, at });
  if (evidence === undefined) return undefined;
  const path = [...evidence.sent, ...evidence.anchors].filter(
    (one, place, all) => all.findIndex(({ octets }) => octets === one.octets) === place,
  );
  return path.map((one, place) => {
    const role = place === 0 ? 'leaf' : one.subject.words.includes(': root') ? 'root' : 'intermediate';
    const signer = path.find((other) => other !== one && other.subject.words === one.issuer.words);
    const itself = one.subject.words === one.issuer.words ? one : undefined;
    return [role, fieldsOf(one, itself ?? signer ?? path[place + 1] ?? one, evidence)] as const;
  });
}

/** `leaf: not after`, for each field that is another, is missing or is too many. */
export function differences(chain: Chain, sound: Chain): readonly string[] {
  const different: string[] = [];
  for (const [role, fields] of chain) {
    const model = sound.find(([other]) => other === role)?.[1] ?? new Map<string, string>();
    for (const name of new Set([...model.keys(), ...fields.keys()]))
      if (model.get(name) !== fields.get(name)) different.push(`${role}: ${name}`);
  }
  return different;
}
