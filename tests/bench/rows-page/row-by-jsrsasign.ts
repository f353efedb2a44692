// The same row by jsrsasign 11, which takes hex: made beforehand, so that only reading it counts.
import { X509, zulutodate } from 'jsrsasign';
import type { Row } from './row';

const usages = ['digitalSignature', 'nonRepudiation', 'keyEncipherment', 'dataEncipherment', 'keyAgreement'];

const nameOf = ({ array }: ReturnType<X509['getSubject']>): string =>
  array
    .flat()
    .map(({ type, value }) => `${type}=${value}`)
    .join(', ');

export function rowByJsrsasign(hex: string): Row {
  const certificate = new X509();
  certificate.readCertHex(hex);
  const usage = certificate.getExtKeyUsage();
  return {
    subject: nameOf(certificate.getSubject()),
    issuer: nameOf(certificate.getIssuer()),
    notBefore: zulutodate(certificate.getNotBefore()).getTime(),
    notAfter: zulutodate(certificate.getNotAfter()).getTime(),
    names: (certificate.getExtSubjectAltName()?.array ?? []).flatMap((name) => Object.values(name)),
    keyUsage: usage?.names.reduce((bits, name) => bits | (0x100 >> usages.indexOf(name)), 0),
    serial: certificate.getSerialNumberHex().toUpperCase(),
  };
}
