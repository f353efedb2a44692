/**
 * An authority that has outgrown the browser, as the folder that another program starts from: its certificates, its key in
 * the form that program reads, its configuration, and the commands. One row per program.
 */
import type { Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import type { SignatureScheme } from '../signature-scheme';
import { certManager } from './cert-manager';
import { stepCa } from './step-ca';
import type { SuccessorRow } from './successor';
import { vault } from './vault';

export type Successor = 'cert-manager' | 'step-ca' | 'vault';

export interface AuthorityToHandOn {
  /** In words; names of objects and folders are made from it. */
  readonly name: string;
  readonly family: SignatureScheme['family'];
  /** DER: its own certificate, then every one above it, the root last. */
  readonly chain: readonly [Bytes, ...Bytes[]];
  /** PKCS#8. */
  readonly privateKey: Bytes;
}

const successors: Readonly<Record<Successor, SuccessorRow>> = {
  'cert-manager': certManager,
  'step-ca': stepCa,
  vault,
};

/** None of the three has ML-DSA: Go's crypto/x509, which all of them are built on, signs with these families alone. */
const families: readonly SignatureScheme['family'][] = ['rsa', 'ec', 'ed25519'];

/** @param passphrase of the key file, for a program that reads an encrypted one */
export async function handOn(
  { name, family, chain, privateKey }: AuthorityToHandOn,
  to: Successor,
  passphrase: string,
): Promise<Result<readonly NamedFile[], 'unsupported-key' | 'needs-passphrase'>> {
  if (!families.includes(family)) return failure('unsupported-key');
  const row = successors[to];
  if (row.encrypted && passphrase === '') return failure('needs-passphrase');
  const isRoot = chain.length === 1;
  const pem = (certificates: readonly Bytes[]) =>
    certificates.map((der) => encodePem('CERTIFICATE', der)).join('');
  return success(
    await row.files({
      name,
      chain: pem(isRoot ? chain : chain.slice(0, -1)),
      root: pem(chain.slice(-1)),
      isRoot,
      privateKey,
      passphrase,
    }),
  );
}
