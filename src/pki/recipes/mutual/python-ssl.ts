/** Python's own HTTPS server, which insists on a client certificate and greets whoever it belongs to. */
import { bracketed, defaultPort, listenAddress } from '../address';
import { pythonQuote } from '../quote';
import { clientCertificates, revocationNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

export const mutualPythonSsl: MutualServer = {
  label: 'Python ssl',
  revoked: 'handshake',
  wantsWholeChain: false,
  files: (context) => [
    clientCertificates(context),
    { path: 'run/python-server.py', contents: server(context), mode: 0o755 },
  ],
  commands: () => 'python3 run/python-server.py',
  note: (context) =>
    `The standard library alone; the TLS part is in run/client_certificates.py. ${revocationNote(context)}`,
};

function server(context: MutualContext): string {
  return `#!/usr/bin/env python3
"""Serves one page to clients with a certificate, with the standard library alone (Python 3.8 and later).

HOST and PORT in the environment change the address; KEY_PASSWORD opens an encrypted key without asking.
"""
import html
import http.server
import os
import socket
import sys

import client_certificates

NAME = ${pythonQuote(bracketed(context.host))}
HOST = os.environ.get("HOST", "${listenAddress(context)}")
PORT = int(os.environ.get("PORT", "${defaultPort}"))


class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        name = html.escape(client_certificates.common_name(self.connection.getpeercert()))
        body = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
            f"<h1>It works</h1><p>Hello, {name}. Served by Python over {self.connection.version()}.</p>\\n"
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Server(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6 if ":" in HOST else socket.AF_INET

    def finish_request(self, request, client_address):
        # In this connection's own thread, so a client that hangs, or speaks plain http, keeps nobody waiting.
        request.settimeout(30)
        request.do_handshake()
        super().finish_request(request, client_address)

    def handle_error(self, request, client_address):
        print(f"{client_address[0]}: {sys.exc_info()[1]}", file=sys.stderr)


context = client_certificates.server_context()
with Server((HOST, PORT), Page) as server:
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"Serving https://{NAME}:{PORT}/ on {HOST}; Ctrl-C stops", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
`;
}
