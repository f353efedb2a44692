// Where an authority's lists, certificate and responder are found (RFC 5280 §4.2.1.13 and §4.2.2.1), as it puts them into what
// it signs.
import { describe, expect, it } from 'vitest';
import { firstSettings } from '../../src/pki/authority/authority-record';
import { withAddresses } from '../../src/pki/authority/issuer-addresses';
import { draftFor } from '../../src/pki/draft/profiles';

const draft = draftFor('tls-server');
const chosen = { ...firstSettings, listAddresses: ['http://a.test/new.crl'] };
const old = {
  ...draft,
  extensions: {
    ...draft.extensions,
    crlDistributionPoints: { critical: true, addresses: ['http://a.test/old.crl'] },
    authorityInfoAccess: { ocsp: ['http://a.test/ocsp'], caIssuers: ['http://a.test/old.crt'] },
  },
};

describe('addresses of the authority that signs', () => {
  it('are none where nothing was chosen, and what is there stays', () => {
    expect(withAddresses(draft, firstSettings)).toEqual(draft);
    expect(withAddresses(old, firstSettings)).toEqual(old);
  });

  it('take the place of older ones of their kind, and of no others', () => {
    const { crlDistributionPoints, authorityInfoAccess } = withAddresses(old, chosen).extensions;
    expect(crlDistributionPoints?.addresses).toEqual(['http://a.test/new.crl']);
    expect(authorityInfoAccess).toEqual(old.extensions.authorityInfoAccess);
    const renewed = withAddresses(old, { ...firstSettings, certificateAddresses: ['http://a.test/new.crt'] });
    expect(renewed.extensions.authorityInfoAccess).toEqual({
      ocsp: ['http://a.test/ocsp'],
      caIssuers: ['http://a.test/new.crt'],
    });
  });

  it('name a responder where there is one; settings of before know of none', () => {
    const asked = { ...firstSettings, ocspAddresses: ['http://a.test/ocsp'] };
    expect(withAddresses(draft, asked).extensions.authorityInfoAccess).toEqual({
      ocsp: ['http://a.test/ocsp'],
      caIssuers: [],
    });
  });
});
