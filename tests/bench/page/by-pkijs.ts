// The same certificate by pkijs 4, as its documentation makes one: what can be prepared once per authority is.
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { extensionOid } from '../../../src/codec/extension';
import { parseIpAddress } from '../../../src/codec/ip-address';
import type { Issuer } from '../../../src/pki/issue';
import { profiles, BACKDATE_SECONDS, SERVER_AUTH } from '../../../src/pki/profile';
import { algorithm, at, COMMON_NAME, order, type Made, type Order } from './order';

const DAY = 86_400_000;
const notBefore = new Date(at.getTime() - BACKDATE_SECONDS * 1000);
const notAfter = new Date(notBefore.getTime() + profiles.tlsServer.days * DAY - 1000);

function extension(oid: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID: oid, critical, extnValue: value.toBER(false) });
}

function alternativeNames({ names }: Order): pkijs.GeneralNames {
  return new pkijs.GeneralNames({
    names: names.map(({ kind, value }) =>
      kind === 'dns'
        ? new pkijs.GeneralName({ type: 2, value })
        : new pkijs.GeneralName({ type: 7, value: new asn1js.OctetString({ valueHex: addressOf(value) }) }),
    ),
  });
}

function addressOf(text: string): ArrayBuffer {
  const octets = parseIpAddress(text);
  if (octets === undefined) throw new Error(`${text} is no address`);
  return octets.buffer;
}

function serialNumber(): asn1js.Integer {
  const octets = crypto.getRandomValues(new Uint8Array(20));
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return new asn1js.Integer({ valueHex: octets.buffer });
}

export class ByPkijs {
  readonly #issuer: Issuer;
  readonly #issuerName: pkijs.RelativeDistinguishedNames;

  constructor(issuer: Issuer) {
    this.#issuer = issuer;
    this.#issuerName = pkijs.RelativeDistinguishedNames.fromBER(issuer.name);
  }

  async make(i: number): Promise<Made> {
    const ordered = order(i);
    const keys = (await crypto.subtle.generateKey(algorithm.generation, true, [
      'sign',
      'verify',
    ])) as CryptoKeyPair;
    const certificate = new pkijs.Certificate();
    certificate.version = 2;
    certificate.serialNumber = serialNumber();
    certificate.issuer = this.#issuerName;
    certificate.subject.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({
        type: COMMON_NAME,
        value: new asn1js.Utf8String({ value: ordered.host }),
      }),
    );
    certificate.notBefore.value = notBefore;
    certificate.notAfter.value = notAfter;
    await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
    const point = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
    const identifier = await crypto.subtle.digest('SHA-1', new Uint8Array(point));
    certificate.extensions = this.#extensions(ordered, identifier);
    await certificate.sign(this.#issuer.privateKey, 'SHA-256');
    return {
      certificate: certificate.toSchema(true).toBER(false),
      pkcs8: await crypto.subtle.exportKey('pkcs8', keys.privateKey),
    };
  }

  #extensions(ordered: Order, identifier: ArrayBuffer): pkijs.Extension[] {
    const { keyIdentifier } = this.#issuer;
    return [
      extension(extensionOid.basicConstraints, true, new pkijs.BasicConstraints({ cA: false }).toSchema()),
      // digitalSignature alone: the first bit, seven unused.
      extension(
        extensionOid.keyUsage,
        true,
        new asn1js.BitString({ valueHex: new Uint8Array([0x80]).buffer, unusedBits: 7 }),
      ),
      extension(
        extensionOid.extendedKeyUsage,
        false,
        new pkijs.ExtKeyUsage({ keyPurposes: [SERVER_AUTH] }).toSchema(),
      ),
      extension(extensionOid.subjectAltName, false, alternativeNames(ordered).toSchema()),
      extension(extensionOid.subjectKeyIdentifier, false, new asn1js.OctetString({ valueHex: identifier })),
      extension(
        extensionOid.authorityKeyIdentifier,
        false,
        new pkijs.AuthorityKeyIdentifier({
          keyIdentifier: new asn1js.OctetString({ valueHex: keyIdentifier.slice().buffer }),
        }).toSchema(),
      ),
    ];
  }
}
