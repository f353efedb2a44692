/**
 * The worker's desk: finished certificates with their keys, and opened authorities, by id. Every verb of the protocol
 * is a method here; none returns a key.
 */
import { utf8, type Bytes } from '../codec/bytes';
import { parseCertificate } from '../codec/certificate';
import { encodePem } from '../codec/pem';
import type { Subtree } from '../codec/name-constraint';
import { zip } from '../codec/zip';
import { toHex } from '../codec/bytes';
import { keyAlgorithms, type KeyAlgorithmId } from '../pki/algorithms';
import { displayName } from '../pki/anchor';
import { bundleFiles, pemFiles, recipeContext, recipesFor, shapeOf, type BundleChoices } from '../pki/bundle';
import { PkiError } from '../pki/error';
import { exportPrivateKey, keyFormatsOf, type KeyFormat } from '../pki/key-export';
import { supportedAlgorithms } from '../pki/keys';
import { makeLocalHttps, refusalsOf, type LocalHttps, type LocalHttpsPlan } from '../pki/local-https';
import { openAuthority, type OpenedAuthority } from '../pki/open-authority';
import { makePkcs12 } from '../pki/pkcs12';
import { plannedFiles, serversLeftOut } from '../pki/planned-files';
import type { Recipe, RecipeContext, RecipeRow } from '../pki/recipes/recipe';
import type {
  AuthorityId,
  AuthoritySummary,
  Created,
  CreateReply,
  CreateRequest,
  Download,
  Instruction,
  IssuanceId,
  OpenReply,
  RequestOf,
  Verbs,
} from './protocol';

type Answers = { readonly [V in keyof Verbs]: (request: RequestOf<V>) => Promise<ReturnType<Verbs[V]>> };

interface Issuance {
  readonly made: LocalHttps;
  readonly choices: BundleChoices;
}

const sha256 = async (der: Bytes) => toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', der)));

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

function subtreeLine(subtree: Subtree): string {
  if (subtree.kind === 'directory') return displayName(subtree.name);
  return subtree.kind === 'other' ? '…' : subtree.base;
}

export class Desk implements Answers {
  readonly #issuances = new Map<IssuanceId, Issuance>();
  readonly #authorities = new Map<AuthorityId, OpenedAuthority>();
  #algorithms: Promise<readonly KeyAlgorithmId[]> | undefined;
  #ids = 0;

  algorithms(): Promise<readonly KeyAlgorithmId[]> {
    this.#algorithms ??= supportedAlgorithms();
    return this.#algorithms;
  }

  async openAuthority({ inputs, passphrase, at }: RequestOf<'openAuthority'>): Promise<OpenReply> {
    const given = passphrase === '' ? undefined : passphrase;
    const result = await openAuthority(inputs, given, new Date(at));
    if (result.kind === 'locked') return { kind: 'locked', wrongPassphrase: given !== undefined };
    if (result.kind === 'refused')
      return { kind: 'refused', problem: result.problem, name: result.name ?? '' };
    const id = `authority-${++this.#ids}` as AuthorityId;
    this.#authorities.set(id, result.authority);
    return { kind: 'opened', authority: await this.#summary(id, result.authority) };
  }

  async #summary(
    id: AuthorityId,
    { certificate, name, constraints, cautions, issuer }: OpenedAuthority,
  ): Promise<AuthoritySummary> {
    const permitted = constraints?.permitted ?? [];
    return {
      id,
      name,
      algorithm: issuer.scheme.id,
      notAfter: certificate.validity.notAfter.getTime(),
      sha256: await sha256(certificate.der),
      permitted: permitted.length === 0 ? undefined : permitted.map(subtreeLine),
      excluded: (constraints?.excluded ?? []).map(subtreeLine),
      constraints,
      cautions,
    };
  }

  async create(request: CreateRequest): Promise<CreateReply> {
    const { folder, hosts, keyPassword, at, signedBy, ...wanted } = request;
    const plan: LocalHttpsPlan = {
      ...wanted,
      signedBy:
        signedBy.kind === 'given'
          ? { kind: 'given', authority: this.#authority(signedBy.authority) }
          : signedBy,
    };
    const refusals = refusalsOf(plan);
    if (refusals.length > 0) return { kind: 'refused', refusals };
    const made = await makeLocalHttps(plan, new Date(at));
    const names = plan.names.map(({ value }) => value);
    const issuance: Issuance = { made, choices: { folder, hosts, names, keyPassword } };
    const id = `issuance-${++this.#ids}` as IssuanceId;
    this.#issuances.set(id, issuance);
    return { kind: 'created', created: await this.#created(id, issuance, request) };
  }

  async #created(id: IssuanceId, { made, choices }: Issuance, request: CreateRequest): Promise<Created> {
    const leaf = parseCertificate(made.leaf.der);
    if (!leaf.ok) throw new PkiError('proof-failed', ['own reader'], leaf.error);
    const { validity, issuer } = leaf.value;
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
      sha256: await sha256(made.leaf.der),
      anchorSha256: context.anchor.sha256,
      hasAuthorityKey: made.authorityKeys !== undefined,
      serve: tabs('serve'),
      trust: tabs('trust'),
      check: tabs('check'),
      leftOut: serversLeftOut(shape),
      paths: plannedFiles(shape).map(({ path }) => path),
    };
  }

  async zip({ id, pemOnly }: RequestOf<'zip'>): Promise<Download> {
    const { made, choices } = this.#issuance(id);
    const files = pemOnly ? await pemFiles(made, choices) : await bundleFiles(made, choices);
    const name = pemOnly ? `${choices.folder}-pem` : choices.folder;
    return { fileName: `${name}.zip`, contents: await zip(choices.folder, files), type: 'application/zip' };
  }

  async authorityFile({ id, passphrase }: RequestOf<'authorityFile'>): Promise<Download> {
    const { made, choices } = this.#issuance(id);
    if (made.authorityKeys === undefined) throw new PkiError('not-found', ['authority key']);
    const key = await this.#exported(made.authorityKeys.privateKey, 'pkcs8-encrypted', passphrase);
    return {
      fileName: `${choices.folder}-authority.pem`,
      contents: utf8(encodePem('CERTIFICATE', made.anchor) + key),
      type: 'application/x-pem-file',
    };
  }

  async privateKey({ id, format, passphrase }: RequestOf<'privateKey'>): Promise<Download> {
    const { made, choices } = this.#issuance(id);
    const text = await this.#exported(made.leaf.keys.privateKey, format, passphrase);
    const jwk = format === 'jwk';
    return {
      fileName: `${choices.folder}-key.${jwk ? 'jwk' : 'pem'}`,
      contents: utf8(text),
      type: jwk ? 'application/jwk+json' : 'application/x-pem-file',
    };
  }

  async pkcs12({ id, style, passphrase }: RequestOf<'pkcs12'>): Promise<Download> {
    const { made, choices } = this.#issuance(id);
    const contents = await makePkcs12(made, { style, friendlyName: choices.folder, password: passphrase });
    const suffix = style === 'compatible' ? '-compatible' : '';
    return { fileName: `${choices.folder}${suffix}.p12`, contents, type: 'application/x-pkcs12' };
  }

  forget({ id }: RequestOf<'forget'>): Promise<undefined> {
    this.#issuances.delete(id as IssuanceId);
    this.#authorities.delete(id as AuthorityId);
    return Promise.resolve(undefined);
  }

  async #exported(key: CryptoKey, format: KeyFormat, passphrase: string): Promise<string> {
    const exported = await exportPrivateKey(key, format, passphrase);
    if (!exported.ok) throw new PkiError('unsupported-algorithm', [format]);
    return exported.value.text;
  }

  #issuance(id: IssuanceId): Issuance {
    const found = this.#issuances.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }

  #authority(id: AuthorityId): OpenedAuthority {
    const found = this.#authorities.get(id);
    if (found === undefined) throw new PkiError('not-found', [id]);
    return found;
  }
}
