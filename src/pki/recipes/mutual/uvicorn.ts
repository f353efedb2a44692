/**
 * uvicorn, started from Python: its flags `--ssl-ca-certs` and `--ssl-cert-reqs 2` require a certificate, and none of them
 * reads a list of revoked ones. Nor does it tell the application who came; the few lines here do, in the form of the ASGI
 * specification's TLS extension.
 */
import { defaultPort, listenAddress } from '../address';
import { waysToInstall } from '../shell-script';
import { mutualAsgiApp } from './asgi-app';
import { clientCertificates, revocationNote, turnedAwayNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

export const mutualUvicorn: MutualServer = {
  label: 'uvicorn',
  needs: waysToInstall({ apt: 'uvicorn python3-starlette', pip: 'uvicorn starlette' }),
  revoked: 'handshake',
  wantsWholeChain: false,
  files: (context) => [
    clientCertificates(context),
    mutualAsgiApp,
    { path: 'run/uvicorn-server.py', contents: server(context), mode: 0o755 },
  ],
  commands: () => 'python3 run/uvicorn-server.py',
  flags: (context) =>
    `uvicorn asgi_app:app --app-dir run --host ${listenAddress(context)} --port ${defaultPort} \\
  --ssl-certfile fullchain.pem --ssl-keyfile key.pem --ssl-ca-certs client-ca.pem --ssl-cert-reqs 2`,
  note: (context) => `The application learns who came. ${turnedAwayNote} ${revocationNote(context)}`,
};

function server(context: MutualContext): string {
  return `#!/usr/bin/env python3
"""Serves run/asgi_app.py with uvicorn to clients with a certificate; HOST and PORT change the address."""
import os

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

import client_certificates

FOLDER = client_certificates.FOLDER


def knowing(application, name):
    """Tells the application who is calling, as the TLS extension of the ASGI specification has it."""

    async def told(scope, receive, send):
        extensions = {**scope.get("extensions", {}), "tls": {"client_cert_name": name}}
        await application({**scope, "extensions": extensions}, receive, send)

    return told


class Protocol(H11Protocol):
    """One of these serves one connection."""

    def connection_made(self, transport):
        super().connection_made(transport)
        name = client_certificates.common_name(transport.get_extra_info("peercert"))
        self.app = knowing(self.app, name)


config = uvicorn.Config(
    "asgi_app:app",
    host=os.environ.get("HOST", "${listenAddress(context)}"),
    port=int(os.environ.get("PORT", "${defaultPort}")),
    http=Protocol,
    ws="none",
    ssl_certfile=str(FOLDER / "fullchain.pem"),
    ssl_keyfile=str(FOLDER / "key.pem"),
)
config.load()
# What load() has made of the two files above asks no client for anything.
config.ssl = client_certificates.server_context()
uvicorn.Server(config).run()
`;
}
