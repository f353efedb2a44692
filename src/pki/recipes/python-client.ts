/** A Python client that verifies the certificate with `ca.pem`, in both idioms of making a context. */
import { pythonAddress, pythonClientContext } from './python-texts';
import { pythonQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';

export const pythonClient: Recipe = {
  files: (context) => [
    { path: 'run/python-client.py', contents: client(context, 'default'), mode: 0o755 },
    { path: 'run/python-client-explicit.py', contents: client(context, 'explicit'), mode: 0o755 },
  ],
  commands: () => 'python3 run/python-client.py',
  note: () =>
    'Trusts ca.pem and nothing else. Give another name of the certificate as argument to verify that one.',
};

function client(context: RecipeContext, idiom: 'default' | 'explicit'): string {
  return `#!/usr/bin/env python3
"""Opens the page over HTTPS, trusting ca.pem and nothing else (Python 3.8 and later).

Give a name as argument to verify that one. HOST and PORT in the environment say where to connect, so that the name
need not resolve; where it does, urllib.request.urlopen(url, context=context) is enough.
"""
import http.client
import os
import pathlib
import socket
import ssl
import sys

NAME = sys.argv[1] if len(sys.argv) > 1 else ${pythonQuote(context.host)}
${pythonAddress(context)}
${pythonClientContext[idiom]}
with socket.create_connection((HOST, PORT), timeout=10) as connection:
    with context.wrap_socket(connection, server_hostname=NAME) as tls:
        print(tls.version(), tls.cipher()[0])
        connection = http.client.HTTPConnection(NAME, PORT)
        connection.sock = tls
        connection.request("GET", "/", headers={"Connection": "close"})
        response = connection.getresponse()
        print(response.status, response.reason)
        print(response.read().decode())
`;
}
