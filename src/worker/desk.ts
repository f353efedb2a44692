/**
 * The worker's desk: finished certificates with their keys, and opened authorities, by id. Every verb of the protocol
 * is a method here; none returns a key.
 */
import { keyAlgorithms, type KeyAlgorithmId } from '../pki/algorithms';
import { displayName, fingerprint } from '../pki/anchor';
import { cautionsByHolder, subtreeLine } from '../pki/authority/authority-facts';
import { factsOf, recipeContext, recipesFor, shapeOf } from '../pki/bundle';
import { PkiError } from '../pki/error';
import { authorityFile, keyFile, pkcs12File, zipFile, type Download, type Handover } from '../pki/handover';
import { keyFormatsOf } from '../pki/key-export';
import { supportedAlgorithms } from '../pki/keys';
import { makeLocalHttps, refusalsOf, type LocalHttpsPlan } from '../pki/local-https';
import { openAuthority, type OpenedAuthority } from '../pki/open-authority';
import { plannedFiles, serversLeftOut } from '../pki/planned-files';
import { prepare } from '../pki/preparation';
import type { Recipe, RecipeContext, RecipeRow } from '../pki/recipes/recipe';
import type { AuthorityVerbs } from './authority-protocol';
import type { BadCertificatesVerbs } from './bad-certificates-protocol';
import type { CertificateVerbs } from './certificate-protocol';
import type { FernetVerbs } from './fernet-protocol';
import type { InspectionVerbs } from './inspection-protocol';
import type { KeyRing } from './key-ring';
import type { KitVerbs } from './kit-protocol';
import type { SigningVerbs } from './signing-protocol';
import type { ManifestVerbs } from './manifest-protocol';
import type { VerificationVerbs } from './verification-protocol';
import type { DiagnosisVerbs } from './diagnosis-protocol';
import type {
  AuthorityId,
  AuthoritySummary,
  Created,
  CreateReply,
  CreateRequest,
  Instruction,
  IssuanceId,
  OpenReply,
  RequestOf,
  Verbs,
} from './protocol';

type DeskVerb = Exclude<
  keyof Verbs,
  keyof (InspectionVerbs &
    CertificateVerbs &
    AuthorityVerbs &
    BadCertificatesVerbs &
    ManifestVerbs &
    FernetVerbs &
    KitVerbs &
    SigningVerbs &
    VerificationVerbs &
    DiagnosisVerbs)
>;
type GivenSigner = Extract<CreateRequest['signedBy'], { readonly kind: 'given' }>;
type Answers = { readonly [V in DeskVerb]: (request: RequestOf<V>) => Promise<ReturnType<Verbs[V]>> };

function instruction([row, recipe]: readonly [RecipeRow, Recipe], context: RecipeContext): Instruction {
  return {
    id: row.id,
    label: row.label,
    tried: row.tried,
    commands: recipe.commands(context),
    steps: recipe.steps?.(context) ?? [],
    note: recipe.note?.(context) ?? '',
    needs: recipe.needs ?? [],
  };
}

export class Desk implements Answers {
  readonly #issuances = new Map<IssuanceId, Handover>();
  readonly #ring: KeyRing;
  #algorithms: Promise<readonly KeyAlgorithmId[]> | undefined;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  algorithms(): Promise<readonly KeyAlgorithmId[]> {
    this.#algorithms ??= supportedAlgorithms();
    return this.#algorithms;
  }

  async prepare(): Promise<undefined> {
    await prepare();
    return undefined;
  }

  async openAuthority({ inputs, passphrase, at }: RequestOf<'openAuthority'>): Promise<OpenReply> {
    const given = passphrase === '' ? undefined : passphrase;
    const result = await openAuthority(inputs, given, new Date(at));
    if (result.kind === 'locked') return { kind: 'locked', wrongPassphrase: given !== undefined };
    if (result.kind === 'refused')
      return { kind: 'refused', problem: result.problem, name: result.name ?? '' };
    const id = this.#ring.keepGiven(result.authority);
    return { kind: 'opened', authority: await this.#summary(id, result.authority, new Date(at)) };
  }

  async #summary(
    id: AuthorityId,
    { certificate, chain, name, constraints, cautions, issuer }: OpenedAuthority,
    at: Date,
  ): Promise<AuthoritySummary> {
    // The nearest to it are the narrowest in any chain that works.
    const { permitted } = constraints.find((one) => one.permitted.length > 0) ?? { permitted: [] };
    return {
      id,
      name,
      algorithm: issuer.scheme.id,
      notAfter: certificate.validity.notAfter.getTime(),
      sha256: await fingerprint(certificate.der),
      permitted: permitted.length === 0 ? undefined : permitted.map(subtreeLine),
      excluded: constraints.flatMap(({ excluded }) => excluded).map(subtreeLine),
      constraints,
      cautions,
      cautionsOf: cautionsByHolder(cautions, chain, at),
    };
  }

  async create(request: CreateRequest): Promise<CreateReply> {
    const { folder, hosts, keyPassword, at, signedBy, ...wanted } = request;
    const plan: LocalHttpsPlan = {
      ...wanted,
      signedBy: signedBy.kind === 'given' ? this.#signedBy(signedBy) : signedBy,
    };
    const refusals = refusalsOf(plan, new Date(at));
    if (refusals.length > 0) return { kind: 'refused', refusals };
    const made = await makeLocalHttps(plan, new Date(at));
    const names = plan.names.map(({ value }) => value);
    const issuance: Handover = { made, choices: { folder, hosts, names, keyPassword } };
    const id = this.#ring.newId('issuance') as IssuanceId;
    this.#issuances.set(id, issuance);
    return { kind: 'created', created: await this.#created(id, issuance, request) };
  }

  #signedBy({ authority, promised, addresses }: GivenSigner): LocalHttpsPlan['signedBy'] {
    const [serial = ''] = promised ?? [];
    return {
      kind: 'given',
      authority: this.#ring.toSign(authority, { asked: [serial], promised }),
      serialNumber: serial,
      ...(addresses && { addresses }),
    };
  }

  async #created(id: IssuanceId, { made, choices }: Handover, request: CreateRequest): Promise<Created> {
    const leaf = await factsOf(made.leaf.der);
    const { validity, issuer } = leaf.certificate;
    const shape = shapeOf(made, choices);
    const context = await recipeContext(made, choices);
    const rows = recipesFor(shape);
    const tabs = (kind: RecipeRow['kind']) =>
      rows.filter(([row]) => row.kind === kind).map((one) => instruction(one, context));
    const { algorithm } = made.leaf.keys;
    const seconds = (validity.notAfter.getTime() - validity.notBefore.getTime()) / 1000 + 1;
    return {
      id,
      folder: choices.folder,
      names: choices.names,
      selfSigned: made.selfSigned,
      anchorName: context.anchor.name,
      issuerName: displayName(issuer),
      notBefore: validity.notBefore.getTime(),
      notAfter: validity.notAfter.getTime(),
      cutByAuthority: seconds < request.days * 86_400,
      keyLabel: keyAlgorithms[algorithm.id].label,
      keyFormats: keyFormatsOf(algorithm.scheme.family),
      keyEncrypted: shape.keyEncrypted,
      der: made.leaf.der,
      sha256: leaf.sha256,
      anchorSha256: context.anchor.sha256,
      onRecord: request.signedBy.kind === 'given' && this.#ring.isRecorded(request.signedBy.authority),
      hasAuthorityKey: made.authorityKeys !== undefined,
      chain: [made.leaf.der, ...made.intermediates, ...(made.selfSigned ? [] : [made.anchor])],
      serve: tabs('serve'),
      trust: tabs('trust'),
      check: tabs('check'),
      leftOut: serversLeftOut(shape),
      paths: plannedFiles(shape).map(({ path }) => path),
    };
  }

  zip({ id, pemOnly }: RequestOf<'zip'>): Promise<Download> {
    return zipFile(this.#issuance(id), pemOnly);
  }

  authorityFile({ id, passphrase }: RequestOf<'authorityFile'>): Promise<Download> {
    return authorityFile(this.#issuance(id), passphrase);
  }

  privateKey({ id, format, passphrase }: RequestOf<'privateKey'>): Promise<Download> {
    return keyFile(this.#issuance(id), format, passphrase);
  }

  pkcs12({ id, style, passphrase }: RequestOf<'pkcs12'>): Promise<Download> {
    return pkcs12File(this.#issuance(id), style, passphrase);
  }

  forget({ id }: RequestOf<'forget'>): Promise<undefined> {
    this.#issuances.delete(id as IssuanceId);
    this.#ring.forgetAuthority(id as AuthorityId);
    return Promise.resolve(undefined);
  }

  #issuance(id: IssuanceId): Handover {
    const found = this.#issuances.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }
}
