/** Every case of the kit, in the order of its groups. */
import type { BadCertificate } from './bad-certificate';
import { authorityCases } from './cases/authorities';
import { chainCases } from './cases/chains';
import { controls } from './cases/controls';
import { encodingCases } from './cases/encoding';
import { extensionCases } from './cases/extensions';
import { keyCases } from './cases/keys';
import { nameConstraintCases } from './cases/name-constraints';
import { nameCases } from './cases/names';
import { revocationCases } from './cases/revocation';
import { signatureCases } from './cases/signatures';
import { unusualCases } from './cases/unusual';
import { validityCases } from './cases/validity';

export const badCertificates: readonly BadCertificate[] = [
  ...controls,
  ...unusualCases,
  ...validityCases,
  ...nameCases,
  ...nameConstraintCases,
  ...authorityCases,
  ...extensionCases,
  ...encodingCases,
  ...signatureCases,
  ...keyCases,
  ...chainCases,
  ...revocationCases,
];
