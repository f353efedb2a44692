/**
 * An authority that has outgrown the browser, as the folder that another program starts from: its certificates, its key in
 * the form that program reads, its configuration, and the commands. One row per program.
 */
import type { Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import type { NamedFile } from '../../codec/named-file';
import { parseCertificate } from '../../codec/certificate';
import { encodePem } from '../../codec/pem';
import { chainFrom, signsItself } from '../authority-chain';
import { ProofReader } from '../signature-proof';
import type { SignatureScheme } from '../signature-scheme';
import { certManager } from './cert-manager';
import { stepCa } from './step-ca';
import type { SuccessorRow } from './successor';
import { vault } from './vault';
import { workFiles, type WorkDone } from './work-done';

export type Successor = 'cert-manager' | 'step-ca' | 'vault';

/** `root-missing`: those above it do not lead to a root, or not by their signatures. All three programs hand the root out to clients. */
export type HandOnRefusal = 'unsupported-key' | 'needs-passphrase' | 'root-missing';

export interface AuthorityToHandOn {
  /** In words; names of objects and folders are made from it. */
  readonly name: string;
  readonly family: SignatureScheme['family'];
  /** DER. */
  readonly certificate: Bytes;
  /** DER of those above it, in any order, and of others; what is no part of its path is left out. */
  readonly above: readonly Bytes[];
  /** PKCS#8. */
  readonly privateKey: Bytes;
  readonly work: WorkDone;
}

const successors: Readonly<Record<Successor, SuccessorRow>> = {
  'cert-manager': certManager,
  'step-ca': stepCa,
  vault,
};

/** None of the three has ML-DSA: Go's crypto/x509, which all of them are built on, signs with these families alone. */
const families: readonly SignatureScheme['family'][] = ['rsa', 'ec', 'ed25519'];

/**
 * @param passphrase of the key file, for a program that reads an encrypted one
 * @param at for which of several certificates of one authority is taken
 */
export async function handOn(
  { name, family, certificate, above, privateKey, work }: AuthorityToHandOn,
  to: Successor,
  passphrase: string,
  at: Date,
): Promise<Result<readonly NamedFile[], HandOnRefusal>> {
  if (!families.includes(family)) return failure('unsupported-key');
  const row = successors[to];
  const path = await pathToRoot(certificate, above, at);
  if (path === undefined) return failure('root-missing');
  if (row.encrypted && passphrase === '') return failure('needs-passphrase');
  const isRoot = path.length === 1;
  const pem = (certificates: readonly Bytes[]) =>
    certificates.map((der) => encodePem('CERTIFICATE', der)).join('');
  const files = await row.files({
    name,
    chain: pem(isRoot ? path : path.slice(0, -1)),
    root: pem(path.slice(-1)),
    isRoot,
    privateKey,
    passphrase,
    work,
  });
  return success([...files, ...workFiles(work)]);
}

/** From the authority to the root that signs itself, each proved by its signature; `undefined` where the root is not there. */
async function pathToRoot(
  certificate: Bytes,
  above: readonly Bytes[],
  at: Date,
): Promise<readonly Bytes[] | undefined> {
  const [own, ...others] = [certificate, ...above].flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });
  if (own === undefined) return undefined;
  const proofs = new ProofReader();
  const chain = await chainFrom(own, others, at, proofs);
  const top = chain.at(-1) ?? own;
  return (await signsItself(top, proofs)) ? chain.map(({ der }) => der) : undefined;
}
