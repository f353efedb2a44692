/** Everything one person or device gets: the identity in every form, how to install it, programs that use it. */
import type { Bytes } from '../../codec/bytes';
import { equalBytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { encodePem } from '../../codec/pem';
import { identity } from '../../codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { portablePrivateKey } from '../../codec/private-key';
import { displayName, fingerprint } from '../anchor';
import { PkiError } from '../error';
import { exportPrivateKey } from '../key-export';
import type { OpenedAuthority } from '../open-authority';
import type { Pkcs12Style } from '../pkcs12';
import { randomOctets } from '../random';
import { mutualClients } from '../recipes/mutual/clients';
import type { ClientContext, MutualClient } from '../recipes/mutual/recipe';
import { clientProfile } from './client-profile';
import { installPage } from './install-page';
import type { ClientWish } from './kit-plan';

export interface IssuedClient {
  readonly wish: ClientWish;
  readonly der: Bytes;
  readonly notAfter: Date;
  /** Extractable: handing it out is the point. */
  readonly privateKey: CryptoKey;
  readonly password: string;
  /** The password was chosen by a person, and may be short. */
  readonly passwordChosen: boolean;
}

export interface FolderWish {
  readonly authority: OpenedAuthority;
  /** A safe name: of the folder and of the files in it. */
  readonly fileName: string;
  /** Of the server, where it is known. */
  readonly host: string | undefined;
  readonly styles: readonly Pkcs12Style[];
  readonly plainKey: boolean;
}

/**
 * Rounds of the derivation for a password of 80 bits, which nobody guesses whatever the work (as many as OpenSSL takes), and
 * for one that a person chose (as many as .NET 9 takes, codec/pkcs12). A hundred people's files then take seconds.
 */
const ITERATIONS = { made: 2_048, chosen: 300_000 };

/** Leaf and intermediates. Not the root: Windows would offer to trust it for every site there is. */
function chainOf(leaf: Bytes, { chain }: OpenedAuthority): readonly [Bytes, ...Bytes[]] {
  const below = chain.filter(({ subject, issuer }) => !equalBytes(subject.der, issuer.der));
  return [leaf, ...below.map(({ der }) => der)];
}

async function pkcs12(
  client: IssuedClient,
  chain: readonly [Bytes, ...Bytes[]],
  style: Pkcs12Style,
  friendlyName: string,
): Promise<Bytes> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', client.privateKey));
  const key = portablePrivateKey(pkcs8);
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key'], key.error);
  const contents = await identity(key.value, chain, friendlyName);
  const iterations = client.passwordChosen ? ITERATIONS.chosen : ITERATIONS.made;
  const options = { password: client.password, iterations };
  return style === 'modern'
    ? writeModernPkcs12(contents, options)
    : writeCompatiblePkcs12(contents, { ...options, random: randomOctets });
}

/** Paths relative to the client's folder. */
export async function clientFolder(client: IssuedClient, folder: FolderWish): Promise<readonly NamedFile[]> {
  const { wish, der, password, passwordChosen, notAfter } = client;
  const { authority, fileName, host, styles, plainKey } = folder;
  const chain = chainOf(der, authority);
  const anchor = authority.chain.at(-1) ?? authority.certificate;
  const context: ClientContext = { host, keyEncrypted: !plainKey, certificate: 'cert.pem' };
  const key = await exportPrivateKey(
    client.privateKey,
    plainKey ? 'pkcs8' : 'pkcs8-encrypted',
    plainKey ? '' : password,
    passwordChosen ? {} : { iterations: ITERATIONS.made },
  );
  if (!key.ok) throw new PkiError('platform-refused', ['exporting the key']);
  const stores = await Promise.all(
    styles.map(async (style) => {
      const contents = await pkcs12(client, chain, style, fileName);
      return { path: storeName(fileName, style, styles), contents, mode: 0o600 } satisfies NamedFile;
    }),
  );
  const [store] = stores;
  const sha256 = await fingerprint(der);
  const page = installPage({
    name: wish.name,
    device: wish.device,
    fileName,
    issuerName: displayName(authority.certificate.subject),
    notAfter: notAfter.toISOString(),
    fingerprint: sha256,
    hasCompatible: styles.length > 1,
    programs: Object.values<MutualClient>(mutualClients).map((one) => ({
      client: one,
      commands: one.commands(context),
      note: one.note(context),
    })),
  });
  return [
    { path: 'INSTALL.html', contents: page, mode: 0o644 },
    ...stores,
    ...(store === undefined
      ? []
      : [
          await clientProfile(store.contents, {
            name: wish.name,
            fileName,
            sha256,
            anchor: anchor.der,
            anchorName: displayName(anchor.subject),
          }),
        ]),
    { path: 'cert.pem', contents: chain.map((one) => encodePem('CERTIFICATE', one)).join(''), mode: 0o644 },
    { path: 'key.pem', contents: key.value.text, mode: 0o600 },
    { path: 'ca.pem', contents: encodePem('CERTIFICATE', anchor.der), mode: 0o644 },
    ...Object.values<MutualClient>(mutualClients).flatMap((one) => one.files(context)),
  ];
}

/** `anna.p12`, and `anna-compatible.p12` beside it where there are both. */
const storeName = (fileName: string, style: Pkcs12Style, styles: readonly Pkcs12Style[]): string =>
  style === 'compatible' && styles.includes('modern') ? `${fileName}-compatible.p12` : `${fileName}.p12`;
