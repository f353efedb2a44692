#!/usr/bin/env python3
"""Serves each case of this kit on a port of its own, on this machine alone. Python 3.8 or newer, nothing to install.

    python3 run/serve.py                    ports 14301, 14302, ...; a page with links on http://127.0.0.1:14300/
    python3 run/serve.py --port 20000       other ports
    python3 run/serve.py --only val-expired,name-mismatch
    python3 run/serve.py --list             case, port, host, and what is wrong
"""
import argparse
import html
import json
import pathlib
import selectors
import socket
import ssl
import sys
import threading

KIT = pathlib.Path(__file__).resolve().parent.parent
# More than any client takes for one handshake on this machine.
PATIENCE = 15


def cases(only=None):
    everything = json.loads((KIT / 'expected.json').read_text('utf-8'))['cases']
    return [one for one in everything if not only or one['id'] in only]


def loopback(host):
    return '::1' if ':' in host else '127.0.0.1'


def url(one, base):
    host = f'[{one["host"]}]' if ':' in one['host'] else one['host']
    return f'https://{host}:{base + one["port"]}/'


def context(one):
    """Loads the case as it is: weak keys and digests too."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.set_ciphers('ALL:@SECLEVEL=0')
    if one.get('serving') == 'tls-1.2':
        made.maximum_version = ssl.TLSVersion.TLSv1_2
    folder = KIT / one['id']
    made.load_cert_chain(folder / 'chain.pem', folder / 'key.pem')
    return made


def listener(address, port):
    made = socket.socket(socket.AF_INET6 if ':' in address else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((address, port))
    made.listen(16)
    return made


def respond(stream, kind, body):
    octets = body.encode()
    head = f'HTTP/1.1 200 OK\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {len(octets)}\r\nConnection: close\r\n\r\n'
    stream.sendall(head.encode() + octets)


def answer(accepted, one, secure):
    try:
        accepted.settimeout(PATIENCE)
        with secure.wrap_socket(accepted, server_side=True) as stream:
            if stream.recv(65536):
                respond(stream, 'text/plain', f'{one["id"]}\n{one["title"]}\n{one["wrong"]}\n')
    except OSError:
        pass  # the client refused, which is what this is for
    finally:
        accepted.close()


def answer_index(accepted, served, base):
    try:
        accepted.settimeout(PATIENCE)
        if accepted.recv(65536):
            rows = ''.join(
                f'<tr><td><a href="{html.escape(url(one, base))}">{html.escape(one["id"])}</a><td>{html.escape(one["wrong"])}'
                for one in served
            )
            respond(accepted, 'text/html', f'<!doctype html><meta charset="utf-8"><title>Bad certificates</title><table>{rows}</table>')
    except OSError:
        pass
    finally:
        accepted.close()


class Servers:
    """Listens when made; `served` and `skipped` tell what came of it."""

    def __init__(self, base, only=None):
        self.base, self.served, self.skipped = base, [], []
        self._selector = selectors.DefaultSelector()
        for one in cases(only):
            try:
                secure = context(one)
            except (ssl.SSLError, ValueError) as error:
                self.skipped.append((one, str(error)))
                continue
            self._listen(loopback(one['host']), base + one['port'], lambda s, one=one, secure=secure: answer(s, one, secure))
            self.served.append(one)
        self._listen('127.0.0.1', base, lambda s: answer_index(s, self.served, base))

    def _listen(self, address, port, handle):
        self._selector.register(listener(address, port), selectors.EVENT_READ, handle)

    def serve(self):
        while True:
            for key, _ in self._selector.select():
                accepted, _ = key.fileobj.accept()
                threading.Thread(target=key.data, args=(accepted,), daemon=True).start()


def main():
    parser = argparse.ArgumentParser(description='Serves each case of this kit on a port of its own.')
    parser.add_argument('--port', type=int, default=14300, help='of the page with links; cases follow (default %(default)s)')
    parser.add_argument('--only', help='ids of cases, with commas between them')
    parser.add_argument('--list', action='store_true', help='tell the cases and their ports, and serve nothing')
    options = parser.parse_args()
    only = options.only and options.only.split(',')
    if options.list:
        for one in cases(only):
            print(f'{one["id"]:36} {options.port + one["port"]} {one["host"]:24} {one["wrong"]}')
        return
    try:
        servers = Servers(options.port, only)
    except OSError as error:
        sys.exit(f'Cannot listen: {error}. Another --port may be free.')
    for one, why in servers.skipped:
        print(f'skipped {one["id"]}: {ssl.OPENSSL_VERSION} does not load it ({why}); run/serve.go serves it')
    print(f'{len(servers.served)} cases on {options.port + 1} and up, links on http://127.0.0.1:{options.port}/', flush=True)
    try:
        servers.serve()
    except KeyboardInterrupt:
        pass


if __name__ == '__main__':
    main()
