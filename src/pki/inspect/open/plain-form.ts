/** Forms that hide nothing and are turned into the one that everything else reads: JWK, OpenSSH's lines, PKCS#1, OpenSSL's trust. */
import type { Bytes } from '../../../codec/bytes';
import { parseJwk } from '../../../codec/jwk-document';
import { envelopRsaPublicKey } from '../../../codec/key-envelope';
import { parseSshCertificate } from '../../../codec/ssh-certificate';
import { parseSshPublicKey } from '../../../codec/ssh-public-key';
import { parseTrustedCertificate } from '../../../codec/trusted-certificate';
import { member, notOpened, opened, type Opening } from './opening';

export function openJwk(text: string): Opening {
  const parsed = parseJwk(text);
  if (!parsed.ok) return notOpened(parsed.error);
  const { privateKey, publicKey, certificates, name, problems } = parsed.value;
  const members = [
    ...(privateKey === undefined ? [] : [member('private-key', privateKey, { name })]),
    ...(publicKey === undefined ? [] : [member('public-key', publicKey, { name })]),
    ...certificates.map((der) => member('certificate', der)),
  ];
  const [problem] = problems;
  return members.length === 0 && problem !== undefined ? notOpened(problem) : opened(members, problems);
}

export function openSshLine(line: string): Opening {
  const parsed = parseSshPublicKey(line);
  if (!parsed.ok) return notOpened(parsed.error);
  return opened([member('public-key', parsed.value.spki, { name: parsed.value.comment })]);
}

export function openSshCertificate(octets: Bytes): Opening {
  const parsed = parseSshCertificate(octets);
  if (!parsed.ok) return notOpened(parsed.error);
  return opened([member('public-key', parsed.value.publicKey, { name: parsed.value.keyId })]);
}

/** It was opened with the store it stood in. */
export const openSecretKey = (octets: Bytes): Opening => opened([member('secret-key', octets)]);

export function openRsaPublicKey(octets: Bytes): Opening {
  const spki = envelopRsaPublicKey(octets);
  return spki.ok ? opened([member('public-key', spki.value)]) : notOpened(spki.error);
}

export function openTrusted(octets: Bytes): Opening {
  const parsed = parseTrustedCertificate(octets);
  if (!parsed.ok) return notOpened(parsed.error);
  return opened([member('certificate', parsed.value.der, { name: parsed.value.alias })]);
}
