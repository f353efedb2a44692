/**
 * uWSGI. `!` before the authority's file makes a certificate a must. It has no option for a list of revoked ones, measured:
 * a list beside the authority in that file changes nothing. So the certificate is passed on to the application, which looks
 * into the list itself before it does anything else.
 */
import { listenPair } from '../address';
import { shellQuote } from '../quote';
import { requireProgram, shellAddress, shellScript, waysToInstall } from '../shell-script';
import { revocationNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

const packages = {
  apt: 'uwsgi uwsgi-plugin-python3 python3-cryptography',
  pip: 'uwsgi cryptography',
};

export const mutualUwsgi: MutualServer = {
  label: 'uWSGI',
  needs: waysToInstall(packages),
  revoked: 'page',
  wantsWholeChain: false,
  files: (context) => [
    { path: 'run/wsgi_app.py', contents: application(context), mode: 0o644 },
    { path: 'run/uwsgi.sh', contents: script(context), mode: 0o755 },
  ],
  commands: (context) =>
    `uwsgi --plugins http,python3 --https ${shellQuote(`${listenPair(context)},fullchain.pem,key.pem,HIGH,!client-ca.pem`)} \\
  --https-export-cert --master --die-on-term --need-app --wsgi-file run/wsgi_app.py --callable app`,
  note: (context) =>
    'As Debian packs it; a uWSGI installed by pip takes the same without --plugins. run/uwsgi.sh knows both. uWSGI itself reads ' +
    `no list of revoked certificates, so run/wsgi_app.py does. ${revocationNote(context, 'answered with 403 by the application')}`,
};

const revocationCheck = `
def usable_list():
    """The list, if the authority signed it and a newer one is not overdue."""
    authority = x509.load_pem_x509_certificate((FOLDER / "client-ca.pem").read_bytes())
    revoked = x509.load_pem_x509_crl((FOLDER / "client-ca.crl.pem").read_bytes())
    if revoked.issuer != authority.subject or not revoked.is_signature_valid(authority.public_key()):
        raise ValueError("client-ca.crl.pem is not of the first authority in client-ca.pem")
    return revoked


REVOKED = usable_list()


def refusal(certificate):
    """Why somebody is turned away; None where nothing speaks against the certificate."""
    if hasattr(REVOKED, "next_update_utc"):  # cryptography 42 and later
        overdue = REVOKED.next_update_utc < datetime.datetime.now(datetime.timezone.utc)
    else:
        overdue = REVOKED.next_update < datetime.datetime.utcnow()
    if overdue:
        return "The list of revoked certificates is out of date."
    if certificate.issuer != REVOKED.issuer:
        return "There is no list of revoked certificates from the authority of this one."
    if REVOKED.get_revoked_certificate_by_serial_number(certificate.serial_number):
        return "This certificate is revoked."
    return None

`;

function application(context: MutualContext): string {
  const checks = context.revocation !== 'none';
  return `"""One page for uWSGI that greets whoever the client certificate belongs to: put your own application in its place."""
${checks ? 'import datetime\n' : ''}import html
import pathlib

from cryptography import x509
from cryptography.x509.oid import NameOID

FOLDER = pathlib.Path(__file__).resolve().parent.parent

${checks ? revocationCheck : ''}
def app(environ, start_response):
    # uWSGI has checked who signed it; with --https-export-cert it hands it on.
    certificate = x509.load_pem_x509_certificate(environ["HTTPS_CC"].encode("latin-1"))
${
  checks
    ? `    trouble = refusal(certificate)
    if trouble is not None:
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"{trouble}\\n".encode()]
`
    : ''
}    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    name = html.escape(names[-1].value if names else "somebody without a name")
    version = environ.get("uwsgi.version", b"").decode()
    body = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
        f"<h1>It works</h1><p>Hello, {name}. Served by uWSGI {version} over {environ['wsgi.url_scheme']}.</p>\\n"
    ).encode()
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
`;
}

function script(context: MutualContext): string {
  return shellScript(
    'Serves run/wsgi_app.py with uWSGI to clients with a certificate; HOST and PORT change the address.',
    [
      shellAddress(context),
      requireProgram('uwsgi', packages),
      `# Debian has the HTTPS router and Python as plugins; a uWSGI installed by pip has them inside.
options=$(uwsgi --help)
set --
case $options in
  *--wsgi-file*) ;;
  *) set -- --plugins http,python3 ;;
esac

exec uwsgi "$@" --https "$ADDRESS,fullchain.pem,key.pem,HIGH,!client-ca.pem" --https-export-cert --master --die-on-term \\
  --need-app --wsgi-file run/wsgi_app.py --callable app
`,
    ],
  );
}
