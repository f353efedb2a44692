/** The modules of every document this project reads, joined, and read when the first type is asked for. */
import { algorithms } from './asn1-modules/algorithms';
import { attributeCertificates } from './asn1-modules/attribute-certificates';
import { cms } from './asn1-modules/cms';
import { extensions } from './asn1-modules/extensions';
import { pkix } from './asn1-modules/pkix';
import { readAsn1Notation } from './asn1-notation';
import type { Asn1Module, Asn1Type } from './asn1-type';

let read: Asn1Module | undefined;

export function asn1Module(): Asn1Module {
  read ??= readAsn1Notation([pkix, attributeCertificates, algorithms, cms, extensions].join('\n'));
  return read;
}

/** What a reference stands for, through references to references; `any` where no module has the name. */
export function resolvedType(type: Asn1Type): Asn1Type {
  let at = type;
  while (at.form === 'reference') at = asn1Module().types.get(at.name) ?? { form: 'any' };
  return at;
}
