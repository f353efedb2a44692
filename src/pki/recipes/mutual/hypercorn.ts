/**
 * hypercorn, started from Python: `--ca-certs` with `--verify-mode CERT_REQUIRED` requires a certificate, and no flag reads a
 * list of revoked ones. It does not tell the application who came, in any version seen.
 */
import { defaultPort, listenAddress, listenPair } from '../address';
import { shellQuote } from '../quote';
import { waysToInstall } from '../shell-script';
import { mutualAsgiApp } from './asgi-app';
import { clientCertificates, revocationNote, turnedAwayNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

export const mutualHypercorn: MutualServer = {
  label: 'hypercorn',
  needs: waysToInstall({ apt: 'python3-hypercorn python3-starlette', pip: 'hypercorn starlette' }),
  revoked: 'handshake',
  wantsWholeChain: false,
  files: (context) => [
    clientCertificates(context),
    mutualAsgiApp,
    { path: 'run/hypercorn-server.py', contents: server(context), mode: 0o755 },
  ],
  commands: () => 'python3 run/hypercorn-server.py',
  flags: (context) =>
    `hypercorn run/asgi_app:app -b ${shellQuote(listenPair(context))} --certfile fullchain.pem --keyfile key.pem \\
  --ca-certs client-ca.pem --verify-mode CERT_REQUIRED`,
  note: (context) =>
    'Speaks HTTP/2 as well. The application does not learn who came: hypercorn checks certificates and keeps them to itself. ' +
    `${turnedAwayNote} ${revocationNote(context)}`,
};

function server(context: MutualContext): string {
  return `#!/usr/bin/env python3
"""Serves run/asgi_app.py with hypercorn to clients with a certificate; HOST and PORT change the address."""
import asyncio
import os

import hypercorn.asyncio
import hypercorn.config

import client_certificates
from asgi_app import app

FOLDER = client_certificates.FOLDER
HOST = os.environ.get("HOST", "${listenAddress(context)}")
PORT = os.environ.get("PORT", "${defaultPort}")


class Config(hypercorn.config.Config):
    def create_ssl_context(self):
        return client_certificates.require(super().create_ssl_context())


config = Config()
config.bind = [f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"]
config.certfile = str(FOLDER / "fullchain.pem")
config.keyfile = str(FOLDER / "key.pem")
config.keyfile_password = client_certificates.key_password
asyncio.run(hypercorn.asyncio.serve(app, config))
`;
}
