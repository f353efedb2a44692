/** The certificates of a kit as drafts, so that one rule book (`draft/prepare`) judges them and those of the page Certificate. */
import { withAddresses } from '../authority/issuer-addresses';
import type { CertificateDraft, DraftAttribute, DraftName } from '../draft/certificate-draft';
import { draftFor } from '../draft/profiles';
import type { AuthorityWithoutKey } from '../open-authority';
import type { ClientKitPlan, ClientWish } from './kit-plan';

/** Who signs makes no difference here. */
type Plan = ClientKitPlan<AuthorityWithoutKey>;

const COMMON_NAME = '2.5.4.3';
/** Microsoft's user principal name, a UTF8String. */
const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3';
/** RFC 5280 appendix A, ub-common-name: also the longest name that a server certificate can repeat in its subject. */
export const LONGEST_COMMON_NAME = 64;

/** What every certificate of a kit has in common. */
function common(
  profile: 'tls-client' | 'tls-server',
  { keyAlgorithm, days, addresses }: Plan,
): CertificateDraft {
  const draft = draftFor(profile, keyAlgorithm);
  return withAddresses({ ...draft, validity: { kind: 'days', days } }, addresses);
}

/** clientAuth alone, so that nobody can pose as a server with it. */
export function clientDraft(wish: ClientWish, plan: Plan): CertificateDraft {
  return {
    ...common('tls-client', plan),
    subject: attribute(COMMON_NAME, commonNameOf(wish)),
    alternativeNames: [
      ...alternative('email', wish.email),
      ...alternative('uri', wish.uri),
      ...(wish.userPrincipalName.trim() === '' ? [] : [principal(wish.userPrincipalName.trim())]),
    ],
    serialNumber: wish.serialNumber,
  };
}

/** The name, and the device behind it where there is room: `Anna (laptop)`. */
export function commonNameOf({ name, device }: ClientWish): string {
  const whole = device.trim() === '' ? name.trim() : `${name.trim()} (${device.trim()})`;
  return [...whole].length <= LONGEST_COMMON_NAME ? whole : name.trim();
}

export function serverDraft(plan: Plan): CertificateDraft {
  const host = plan.serverNames.find(({ kind }) => kind === 'dns')?.value.trim() ?? '';
  return {
    ...common('tls-server', plan),
    subject: host.length > LONGEST_COMMON_NAME ? [] : attribute(COMMON_NAME, host),
    alternativeNames: plan.serverNames,
    serialNumber: plan.serverSerialNumber,
  };
}

function attribute(type: string, text: string): readonly DraftAttribute[] {
  const value = text.trim();
  return value === '' ? [] : [{ type, value }];
}

function alternative(kind: 'email' | 'uri', text: string): readonly DraftName[] {
  const value = text.trim();
  return value === '' ? [] : [{ kind, value }];
}

const principal = (value: string): DraftName => ({
  kind: 'other',
  oid: USER_PRINCIPAL_NAME,
  form: 'utf8',
  value,
});
