/**
 * gunicorn. Its flags `--ca-certs` and `--cert-reqs 2` require a certificate and read no list of revoked ones; the hook
 * `ssl_context` that could came with version 21. Measured: 20.1 (Debian 12) passes over a hook it does not know without a
 * word and lets in who is revoked, so its way to make a socket is replaced as well.
 */
import { listenPair } from '../address';
import { shellQuote } from '../quote';
import { findPythonProgram, shellAddress, shellScript, waysToInstall } from '../shell-script';
import { clientCertificates, revocationNote } from './client-certificates';
import { mutualFlaskApp } from './flask-app';
import type { MutualContext, MutualServer } from './recipe';

const packages = { apt: 'gunicorn python3-flask', pip: 'gunicorn flask' };

export const mutualGunicorn: MutualServer = {
  label: 'gunicorn',
  needs: waysToInstall(packages),
  revoked: 'handshake',
  wantsWholeChain: false,
  files: (context) => [
    clientCertificates(context),
    mutualFlaskApp,
    { path: 'run/gunicorn_config.py', contents: configuration, mode: 0o644 },
    { path: 'run/gunicorn.sh', contents: script(context), mode: 0o755 },
  ],
  commands: (context) =>
    `gunicorn flask_app:app --pythonpath run --threads 4 -c run/gunicorn_config.py -b ${shellQuote(listenPair(context))}`,
  flags: (context) =>
    `gunicorn flask_app:app --pythonpath run --threads 4 -b ${shellQuote(listenPair(context))} \\
  --certfile fullchain.pem --keyfile key.pem --ca-certs client-ca.pem --cert-reqs 2`,
  note: (context) =>
    'run/gunicorn_config.py brings the TLS context: by the hook ssl_context, and for versions before 21, which have no such ' +
    `hook and would let in who is revoked, by replacing what they call instead. ${revocationNote(context)}`,
};

const configuration = `"""How gunicorn makes its TLS sockets: with the context of run/client_certificates.py."""
import pathlib
import ssl
import sys

import gunicorn.sock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import client_certificates  # noqa: E402

certfile = str(client_certificates.FOLDER / "fullchain.pem")
keyfile = str(client_certificates.FOLDER / "key.pem")
# Both again for the case that nothing below is heard: then at least nobody comes in without a certificate.
ca_certs = str(client_certificates.FOLDER / "client-ca.pem")
cert_reqs = ssl.CERT_REQUIRED


def ssl_context(conf, default_ssl_context_factory):
    return client_certificates.server_context()


if not hasattr(gunicorn.sock, "ssl_context"):
    # Before version 21 there is no such hook: gunicorn calls ssl.wrap_socket, which knows no lists of revoked certificates.
    context = client_certificates.server_context()

    def wrap_socket(sock, do_handshake_on_connect=True, suppress_ragged_eofs=True, **_):
        return context.wrap_socket(
            sock,
            server_side=True,
            do_handshake_on_connect=do_handshake_on_connect,
            suppress_ragged_eofs=suppress_ragged_eofs,
        )

    ssl.wrap_socket = wrap_socket
`;

function script(context: MutualContext): string {
  return shellScript(
    'Serves run/flask_app.py with gunicorn to clients with a certificate; HOST and PORT change the address.',
    [
      shellAddress(context),
      findPythonProgram('gunicorn', ['gunicorn', 'flask'], packages),
      `exec "$@" flask_app:app --pythonpath run --threads 4 -c run/gunicorn_config.py -b "$ADDRESS"
`,
    ],
  );
}
