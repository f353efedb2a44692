/**
 * How programs load a revocation list: what to write, and what each of them does with it, under an intermediate and under a root
 * that signs by itself. Which file is which is said beside them (`loadedFiles`). Every text is run as it stands by
 * tests/interop/list-loading.test.ts.
 */
interface Loading {
  readonly label: string;
  readonly commands: string;
  readonly note: string;
  /** What differs where the list is that of a root: there is no other. */
  readonly ofRoot?: { readonly commands?: string; readonly note: string };
  /** Whether it wants a list of every authority in the chain, or of the one alone that signed. */
  readonly wants: 'every-list' | 'one-list';
}

const withContext = '“context” is the one under Python ssl.';

const loading = {
  openssl: {
    label: 'OpenSSL',
    commands:
      'openssl verify -crl_check_all -CAfile ca.pem -CRLfile ca.crl.pem -CRLfile root.crl.pem cert.pem',
    note: '-crl_check_all wants a list of every authority in the chain; -crl_check that of the certificate’s own issuer alone.',
    ofRoot: {
      commands: 'openssl verify -crl_check_all -CAfile ca.pem -CRLfile ca.crl.pem cert.pem',
      note: 'Without -crl_check or -crl_check_all the list is read and nothing is checked.',
    },
    wants: 'every-list',
  },
  'python-ssl': {
    label: 'Python ssl',
    commands: `context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile="ca.pem")
context.load_cert_chain("server.pem", "key.pem")
context.verify_mode = ssl.CERT_REQUIRED
context.load_verify_locations("ca.crl.pem")
context.verify_flags |= ssl.VERIFY_CRL_CHECK_LEAF`,
    note: 'Without the flag the list is read and nothing is checked. Read once: start the program again for the next list, or load that into a new context.',
    wants: 'one-list',
  },
  uvicorn: {
    label: 'uvicorn',
    commands: `config = uvicorn.Config("app:app", port=8443, ssl_certfile="server.pem", ssl_keyfile="key.pem")
config.load()
config.ssl = context
uvicorn.Server(config).run()`,
    note: `${withContext} The flags --ssl-ca-certs and --ssl-cert-reqs 2 require a certificate and read no list.`,
    wants: 'one-list',
  },
  gunicorn: {
    label: 'gunicorn',
    commands: `# In the file behind -c, with certfile and keyfile
def ssl_context(conf, default_ssl_context_factory):
    return context

# The same for gunicorn before 21, which passes over the hook without a word
ssl.wrap_socket = lambda sock, **_: context.wrap_socket(sock, server_side=True)`,
    note: `${withContext} The flags --ca-certs and --cert-reqs 2 require a certificate and read no list.`,
    wants: 'one-list',
  },
  hypercorn: {
    label: 'hypercorn',
    commands: `class Config(hypercorn.config.Config):
    def create_ssl_context(self):
        return context

config = Config.from_mapping(bind="localhost:8443", certfile="server.pem", keyfile="key.pem")
asyncio.run(hypercorn.asyncio.serve(app, config))`,
    note: `${withContext} For HTTP/2 add context.set_alpn_protocols(config.alpn_protocols). No flag of its own reads a list.`,
    wants: 'one-list',
  },
  flask: {
    label: 'Flask',
    commands: 'app.run(port=8443, ssl_context=context)',
    note: `${withContext} “flask run” has no flag that asks for certificates.`,
    wants: 'one-list',
  },
  uwsgi: {
    label: 'uWSGI',
    commands: `# In the application, with --https …,!ca.pem and --https-export-cert
certificate = x509.load_pem_x509_certificate(environ["HTTPS_CC"].encode("latin-1"))
revoked = x509.load_pem_x509_crl(open("ca.crl.pem", "rb").read())
known = certificate.issuer == revoked.issuer
if not known or revoked.get_revoked_certificate_by_serial_number(certificate.serial_number):
    start_response("403 Forbidden", [])
    return []`,
    note: 'uWSGI has no option for a revocation list, and one put into the authority’s file changes nothing: it lets in who is revoked. So the application looks for itself. The run/wsgi_app.py of a kit also turns everybody away once the list is overdue.',
    wants: 'one-list',
  },
  nginx: {
    label: 'nginx',
    commands: `ssl_client_certificate ca.pem;
ssl_verify_client on;
ssl_verify_depth 5;
ssl_crl ca.crl.pem;`,
    note: 'It wants a list of every authority in the chain: put the root’s behind it in the same file. “nginx -s reload” reads the next one.',
    ofRoot: { note: '“nginx -s reload” reads the next one.' },
    wants: 'every-list',
  },
  apache: {
    label: 'Apache',
    commands: `SSLCACertificateFile ca.pem
SSLVerifyClient require
SSLVerifyDepth 5
SSLCARevocationFile ca.crl.pem
SSLCARevocationCheck leaf`,
    note: 'Without SSLCARevocationCheck the file is read and nothing is checked. “chain” instead of “leaf” wants the root’s list too, in the same file. “apachectl graceful” reads the next one.',
    ofRoot: {
      note: 'Without SSLCARevocationCheck the file is read and nothing is checked. “apachectl graceful” reads the next one.',
    },
    wants: 'one-list',
  },
  haproxy: {
    label: 'HAProxy',
    commands: 'bind :8443 ssl crt server.pem ca-file ca.pem verify required crl-file ca.crl.pem',
    note: 'It wants a list of every authority in the chain: put the root’s behind it in the same file. Reload it to read the next one.',
    ofRoot: { note: 'Reload it to read the next one.' },
    wants: 'every-list',
  },
  node: {
    label: 'Node',
    commands: `https.createServer({
  key, cert, ca, requestCert: true, rejectUnauthorized: true,
  crl: [fs.readFileSync('ca.crl.pem'), fs.readFileSync('root.crl.pem')],
})`,
    note: 'It wants a list of every authority in the chain, each by itself: of two in one file it reads the first. server.setSecureContext loads the next ones while it runs.',
    ofRoot: {
      commands: `https.createServer({
  key, cert, ca, requestCert: true, rejectUnauthorized: true,
  crl: fs.readFileSync('ca.crl.pem'),
})`,
      note: 'server.setSecureContext loads the next one while it runs.',
    },
    wants: 'every-list',
  },
  curl: {
    label: 'curl',
    commands: 'curl --cacert ca.pem --crlfile ca.crl.pem https://server.example:8443/',
    note: 'With OpenSSL and GnuTLS. It checks the server’s chain, and wants a list of every authority in it: put the root’s behind it in the same file.',
    ofRoot: { note: 'With OpenSSL and GnuTLS. It checks the server’s chain.' },
    wants: 'every-list',
  },
} as const satisfies Record<string, Loading>;

export type ListReader = keyof typeof loading;

/** @param root the list is that of a root, or else of an authority below one */
export const listLoading = (root: boolean): readonly (Loading & { readonly id: ListReader })[] =>
  (Object.keys(loading) as ListReader[]).map((id) => {
    const row: Loading = loading[id];
    return { id, ...row, ...(root && row.ofRoot) };
  });

interface LoadedFile {
  readonly name: string;
  readonly is: string;
}

/** What stands for what in the lines above. */
export const loadedFiles = (root: boolean): readonly LoadedFile[] => [
  {
    name: 'ca.pem',
    is: root ? 'its certificate' : 'its certificate with those above it, from Overview',
  },
  { name: 'ca.crl.pem', is: 'its list, as PEM' },
  ...(root ? [] : [{ name: 'root.crl.pem', is: 'the list of the one above it' }]),
  { name: 'server.pem', is: 'the server’s own certificate with its chain' },
  { name: 'key.pem', is: 'its key' },
];
