/** What a person should know of a chain OpenSSL takes: other clients, later releases or a later day will not. */
import type { ClientRule } from './client-model';
import type { OpenSslFacts } from './openssl-facts';
import { expiresSoon, nameInSubjectAlone, oldRootSignature, unprovedSignature } from './remarks';

const paths = ({ chain }: OpenSslFacts) => chain.certificates.map(({ exhibit }) => exhibit);

export const openSslRemarks: readonly ClientRule<OpenSslFacts>[] = [
  unprovedSignature(paths, ({ evidence }) => evidence),
  expiresSoon(paths, ({ evidence }) => evidence),
  nameInSubjectAlone(({ evidence }) => evidence),
  oldRootSignature(paths),
];
