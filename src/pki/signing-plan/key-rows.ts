/** Whether whoever sent a request holds its key, and whether that key is any good. */
import type { CertificateRequest } from '../../codec/certificate-request';
import { keyFacts } from '../draft/key-facts';
import { algorithmNames } from '../inspect/meaning/algorithms';
import { fieldsOf } from '../inspect/fields';
import { listedWeaknessesOf } from '../inspect/listed-weakness';
import { weaknessesOfRequest, type Weakness, type WeaknessCode } from '../inspect/weakness';
import { ProofReader } from '../signature-proof';
import { LEAVE, refusal, TAKE, usually, type KeyRow, type PlanRefusal, type SignatureRow } from './plan-row';

const ofKey = [
  'rsa-short',
  'rsa-exponent',
  'rsa-roca',
  'rsa-debian',
] as const satisfies readonly WeaknessCode[];
const ofSignature = ['signature-md5', 'signature-sha1'] as const satisfies readonly WeaknessCode[];

/** What attackers can make use of; an exponent of 3, for one, they cannot. */
function refusalsAmong(
  weaknesses: readonly Weakness[],
  codes: readonly (typeof ofKey | typeof ofSignature)[number][],
): readonly PlanRefusal[] {
  return codes.flatMap((code) =>
    weaknesses
      .filter((one) => one.code === code && one.severity === 'danger')
      .map(({ facts }) => refusal(code, ...Object.values(facts).map(String))),
  );
}

export async function keyRows(request: CertificateRequest): Promise<readonly [SignatureRow, KeyRow]> {
  const { publicKey, signatureAlgorithm, information, signatureValue, der } = request;
  const weaknesses = [
    ...weaknessesOfRequest(fieldsOf('request', der)),
    ...(await listedWeaknessesOf('request', der)),
  ];
  const proof = await new ProofReader().prove(publicKey.der, signatureAlgorithm, information, signatureValue);
  const weakSignature = refusalsAmong(weaknesses, ofSignature);
  const signatureRefusals: readonly PlanRefusal[] =
    proof === 'does-not-fit'
      ? [refusal('signature-does-not-fit')]
      : proof === 'cannot-tell'
        ? [refusal('signature-cannot-be-checked'), ...weakSignature]
        : weakSignature;
  const keyRefusals = refusalsAmong(weaknesses, ofKey);
  return [
    {
      about: 'signature',
      id: 'signature',
      asked: algorithmNames.get(signatureAlgorithm.oid) ?? signatureAlgorithm.oid,
      refusals: signatureRefusals,
      // Somebody else's key in somebody's certificate is what the signature is there to prevent.
      choices: signatureRefusals.length === 0 || proof === 'does-not-fit' ? [] : ['take', 'leave'],
      usual: proof === 'does-not-fit' ? LEAVE : usually(signatureRefusals),
    },
    {
      about: 'key',
      id: 'key',
      asked: keyFacts(publicKey.der).label,
      refusals: keyRefusals,
      choices: keyRefusals.length === 0 ? [] : ['take', 'leave'],
      usual: keyRefusals.length === 0 ? TAKE : LEAVE,
    },
  ];
}
