/** Whom the certificate is for: other names, names in the wrong place, of the wrong kind, or in the wrong letters. */
import { utf8 } from '../../../codec/bytes';
import * as Tag from '../../../codec/tag';
import { inGroup } from '../bad-certificate';
import { chain } from '../chain';
import { alternativeNames, fields, holding, nameOf, without } from '../changes';
import { dns, generalNames } from '../raw-value';

const HOSTS = 'RFC 9525 §6.3';
const WILDCARDS = 'RFC 9525 §6.3';
const ADDRESSES = 'RFC 9525 §6.5';
const ALTERNATIVES = 'RFC 5280 §4.2.1.6';
const COMMON_NAME = '2.5.4.3';
const COUNTRY = '2.5.4.6';
const OTHER = 'example.test';

export const nameCases = inGroup('names', [
  [
    'name-mismatch',
    'Another host',
    'The alternative names and the common name are example.test.',
    HOSTS,
    chain({ leafName: OTHER, names: [{ kind: 'dns', value: OTHER }] }),
  ],
  [
    'name-no-san',
    'No alternative names',
    'The host stands in the common name alone.',
    'RFC 9525 §2',
    chain({ leaf: without('subjectAltName') }),
  ],
  [
    'name-email-only-san',
    'Only a mailbox',
    'The one alternative name is a mailbox; the host stands in the common name alone.',
    'RFC 9525 §2',
    chain({ leaf: alternativeNames({ kind: 'email', value: `someone@${OTHER}` }) }),
  ],
  [
    'name-uri-only',
    'Only a URI',
    'The host stands there in a URI, https://host/, and as no DNS name.',
    HOSTS,
    chain(({ host }) => ({
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'uri', value: `https://${host}/` }),
    })),
  ],
  [
    'name-empty-san',
    'An empty list of names',
    'The alternative names are a list of none.',
    ALTERNATIVES,
    chain({ leafName: 'a server', leaf: holding('subjectAltName', generalNames()) }),
  ],
  [
    'name-with-port',
    'The host with a port',
    'The DNS name ends with :443.',
    ALTERNATIVES,
    chain(({ host }) => ({
      leafName: 'a server',
      leaf: holding('subjectAltName', generalNames(dns(`${host}:443`))),
    })),
  ],
  [
    'name-trailing-space',
    'A blank behind the host',
    'The DNS name ends with a space.',
    ALTERNATIVES,
    chain(({ host }) => ({
      leafName: 'a server',
      leaf: holding('subjectAltName', generalNames(dns(`${host} `))),
    })),
  ],
  [
    'name-trailing-dot',
    'A dot behind the host',
    'The DNS name ends with a dot, as in a zone file.',
    'RFC 5280 §4.2.1.6, RFC 1034 §3.5',
    chain(({ host }) => ({
      leafName: 'a server',
      leaf: holding('subjectAltName', generalNames(dns(`${host}.`))),
    })),
  ],
  [
    'name-nul',
    'A NUL behind the host',
    'The DNS name is the host, an octet of zero, and .example.test: who reads to the zero sees the host.',
    'CVE-2009-2408',
    chain(({ host }) => ({
      leafName: 'a server',
      leaf: holding('subjectAltName', generalNames(dns(`${host}\0.${OTHER}`))),
    })),
  ],
  [
    'name-ip-in-dns',
    'An address as a DNS name',
    'The address connected to is written as a DNS name.',
    ADDRESSES,
    chain(({ address }) => ({
      host: address,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: address }),
    })),
  ],
  [
    'name-ip-ascii',
    'An address in letters',
    'The iPAddress holds the characters of the address in place of its octets.',
    ALTERNATIVES,
    chain(({ address }) => ({
      host: address,
      leafName: 'a server',
      leaf: holding('subjectAltName', generalNames({ tag: Tag.implicit(7), contents: utf8(address) })),
    })),
  ],
  [
    'name-ip-other',
    'Another address',
    'The certificate is for 192.0.2.1.',
    ADDRESSES,
    chain(({ address }) => ({
      host: address,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'ip', value: '192.0.2.1' }),
    })),
  ],
  [
    'name-dns-only-connect-ip',
    'No address',
    'The client connects to an address, and the certificate has the host alone.',
    ADDRESSES,
    chain(({ address, host }) => ({ host: address, leaf: alternativeNames({ kind: 'dns', value: host }) })),
  ],
  [
    'name-wild-deep',
    'A wildcard one label too high',
    'The name is *.zone and the client connects to x.y.zone.',
    WILDCARDS,
    chain(({ zone }) => ({
      host: `x.y.${zone}`,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `*.${zone}` }),
    })),
  ],
  [
    'name-wild-itself',
    'A wildcard for its own zone',
    'The name is *.zone and the client connects to the zone itself.',
    WILDCARDS,
    chain(({ zone }) => ({
      host: zone,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `*.${zone}` }),
    })),
  ],
  [
    'name-wild-partial',
    'Half a wildcard',
    'The asterisk is a part of a label, a*.zone; it must be all of it.',
    WILDCARDS,
    chain(({ zone }) => ({
      host: `a1.${zone}`,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `a*.${zone}` }),
    })),
  ],
  [
    'name-wild-middle',
    'A wildcard in the middle',
    'The asterisk is the second label, a.*.zone; it may be the first alone.',
    WILDCARDS,
    chain(({ zone }) => ({
      host: `a.b.${zone}`,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `a.*.${zone}` }),
    })),
  ],
  [
    'name-wild-twice',
    'Two wildcards',
    'The name is *.*.zone.',
    WILDCARDS,
    chain(({ zone }) => ({
      host: `a.b.${zone}`,
      leafName: 'a server',
      leaf: alternativeNames({ kind: 'dns', value: `*.*.${zone}` }),
    })),
  ],
  [
    'name-wild-localhost',
    'A wildcard below a top-level domain',
    'The name is an asterisk and one label: a whole top-level domain.',
    'RFC 9525 §7.1',
    chain(({ zone }) => {
      const top = zone.split('.').at(-1) ?? zone;
      return {
        host: `app.${top}`,
        leafName: 'a server',
        leaf: alternativeNames({ kind: 'dns', value: `*.${top}` }),
      };
    }),
  ],
  [
    'name-wild-all',
    'A wildcard for everything',
    'The name is an asterisk alone.',
    WILDCARDS,
    chain({ leafName: 'a server', leaf: alternativeNames({ kind: 'dns', value: '*' }) }),
  ],
  [
    'name-empty-subject-san-noncritical',
    'No subject, and names not critical',
    'The subject is empty, and then the alternative names must be critical.',
    ALTERNATIVES,
    chain({ leaf: fields({ subject: nameOf() }) }),
  ],
  [
    'name-underscore',
    'An underscore in the host',
    'my_app is no host name, and stands in the DNS name.',
    'RFC 5280 §4.2.1.6, RFC 1123 §2.1',
    chain(({ zone }) => ({
      host: `my_app.${zone}`,
      leaf: alternativeNames({ kind: 'dns', value: `my_app.${zone}` }),
    })),
  ],
  [
    'name-space-in-extra-san',
    'A second name with a space',
    'Beside the right names stands "my host".',
    ALTERNATIVES,
    chain(({ names }) => ({ leaf: alternativeNames(...names, { kind: 'dns', value: 'my host' }) })),
  ],
  [
    'name-url-in-extra-san',
    'A second name that is a URL',
    'Beside the right names stands a DNS name that begins with https://.',
    ALTERNATIVES,
    chain(({ names, host }) => ({
      leaf: alternativeNames(...names, { kind: 'dns', value: `https://${host}:8443` }),
    })),
  ],
  [
    'name-utf8-in-extra-san',
    'A second name in UTF-8',
    'Beside the right host stands münchen.test in UTF-8; DNS names are ASCII.',
    'RFC 5280 §7.2',
    chain(({ host }) => ({
      leaf: holding('subjectAltName', generalNames(dns(host), dns('münchen.test'))),
    })),
  ],
  [
    'name-empty-dns-extra',
    'A second name that is empty',
    'Beside the right host stands a DNS name of no characters.',
    ALTERNATIVES,
    chain(({ host }) => ({ leaf: holding('subjectAltName', generalNames(dns(host), dns(''))) })),
  ],
  [
    'name-country-3',
    'A country of three letters',
    'countryName of the subject is USA; it has two letters.',
    'RFC 5280 appendix A.1',
    chain(({ commonName }) => ({
      leaf: fields({
        subject: nameOf(
          { oid: COUNTRY, tag: Tag.PRINTABLE_STRING, text: 'USA' },
          { oid: COMMON_NAME, tag: Tag.UTF8_STRING, text: commonName },
        ),
      }),
    })),
  ],
  [
    'name-ip-mapped',
    'An address mapped into IPv6',
    'The certificate has ::ffff:127.0.0.1 in 16 octets, and the client connects to 127.0.0.1.',
    'RFC 9525 §6.5, RFC 4291 §2.5.5.2',
    chain({
      host: '127.0.0.1',
      leafName: 'a server',
      leaf: holding(
        'subjectAltName',
        generalNames({
          tag: Tag.implicit(7),
          contents: Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1),
        }),
      ),
    }),
  ],
  [
    'name-san-unreadable',
    'Names that cannot be read',
    'The contents of the alternative names are no DER.',
    ALTERNATIVES,
    chain({ leaf: holding('subjectAltName', utf8('no DER at all')) }),
    'not-by-python',
  ],
]);
