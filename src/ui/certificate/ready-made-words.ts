/** What each ready-made template is called, and when somebody wants it. */
import type { ReadyMadeId } from '../../pki/draft/ready-made';

interface Named {
  readonly name: string;
  readonly about: string;
}

export const readyMadeWords: Readonly<Record<ReadyMadeId, Named>> = {
  localhost: { name: 'Local development', about: 'localhost, 127.0.0.1 and ::1, for this machine alone.' },
  internal: { name: 'Internal server', about: 'A name and an IP address in your own network.' },
  'public-web': {
    name: 'Public web server',
    about:
      'As public authorities make them (CA/B baseline requirements): at most 199 days, no subject, one purpose. Add where your authority keeps its list.',
  },
  person: { name: 'Person', about: 'Shows a server who it is (mTLS), by name and mailbox.' },
  device: {
    name: 'Device or service',
    about: 'Shows a server which one it is (mTLS), by name and serial number.',
  },
  'vpn-server': {
    name: 'VPN server',
    about: 'OpenVPN, strongSwan, Windows and Apple clients: the name they connect to.',
  },
  'vpn-client': {
    name: 'VPN client',
    about: 'OpenVPN and strongSwan: a person, by the mailbox that is its identity.',
  },
  radius: {
    name: 'RADIUS server',
    about: 'Wi-Fi with EAP-TLS or PEAP: the one name that Android and Windows are set to expect.',
  },
  'kubernetes-api': {
    name: 'Kubernetes API server',
    about: 'The names inside the cluster; 10.96.0.1 is the first address of its service range.',
  },
  kubelet: {
    name: 'Kubelet',
    about: 'A node that talks to the API server: its host name goes behind system:node:.',
  },
  email: { name: 'S/MIME', about: 'Signs mail and has mail encrypted to it, for one mailbox.' },
  'code-signing': { name: 'Code signing', about: 'Programs, scripts and packages of one publisher.' },
  'team-root': { name: 'Root of a small team', about: 'Ten years, one level of authorities below it.' },
  'team-intermediate': {
    name: 'Intermediate of a small team',
    about: 'Five years, signs TLS servers and clients and nothing else.',
  },
  'domain-controller': {
    name: 'Windows domain controller',
    about:
      'From an authority that is not Microsoft’s: the names of the machine and of the domain, and a list that can be fetched.',
  },
  'smart-card': {
    name: 'Smart card logon',
    about:
      'A person in a Windows domain, by user principal name. Windows also wants the account tied to it: add its SID as a URI, or set altSecurityIdentities.',
  },
  ocsp: {
    name: 'OCSP responder',
    about: 'Answers in the authority’s place; 90 days, and nobody asks about it.',
  },
  'time-stamping': { name: 'Time stamping', about: 'RFC 3161: its one purpose, and critical.' },
};
