/**
 * Clients in Python, each in one file: the ssl module, requests, httpx. All three take the same TLS context, which is also
 * the one way for requests to use an encrypted key.
 */
import { waysToInstall } from '../shell-script';
import { addressAbout, commandFor, pythonUrl } from './client-address';
import type { ClientContext, MutualClient } from './recipe';

const lines = {
  python: 'python3 run/python-client.py',
  requests: 'python3 run/requests-client.py',
  httpx: 'python3 run/httpx-client.py',
} as const;

const passwordNote = ({ keyEncrypted }: ClientContext): string =>
  keyEncrypted
    ? ' The terminal asks for the password of key.pem, or KEY_PASSWORD in the environment answers.'
    : '';

export const pythonSslClient: MutualClient = {
  label: 'Python ssl',
  files: (context) => [
    {
      path: 'run/python-client.py',
      contents: program(context, {
        line: lines.python,
        imports: ['import urllib.request'],
        body: `with urllib.request.urlopen(URL, context=context, timeout=10) as response:
    print(response.status)
    print(response.read().decode())
`,
      }),
      mode: 0o755,
    },
  ],
  commands: (context) => commandFor(context, lines.python),
  note: (context) => `The standard library alone.${passwordNote(context)}`,
};

export const requestsClient: MutualClient = {
  label: 'requests',
  needs: waysToInstall({ apt: 'python3-requests', pip: 'requests' }),
  files: (context) => [
    {
      path: 'run/requests-client.py',
      contents: program(context, {
        line: lines.requests,
        imports: ['import requests', 'import requests.adapters'],
        body: ({ certificate }) => `

class WithCertificate(requests.adapters.HTTPAdapter):
    """requests.get(URL, cert=("${certificate}", "key.pem"), verify="ca.pem") does the same where the key is not encrypted."""

    def init_poolmanager(self, *args, **options):
        super().init_poolmanager(*args, ssl_context=context, **options)


with requests.Session() as session:
    session.mount("https://", WithCertificate())
    response = session.get(URL, verify=str(FOLDER / "ca.pem"), timeout=10)
    print(response.status_code)
    print(response.text)
    response.raise_for_status()
`,
      }),
      mode: 0o755,
    },
  ],
  commands: (context) => commandFor(context, lines.requests),
  note: (context) =>
    `requests itself opens no encrypted key, so it gets a whole TLS context.${passwordNote(context)}`,
};

export const httpxClient: MutualClient = {
  label: 'httpx',
  needs: waysToInstall({ apt: 'python3-httpx', pip: 'httpx' }),
  files: (context) => [
    {
      path: 'run/httpx-client.py',
      contents: program(context, {
        line: lines.httpx,
        imports: ['import httpx'],
        body: `with httpx.Client(verify=context, timeout=10) as client:
    response = client.get(URL)
    print(response.status_code)
    print(response.text)
    response.raise_for_status()
`,
      }),
      mode: 0o755,
    },
  ],
  commands: (context) => commandFor(context, lines.httpx),
  note: (context) => `httpx takes the context as verify.${passwordNote(context)}`,
};

function program(
  context: ClientContext,
  {
    line,
    imports,
    body: written,
  }: {
    readonly line: string;
    readonly imports: readonly string[];
    readonly body: string | ((context: ClientContext) => string);
  },
): string {
  const body = typeof written === 'string' ? written : written(context);
  const standard = ['import getpass', 'import os', 'import pathlib', 'import ssl', 'import sys'];
  const foreign = imports.filter((line) => !line.includes('urllib'));
  const own = [...standard, ...imports.filter((line) => line.includes('urllib'))];
  return `#!/usr/bin/env python3
"""Opens a page and proves with this certificate who asks for it; ${addressAbout(context)} (Python 3.8 and later)."""
${own.join('\n')}
${foreign.length === 0 ? '' : `\n${foreign.join('\n')}\n`}
${pythonUrl(context, line)}
FOLDER = pathlib.Path(__file__).resolve().parent.parent


def key_password():
    """Called when key.pem is encrypted, and only then."""
    return os.environ.get("KEY_PASSWORD") or getpass.getpass("Password of key.pem: ")


context = ssl.create_default_context(cafile=FOLDER / "ca.pem")
context.minimum_version = ssl.TLSVersion.TLSv1_2
context.load_cert_chain(FOLDER / "${context.certificate}", FOLDER / "key.pem", password=key_password)
${body.startsWith('\n') ? '' : '\n'}${body}`;
}
