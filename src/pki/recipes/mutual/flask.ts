/** Flask's own development server. `flask run` has no flag for client certificates; `app.run` takes a whole TLS context. */
import { defaultPort, listenAddress } from '../address';
import { waysToInstall } from '../shell-script';
import { clientCertificates, revocationNote } from './client-certificates';
import { mutualFlaskApp } from './flask-app';
import type { MutualContext, MutualServer } from './recipe';

export const mutualFlask: MutualServer = {
  label: 'Flask',
  needs: waysToInstall({ apt: 'python3-flask', pip: 'flask' }),
  revoked: 'handshake',
  wantsWholeChain: false,
  files: (context) => [
    clientCertificates(context),
    mutualFlaskApp,
    { path: 'run/flask-server.py', contents: server(context), mode: 0o755 },
  ],
  commands: () => 'python3 run/flask-server.py',
  note: (context) =>
    `The development server: flask run cannot ask for certificates, app.run(ssl_context=…) can. ${revocationNote(context)}`,
};

function server(context: MutualContext): string {
  return `#!/usr/bin/env python3
"""Serves run/flask_app.py with Flask's own server to clients with a certificate; HOST and PORT change the address."""
import os

import client_certificates
from flask_app import app

app.run(
    host=os.environ.get("HOST", "${listenAddress(context)}"),
    port=int(os.environ.get("PORT", "${defaultPort}")),
    ssl_context=client_certificates.server_context(),
)
`;
}
