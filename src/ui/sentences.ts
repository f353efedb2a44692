/** The form as sentences: what is chosen already, and in a few words why that is good or what it means. */
import type { LocalHttpsForm } from '../app/local-https.svelte';
import { dayOf } from './moment';
import { keyAbout, keyLimits, listedBriefly, signers } from './words';

export interface Said {
  readonly value: string;
  readonly detail: string;
  /** It stands in the way. */
  readonly wrong: boolean;
}

const said = (value: string, detail: string, wrong = false): Said => ({ value, detail, wrong });

export function signedBySaid({ signer, names, outside }: LocalHttpsForm): Said {
  switch (signer.kind) {
    case 'self':
      return said(signers.self, 'trusted wherever the file itself is given as trusted');
    case 'new-authority': {
      const scope = ['local names', 'private addresses', ...signer.scopeBeyondLocal(names.planned)];
      const ownName = signer.commonName.trim();
      return said(
        ownName === '' ? signers[signer.kind] : ownName,
        `can only sign ${listedBriefly(scope, 4)}`,
      );
    }
    default: {
      const { authority, signedBy } = signer;
      if (authority === undefined)
        return said('No authority is open yet', 'paste or drop its certificate and key', true);
      const { permitted, name } = authority;
      const may = permitted === undefined ? 'may sign any name' : `may only sign ${listedBriefly(permitted)}`;
      return signedBy === undefined ? said(name, 'is locked', true) : said(name, may, outside.length > 0);
    }
  }
}

export function keySaid({ key }: LocalHttpsForm): Said {
  return said(key.label, key.limit === undefined ? keyAbout[key.id] : keyLimits[key.limit]);
}

export function validSaid({ validity, endsAt }: LocalHttpsForm): Said {
  if (endsAt === undefined) return said('Not a number of days', 'from 1 to 36,500', true);
  if (endsAt < (validity.endsAt() ?? endsAt))
    return said(`Until ${dayOf(endsAt)}`, 'when the authority itself ends');
  const wrong = validity.beyondLimit && !validity.insists;
  return said(`${validity.days ?? 0} days, until ${dayOf(endsAt)}`, 'Apple refuses more than 825', wrong);
}

export function passwordSaid({ password }: LocalHttpsForm): Said {
  return password.isSet
    ? said('Set', 'key.pem, combined.pem and bundle.p12 are encrypted', password.differs)
    : said('None', `${listedBriefly(password.cannotRead, 2)} cannot read encrypted keys`);
}
