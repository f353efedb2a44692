/** TLS on a raw socket: a server that sends back what it gets, and a client that shows the certificate it was given. */
import { pythonClientContext, pythonAddress, pythonKeyPassword, pythonServerContext } from './python-texts';
import { pythonQuote } from './quote';
import type { Recipe, RecipeContext } from './recipe';
import { keyPasswordNote } from './shell-script';

export const pythonEcho: Recipe = {
  files: (context) => [{ path: 'run/echo-server.py', contents: server(context), mode: 0o755 }],
  commands: () => 'python3 run/echo-server.py',
  note: ({ keyEncrypted }) =>
    'TLS without HTTP; run/echo-client.py talks to it and prints getpeercert().' +
    (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

export const pythonEchoClient: Recipe = {
  files: (context) => [{ path: 'run/echo-client.py', contents: client(context), mode: 0o755 }],
  commands: () => 'python3 run/echo-client.py',
  note: () =>
    'For run/echo-server.py: sends a line, prints the certificate as getpeercert() shows it and the echo.',
};

function server(context: RecipeContext): string {
  return `#!/usr/bin/env python3
"""Sends back over TLS what it is sent: the ssl module on a plain socket (Python 3.8 and later).

HOST and PORT in the environment change the address; KEY_PASSWORD opens an encrypted key without asking.
"""
import getpass
import os
import pathlib
import select
import socket
import ssl
import threading

${pythonAddress(context)}

${pythonKeyPassword}

${pythonServerContext.explicit}

def serve(connection, address):
    """In a thread of its own, the handshake too: a client that hangs keeps nobody waiting."""
    try:
        connection.settimeout(30)
        with context.wrap_socket(connection, server_side=True) as tls:
            print(address[0], tls.version(), tls.cipher()[0], flush=True)
            while True:
                data = tls.recv(4096)
                if not data:
                    break
                tls.sendall(data)
    except OSError as error:  # ssl.SSLError is one
        print(address[0], error, flush=True)


family = socket.AF_INET6 if ":" in HOST else socket.AF_INET
with socket.create_server((HOST, PORT), family=family) as listener:
    print(f"Echoing on {HOST} port {PORT}; Ctrl-C stops", flush=True)
    try:
        while True:
            # Windows does not let Ctrl-C interrupt accept(): wait in short turns instead.
            if select.select([listener], [], [], 0.5)[0]:
                threading.Thread(target=serve, args=listener.accept(), daemon=True).start()
    except KeyboardInterrupt:
        pass
`;
}

function client(context: RecipeContext): string {
  return `#!/usr/bin/env python3
"""Talks to run/echo-server.py and prints the certificate as Python sees it (Python 3.8 and later).

Give a name as argument to verify that one. HOST and PORT in the environment say where to connect.
"""
import os
import pathlib
import pprint
import socket
import ssl
import sys

NAME = sys.argv[1] if len(sys.argv) > 1 else ${pythonQuote(context.host)}
${pythonAddress(context)}
${pythonClientContext.explicit}
with socket.create_connection((HOST, PORT), timeout=10) as connection:
    with context.wrap_socket(connection, server_hostname=NAME) as tls:
        print(tls.version(), tls.cipher()[0])
        pprint.pprint(tls.getpeercert(), sort_dicts=False)
        message = f"Hello, {NAME}".encode()
        tls.sendall(message)
        echo = b""
        while len(echo) < len(message):
            data = tls.recv(4096)
            if not data:
                sys.exit("The server closed the connection")
            echo += data
        print(echo.decode())
`;
}
