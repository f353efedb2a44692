/** Words of a kit that stand in its README, in its page and in nothing else. */
import type { ClientVerdict } from '../clients/client';
import type { BadCertificateGroup } from './bad-certificate';

export const groupTitles: Readonly<Record<BadCertificateGroup, string>> = {
  control: 'Good, as control',
  unusual: 'Unusual, and allowed',
  validity: 'Validity',
  names: 'Names',
  'name-constraints': 'Name constraints',
  authorities: 'Authorities',
  extensions: 'Extensions of the server certificate',
  encoding: 'Versions, serial numbers, encoding',
  signatures: 'Signatures',
  keys: 'Keys',
  chain: 'Chain and trust',
  revocation: 'Revocation',
};

export const outcomeMarks: Readonly<Record<ClientVerdict['outcome'], string>> = {
  accepted: 'accepts',
  'accepted-but': 'accepts, but',
  refused: 'refuses',
  unknown: 'not known',
};
