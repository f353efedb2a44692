#!/usr/bin/env python3
"""Opens each case with the clients that are installed here, and holds what they say against expected.json.

    python3 run/check.py                    starts run/serve.py for itself (and run/serve.go, where Go is installed)
    python3 run/check.py --running --port 14300     the servers run already
    python3 run/check.py --clients curl,openssl --only val-expired
    python3 run/check.py --json result.json

Clients: python (the one that runs this), openssl, openssl-strict, openssl-lists (with crl.pem), curl, node, gnutls, go, java.
To test a client of your own, trust ca.pem of a case in it, connect to the case, and look up `expect` in expected.json.
"""
import argparse
import concurrent.futures
import json
import pathlib
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

import serve

RUN = pathlib.Path(__file__).resolve().parent
EXPECTED = json.loads((serve.KIT / 'expected.json').read_text('utf-8'))
PATIENCE = 20


def run(arguments, text='', patience=PATIENCE):
    """Exit code and everything that was said."""
    try:
        done = subprocess.run(arguments, input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=patience)
        return done.returncode, done.stdout.decode('utf-8', 'replace')
    except subprocess.TimeoutExpired:
        return -1, 'no answer in time'


def version_of(arguments):
    found = re.search(r'(\d+)(?:\.(\d+))?', run(arguments)[1])
    return tuple(int(part or 0) for part in found.groups()) if found else (0, 0)


def is_address(host):
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            return bool(socket.inet_pton(family, host))
        except OSError:
            pass
    return False


def file_of(one, name):
    return str(serve.KIT / one['id'] / name)


def last_line(text, pattern):
    found = re.search(pattern, text, re.M)
    return found[0] if found else (text.strip().splitlines() or ['refused without a word'])[-1]


def python(one, port):
    try:
        context = ssl.create_default_context(cafile=file_of(one, 'ca.pem'))
        with socket.create_connection((serve.loopback(one['host']), port), PATIENCE) as plain:
            with context.wrap_socket(plain, server_hostname=one['host']):
                return True, ''
    except (OSError, ValueError) as error:
        return False, f'{type(error).__name__}: {error}'


def openssl(one, port, strict=()):
    host = one['host']
    code, text = run(
        ['openssl', 's_client', '-connect', f'{"[::1]" if ":" in host else "127.0.0.1"}:{port}', '-verify_return_error']
        + ['-CAfile', file_of(one, 'ca.pem'), '-no-CApath', '-no-CAstore', *strict]
        + (['-verify_ip', host, '-noservername'] if is_address(host) else ['-verify_hostname', host, '-servername', host]),
        'GET / HTTP/1.0\r\n\r\n',
    )
    # Its exit code also tells of how the connection ended.
    accepted = 'Verify return code: 0 (ok)' in text and 'no peer certificate available' not in text
    return accepted, '' if accepted else last_line(text, r'^verify error:num=.*$|^.*error:.*$')


def openssl_lists(one, port):
    code, text = run(
        ['openssl', 'verify', '-crl_check_all', '-CRLfile', file_of(one, 'crl.pem'), '-CAfile', file_of(one, 'ca.pem')]
        + ['-untrusted', file_of(one, 'chain.pem'), file_of(one, 'cert.pem')]
    )
    return code == 0, '' if code == 0 else last_line(text, r'^error .*$')


def curl(one, port):
    host = f'[{one["host"]}]' if ':' in one['host'] else one['host']
    code, text = run(
        ['curl', '--silent', '--show-error', '--output', '/dev/null', '--noproxy', '*', '--cacert', file_of(one, 'ca.pem')]
        + ['--connect-to', f'{host}:{port}:{"[::1]" if ":" in host else "127.0.0.1"}:{port}', f'https://{host}:{port}/']
    )
    return code == 0, text.strip()


def gnutls(one, port):
    host = one['host']
    code, text = run(
        ['gnutls-cli', '--x509cafile', file_of(one, 'ca.pem'), '--verify-hostname', host, '--port', str(port)]
        + (['--disable-sni'] if is_address(host) else ['--sni-hostname', host])
        + [serve.loopback(host)]
    )
    accepted = 'The certificate is trusted' in text and 'Handshake was completed' in text
    return accepted, '' if accepted else last_line(text, r'^- Status: .*$|^\*\*\* .*$|^\|<1>\| .*$')


def in_one_go(arguments):
    """A program that reads `host port ca.pem` from each line, and answers each with a line: ok, or the error."""

    def ask(pairs):
        lines = ''.join(f'{one["host"]}\t{port}\t{file_of(one, "ca.pem")}\n' for one, port in pairs)
        code, text = run(arguments, lines, PATIENCE + 2 * len(pairs))
        answers = [line[len('answer '):] for line in text.splitlines() if line.startswith('answer ')]
        if len(answers) != len(pairs):
            sys.exit(f'{arguments[0]} stopped half-way: {text[-500:]}')
        return [(answer == 'ok', '' if answer == 'ok' else answer) for answer in answers]

    return ask


def one_by_one(client):
    def ask(pairs):
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            return list(pool.map(lambda pair: client(*pair), pairs))

    return ask


def go_program(folder):
    program = str(pathlib.Path(folder) / 'check-go')
    code, text = run(['go', 'build', '-o', program, str(RUN / 'check.go')], patience=300)
    if code != 0:
        sys.exit(f'go build: {text}')
    return in_one_go([program])


def installed(folder):
    """Name, id in expected.json, version, how to ask: of each client that is here."""
    python_id = 'python-3.13' if sys.version_info >= (3, 13) else 'python-3.12'
    yield 'python', python_id, sys.version_info[:2], lambda: one_by_one(python)
    if shutil.which('openssl'):
        version = version_of(['openssl', 'version'])
        yield 'openssl', 'openssl', version, lambda: one_by_one(openssl)
        yield 'openssl-strict', 'openssl-strict', version, lambda: one_by_one(lambda o, p: openssl(o, p, ['-x509_strict']))
        yield 'openssl-lists', None, version, lambda: one_by_one(openssl_lists)
    if shutil.which('curl') and 'OpenSSL/' in run(['curl', '--version'])[1]:
        yield 'curl', 'curl', version_of(['curl', '--version']), lambda: one_by_one(curl)
    if shutil.which('gnutls-cli'):
        yield 'gnutls', 'gnutls', version_of(['gnutls-cli', '--version']), lambda: one_by_one(gnutls)
    if shutil.which('node'):
        version = version_of(['node', '--version'])
        yield 'node', 'node', version, lambda: in_one_go(['node', str(RUN / 'check.mjs')])
    if shutil.which('go'):
        version = version_of(['go', 'env', 'GOVERSION'])
        yield 'go', 'go', version, lambda: go_program(folder)
    if shutil.which('java') and shutil.which('javac'):
        version = version_of(['javac', '-version'])
        yield 'java', 'java', version, lambda: in_one_go(['java', str(RUN / 'Check.java')])


def release_of(client, version):
    """The release in expected.json that is nearest to what is here: the newest that is not newer, else the oldest."""
    rows = next((one['releases'] for one in EXPECTED['clients'] if one['id'] == client), [])
    known = []
    for row in rows:
        # Of the same program: GnuTLS is in wget too, and some releases are listed with settings of their own.
        found = re.search(r'^\S+ (\d+)(?:\.(\d+))?', row['name'])
        if found and row['name'].split()[0] == rows[0]['name'].split()[0] and not re.search(r' with(out)? VERIFY', row['name']):
            known.append((tuple(int(part or 0) for part in found.groups()), row['id']))
    known.sort()
    older = [row for row in known if row[0] <= tuple(version)]
    return (older[-1] if older else known[0])[1] if known else None


def expectation(one, client, version):
    """True for accepted, False for refused, None where nothing is foretold."""
    if client is None:
        return {'accepted': True, 'refused': False}.get(one.get('withLists'))
    row = one['expect'].get(client, {})
    row = row.get('releases', {}).get(release_of(client, version), row)
    return {'accepted': True, 'accepted-but': True, 'refused': False}.get(row.get('outcome'))


def listening(port):
    try:
        socket.create_connection(('127.0.0.1', port), 1).close()
        return True
    except OSError:
        return False


def start(options, only, folder):
    """Both servers; gives back what is to be ended."""
    servers = serve.Servers(options.port, only)
    threading.Thread(target=servers.serve, daemon=True).start()
    skipped = [one for one, _ in servers.skipped]
    if not skipped or not shutil.which('go'):
        return None
    program = str(pathlib.Path(folder) / 'serve-go')
    code, text = run(['go', 'build', '-o', program, str(RUN / 'serve.go')], patience=300)
    if code != 0:
        sys.exit(f'go build: {text}')
    names = ','.join(one['id'] for one in skipped)
    process = subprocess.Popen([program, '-kit', str(serve.KIT), '-port', str(options.port), '-only', names], stdout=subprocess.DEVNULL)
    for _ in range(100):
        if listening(options.port + skipped[-1]['port']):
            break
        time.sleep(0.1)
    return process


def check(options, only, folder):
    reached = [one for one in serve.cases(only) if listening(options.port + one['port'])]
    missing = [one['id'] for one in serve.cases(only) if one not in reached]
    if missing:
        print(f'not served, and not asked about: {", ".join(missing)}')
    result = {}
    for name, client, version, prepare in installed(folder):
        if options.clients and name not in options.clients.split(','):
            continue
        asked = [(one, options.port + one['port']) for one in reached if client or 'withLists' in one]
        if not asked:
            continue
        answers = prepare()(asked)
        rows = {}
        for (one, _), (accepted, said) in zip(asked, answers):
            expected = expectation(one, client, version)
            rows[one['id']] = {'accepted': accepted, 'said': said, 'expected': expected, 'agrees': None if expected is None else accepted == expected}
        result[name] = {'version': '.'.join(map(str, version)), 'release': release_of(client, version), 'cases': rows}
        foretold = [row for row in rows.values() if row['agrees'] is not None]
        agree = sum(row['agrees'] for row in foretold)
        print(f'{name:15} {result[name]["version"]:7} {len(rows)} cases, {agree} of {len(foretold)} as foretold', flush=True)
        for case, row in rows.items():
            if row['agrees'] is False:
                print(f'    {case}: {"accepted" if row["accepted"] else "refused"}, and {"accepted" if row["expected"] else "refused"} was foretold. {row["said"]}')
    return result


def main():
    parser = argparse.ArgumentParser(description='Holds what clients say against expected.json.')
    parser.add_argument('--port', type=int, default=14300)
    parser.add_argument('--running', action='store_true', help='the servers run already')
    parser.add_argument('--clients', help='names of clients, with commas between them')
    parser.add_argument('--only', help='ids of cases, with commas between them')
    parser.add_argument('--json', help='file for everything that was said')
    options = parser.parse_args()
    only = options.only and options.only.split(',')
    with tempfile.TemporaryDirectory() as folder:
        process = None if options.running else start(options, only, folder)
        try:
            result = check(options, only, folder)
        finally:
            if process is not None:
                process.terminate()
                process.wait()
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(result, indent=1), 'utf-8')
    disagree = any(row['agrees'] is False for client in result.values() for row in client['cases'].values())
    sys.exit(1 if disagree else 0)


if __name__ == '__main__':
    main()
