/** openssl.cnf and the three commands that make the same: a key, the certificate or request, and a strict look at it. */
import { keyAlgorithms, type KeyAlgorithmId } from '../algorithms';
import type { CertificateDraft } from '../draft/certificate-draft';
import { writeConfig } from '../openssl-config/write-config';
import { signatureSchemes } from '../signature-scheme';
import { subjectOption } from './openssl-subject';
import type { ProgramCommands, Wanted } from './commands';
import { daysOf, hashOf, serialHex, signatureOf } from './draft-facts';

const keyOptions: Readonly<Record<KeyAlgorithmId, string>> = {
  'ec-p256': 'EC -pkeyopt ec_paramgen_curve:P-256',
  'ec-p384': 'EC -pkeyopt ec_paramgen_curve:P-384',
  'ec-p521': 'EC -pkeyopt ec_paramgen_curve:P-521',
  'rsa-2048': 'RSA -pkeyopt rsa_keygen_bits:2048',
  'rsa-3072': 'RSA -pkeyopt rsa_keygen_bits:3072',
  'rsa-4096': 'RSA -pkeyopt rsa_keygen_bits:4096',
  ed25519: 'ED25519',
  'ml-dsa-44': 'ML-DSA-44',
  'ml-dsa-65': 'ML-DSA-65',
  'ml-dsa-87': 'ML-DSA-87',
};

const CONFIG = 'openssl.cnf';

export function opensslCommands(wanted: Wanted): ProgramCommands {
  const { draft, signer, what, attributes } = wanted;
  const use = what === 'request' ? 'request' : signer;
  const unsaid = isRenamed(wanted) ? subjectOption(draft.subject).cannot : [];
  const comments = (section: string): readonly string[] => [
    ...(use === 'authority' ? ['The authority signs with ca.pem and ca-key.pem.'] : []),
    ...lines(wanted, use, section),
  ];
  const { text, cannot } = writeConfig(draft, use, comments, attributes);
  const section = `v3_${draft.profile.replaceAll('-', '_')}`;
  return {
    files: [{ path: CONFIG, contents: text }],
    program: {
      program: 'openssl',
      commands: lines(wanted, use, section).join('\n'),
      cannot: [...cannot, ...unsaid, ...versions(draft, use)],
      tried: true,
    },
  };
}

function lines(wanted: Wanted, use: 'self' | 'authority' | 'request', section: string): readonly string[] {
  const { draft } = wanted;
  const key =
    wanted.key === 'held' || wanted.key === 'request'
      ? []
      : [`openssl genpkey -algorithm ${keyOptions[draft.keyAlgorithm]} -out key.pem`];
  const signature = signatureOptions(wanted);
  // A section without a name is refused, and a name without anything in it is not.
  const subject = draft.subject.length === 0 ? ' -subj /' : '';
  const request = `openssl req -new -config ${CONFIG} -key key.pem${subject}`;
  // What was asked for and what is given may be two names.
  const named = isRenamed(wanted) ? ` ${subjectOption(draft.subject).option}` : '';
  const signed = `${signature}${serial(draft)}${validity(draft)} -out cert.pem`;
  switch (use) {
    case 'self':
      return [
        ...key,
        `openssl req -x509 -config ${CONFIG} -key key.pem${subject}${signed}`,
        'openssl verify -x509_strict -CAfile cert.pem cert.pem',
      ];
    case 'authority':
      return [
        ...key,
        ...(wanted.key === 'request' ? [] : [`${request} -out request.pem`]),
        `openssl x509 -req -in request.pem${named} -CA ca.pem -CAkey ca-key.pem -extfile ${CONFIG} -extensions ${section}${signed}`,
        'openssl verify -x509_strict -CAfile ca.pem cert.pem',
      ];
    case 'request':
      return [
        ...key,
        `${request}${signature} -out request.pem`,
        'openssl req -in request.pem -verify -noout -text',
      ];
  }
}

const isRenamed = ({ key, subjectAsAsked }: Wanted): boolean => key === 'request' && subjectAsAsked !== true;

/** OpenSSL hashes with SHA-256 unless told otherwise. */
function signatureOptions(wanted: Wanted): string {
  const scheme = signatureOf(wanted);
  const digest = hashOf(scheme);
  const pss = scheme?.startsWith('rsa-pss-') === true;
  return (
    (digest === undefined ? '' : ` -${digest.toLowerCase()}`) +
    (pss ? ' -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:digest' : '')
  );
}

function serial(draft: CertificateDraft): string {
  const hex = serialHex(draft);
  return hex === undefined ? '' : ` -set_serial 0x${hex}`;
}

function validity({ validity: lasts }: CertificateDraft): string {
  if (lasts.kind === 'days') return ` -days ${daysOf(lasts)}`;
  const spelled = (iso: string): string => iso.replace(/[^\dZ]/g, '');
  return ` -not_before ${spelled(lasts.notBefore)} -not_after ${spelled(lasts.notAfter)}`;
}

function versions(draft: CertificateDraft, use: string): readonly string[] {
  const isMlDsa = signatureSchemes[keyAlgorithms[draft.keyAlgorithm].scheme.id].family === 'ml-dsa';
  const dated = draft.validity.kind === 'dates' && use !== 'request';
  return [
    ...(isMlDsa ? ['ML-DSA keys before OpenSSL 3.5'] : []),
    ...(dated ? ['Times to the second before OpenSSL 3.4, which knows -days alone'] : []),
    ...(draft.validity.kind === 'days' && use !== 'request'
      ? ['A beginning an hour ago: -days counts from now']
      : []),
  ];
}
