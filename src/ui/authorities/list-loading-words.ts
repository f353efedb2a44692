/**
 * How programs load a revocation list: what to write, and what each of them does with it. `ca.pem` is the authority with those
 * above it, `ca.crl.pem` its list, as PEM.
 */
interface Loading {
  readonly id: string;
  readonly label: string;
  readonly commands: string;
  readonly note: string;
}

export const listLoading: readonly Loading[] = [
  {
    id: 'openssl',
    label: 'OpenSSL',
    commands: 'openssl verify -crl_check_all -CAfile ca.pem -CRLfile ca.crl.pem cert.pem',
    note: 'Below an intermediate, -crl_check_all wants the root’s list too: give it with a second -CRLfile. -crl_check asks for the list of the certificate’s own issuer alone.',
  },
  {
    id: 'python',
    label: 'Python ssl',
    commands: `context.load_verify_locations("ca.pem")
context.load_verify_locations("ca.crl.pem")
context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF`,
    note: 'Read once: start the program again, or load the next list into a new context. uvicorn takes such a context from ssl_context_factory, gunicorn 21 and later from its ssl_context hook, hypercorn from Config.create_ssl_context.',
  },
  {
    id: 'nginx',
    label: 'nginx',
    commands: `ssl_client_certificate ca.pem;
ssl_verify_client on;
ssl_crl ca.crl.pem;`,
    note: 'It wants a list of every authority in the chain: put the root’s behind it in the same file. “nginx -s reload” reads the next one.',
  },
  {
    id: 'apache',
    label: 'Apache',
    commands: `SSLCACertificateFile ca.pem
SSLVerifyClient require
SSLCARevocationFile ca.crl.pem
SSLCARevocationCheck leaf`,
    note: 'Without SSLCARevocationCheck the file is read and nothing is checked. “chain” instead of “leaf” wants the root’s list too.',
  },
  {
    id: 'haproxy',
    label: 'HAProxy',
    commands: 'bind :443 ssl crt server.pem ca-file ca.pem verify required crl-file ca.crl.pem',
    note: 'A list past its next update refuses everybody. Reload it to read the next one.',
  },
  {
    id: 'node',
    label: 'Node',
    commands: `https.createServer({
  key, cert, ca, requestCert: true, rejectUnauthorized: true,
  crl: [fs.readFileSync('ca.crl.pem'), fs.readFileSync('root.crl.pem')],
})`,
    note: 'It wants a list of every authority in the chain. server.setSecureContext loads the next ones while it runs.',
  },
  {
    id: 'curl',
    label: 'curl',
    commands: 'curl --cacert ca.pem --crlfile ca.crl.pem https://server.example/',
    note: 'With OpenSSL and GnuTLS. It checks the server’s chain, and wants a list of every authority in it.',
  },
];
