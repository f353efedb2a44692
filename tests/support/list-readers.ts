// What the page says about loading a revocation list, word for word, with as little around it as makes a server of it: one page
// over TLS on a port of loopback, in a folder with `ca.pem`, `ca.crl.pem`, `root.crl.pem`, `server.pem` and `key.pem`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLoading, type ListReader } from '../../src/ui/authorities/list-loading-words';
import { startServer, type ServerProcess } from './server-process';
import { findTool, type ToolName } from './tools';

export type ServerReader = Exclude<ListReader, 'openssl' | 'curl'>;

interface Surroundings {
  readonly tools: readonly ToolName[];
  /** What is written into the folder, and what starts it there. */
  readonly around: (text: string, port: number, folder: string) => Started;
}

interface Started {
  readonly file: string;
  readonly contents: string;
  readonly line: string;
}

export const textOf = (id: ListReader, root = false): string =>
  listLoading(root).find((one) => one.id === id)?.commands ?? `nothing about ${id}`;

const quoted = (tool: ToolName): string => `'${findTool(tool) ?? tool}'`;

const pythonImports = `import asyncio, http.server, os, ssl
${textOf('python-ssl')}
`;

const asgi = `
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        for done in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{done}.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"7")]})
    await send({"type": "http.response.body", "body": b"served\\n"})
`;

const wsgi = `
def app(environ, start_response):
    start_response("200 OK", [("Content-Length", "7")])
    return [b"served\\n"]
`;

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

const python = (contents: string): Started => ({
  file: 'server.py',
  contents,
  line: `${quoted('python3')} server.py`,
});

export const surroundings: Readonly<Record<ServerReader, Surroundings>> = {
  'python-ssl': {
    tools: ['python3'],
    around: (_, port) =>
      python(`${pythonImports}
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"served\\n")

class Server(http.server.ThreadingHTTPServer):
    def finish_request(self, request, address):
        request.do_handshake()
        super().finish_request(request, address)

server = Server(("127.0.0.1", ${port}), Page)
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
server.serve_forever()
`),
  },
  uvicorn: {
    tools: ['uvicorn', 'python3'],
    around: (text) =>
      python(
        `${pythonImports}import uvicorn\n${asgi}\n${text.replace('"app:app"', 'app, host="127.0.0.1"')}\n`,
      ),
  },
  gunicorn: {
    tools: ['gunicorn'],
    around: (text, port) => ({
      file: 'conf.py',
      contents: `${pythonImports}import sys
sys.path.insert(0, os.getcwd())
certfile, keyfile = "server.pem", "key.pem"
open("wsgi.py", "w").write(${JSON.stringify(wsgi)})
${text}
`,
      line: `${quoted('gunicorn')} -c conf.py --threads 4 -b 127.0.0.1:${port} wsgi:app`,
    }),
  },
  hypercorn: {
    tools: ['hypercorn', 'python3'],
    around: (text) =>
      python(
        `${pythonImports}import hypercorn.asyncio, hypercorn.config\n${asgi}\n${text.replace('localhost', '127.0.0.1')}\n`,
      ),
  },
  flask: {
    tools: ['flask'],
    around: (text) =>
      python(`${pythonImports}from flask import Flask
app = Flask(__name__)
app.route("/")(lambda: "served\\n")
${text}
`),
  },
  uwsgi: {
    tools: ['uwsgi'],
    around: (text, port) => ({
      file: 'wsgi.py',
      contents: `from cryptography import x509

def app(environ, start_response):
${indented(text, '    ')}
    start_response("200 OK", [("Content-Length", "7")])
    return [b"served\\n"]
`,
      line: `${quoted('uwsgi')} --plugins http,python3 --https '127.0.0.1:${port},server.pem,key.pem,HIGH,!ca.pem' \\
  --https-export-cert --master --die-on-term --need-app --wsgi-file wsgi.py --callable app`,
    }),
  },
  nginx: {
    tools: ['nginx'],
    around: (text, port, folder) => ({
      file: 'nginx.conf',
      contents: `daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr;
events {}
http {
    access_log off;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    server {
        listen 127.0.0.1:${port} ssl;
        ssl_certificate server.pem;
        ssl_certificate_key key.pem;
${indented(text, '        ')}
        location / { return 200 "served\\n"; }
    }
}
`,
      line: `${quoted('nginx')} -p '${folder}' -c '${folder}/nginx.conf' -e stderr`,
    }),
  },
  apache: {
    tools: ['apache2'],
    around: (text, port, folder) => ({
      file: 'apache.conf',
      contents: `ServerRoot "${folder}"
${['mpm_event', 'ssl', 'socache_shmcb', 'authz_core', 'alias']
  .map((module) => `LoadModule ${module}_module /usr/lib/apache2/modules/mod_${module}.so`)
  .join('\n')}
PidFile apache.pid
Mutex posixsem
ErrorLog error.log
ServerName good.test
Listen 127.0.0.1:${port}
<VirtualHost 127.0.0.1:${port}>
  Alias / "${folder}/served.txt"
  <Location "/">
    Require all granted
  </Location>
  SSLEngine on
  SSLCertificateFile server.pem
  SSLCertificateKeyFile key.pem
${indented(text, '  ')}
</VirtualHost>
`,
      line: `${quoted('apache2')} -d '${folder}' -f '${folder}/apache.conf' -DFOREGROUND`,
    }),
  },
  haproxy: {
    tools: ['haproxy'],
    around: (text) => ({
      file: 'haproxy.cfg',
      contents: `defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend page
  ${text.replace('bind :', 'bind 127.0.0.1:')}
  http-request return status 200 content-type text/plain string "served\\n"
`,
      line: `${quoted('haproxy')} -db -f haproxy.cfg`,
    }),
  },
  node: {
    tools: ['node'],
    around: (text, port) => ({
      file: 'server.cjs',
      contents: `const fs = require('node:fs');
const https = require('node:https');
const [key, cert, ca] = ['key.pem', 'server.pem', 'ca.pem'].map((file) => fs.readFileSync(file));
const server = ${text};
server.on('request', (_, answer) => answer.end('served\\n'));
server.listen(${port}, '127.0.0.1');
`,
      line: `${quoted('node')} server.cjs`,
    }),
  },
};

export function startReader(
  id: ServerReader,
  folder: string,
  port: number,
  root = false,
): Promise<ServerProcess> {
  const text = textOf(id, root).replaceAll('8443', String(port));
  const { file, contents, line } = surroundings[id].around(text, port, folder);
  writeFileSync(join(folder, file), contents);
  return startServer(line, { folder, address: '127.0.0.1', port, env: { HOST: undefined, PORT: undefined } });
}
