/** Whether what an authority signs will be accepted where it is meant to be: for its purposes, and up to a root that is here. */
import { extensionValue } from '../../codec/extension';
import { CLIENT_AUTH } from '../draft/profiles';
import type { AuthorityWithoutKey } from '../open-authority';
import { SERVER_AUTH } from '../profile';

const ANY_PURPOSE = '2.5.29.37.0';

export type AuthorityMisfit =
  /** The authority, or one above it, is for other purposes than this alone (extendedKeyUsage, RFC 5280 §4.2.1.12). */
  | {
      readonly code: 'authority-not-for-this';
      readonly authority: string;
      readonly purpose: 'clients' | 'servers';
    }
  /** Nobody can follow what it signed to a root that is not here. */
  | { readonly code: 'root-missing'; readonly authority: string };

/** Purposes of an authority bound those of whatever it signs: so OpenSSL, Windows and NSS read them. */
export function misfitsOf(
  { chain, name, cautions }: Pick<AuthorityWithoutKey, 'chain' | 'name' | 'cautions'>,
  wanted: { readonly clients: boolean; readonly servers: boolean },
): readonly AuthorityMisfit[] {
  const allows = (purpose: string): boolean =>
    chain.every(({ extensions }) => {
      const found = extensionValue(extensions, 'extendedKeyUsage');
      const purposes = found.ok ? found.value?.value : undefined;
      return purposes === undefined || purposes.includes(purpose) || purposes.includes(ANY_PURPOSE);
    });
  const misfit = (purpose: 'clients' | 'servers'): AuthorityMisfit => ({
    code: 'authority-not-for-this',
    authority: name,
    purpose,
  });
  return [
    ...(cautions.includes('root-missing') ? [{ code: 'root-missing', authority: name } as const] : []),
    ...(!wanted.clients || allows(CLIENT_AUTH) ? [] : [misfit('clients')]),
    ...(!wanted.servers || allows(SERVER_AUTH) ? [] : [misfit('servers')]),
  ];
}
