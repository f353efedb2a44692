/** Python's own HTTPS server, in both idioms of making a context. */
import { bracketed } from './address';
import { pythonQuote } from './quote';
import { pythonAddress, pythonKeyPassword, pythonServerContext } from './python-texts';
import type { Recipe, RecipeContext } from './recipe';
import { keyPasswordNote } from './shell-script';

export const pythonSsl: Recipe = {
  files: (context) => [
    { path: 'run/python-server.py', contents: server(context, 'default'), mode: 0o755 },
    { path: 'run/python-server-explicit.py', contents: server(context, 'explicit'), mode: 0o755 },
  ],
  commands: () => 'python3 run/python-server.py',
  note: ({ keyEncrypted }) =>
    'run/python-server-explicit.py is the same server with SSLContext(PROTOCOL_TLS_SERVER). On Windows: python instead of python3.' +
    (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

function server(context: RecipeContext, idiom: 'default' | 'explicit'): string {
  return `#!/usr/bin/env python3
"""Serves one page over HTTPS with the standard library alone (Python 3.8 and later).

HOST and PORT in the environment change the address; KEY_PASSWORD opens an encrypted key without asking.
"""
import getpass
import http.server
import os
import pathlib
import platform
import socket
import ssl
import sys

NAME = ${pythonQuote(bracketed(context.host))}
${pythonAddress(context)}

${pythonKeyPassword}

${pythonServerContext[idiom]}

class Page(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><title>It works</title>'
            f"<h1>It works</h1><p>Served by Python {platform.python_version()} over {self.connection.version()}.</p>\\n"
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


with Server((HOST, PORT), Page) as server:
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(f"Serving https://{NAME}:{PORT}/ on {HOST}; Ctrl-C stops", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
`;
}
