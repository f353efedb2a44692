/**
 * nginx, started without root. `ssl_crl` wants a list from every authority in the chain, so with fewer the recipe is left out.
 * The page is plain text: nginx has nothing that would escape a name for HTML.
 */
import { listenPair } from '../address';
import { requireProgram, shellAddress, shellScript, waysToInstall } from '../shell-script';
import { revocationNote } from './client-certificates';
import type { MutualContext, MutualServer } from './recipe';

const packages = { apt: 'nginx-light' };

export const mutualNginx: MutualServer = {
  label: 'nginx',
  needs: waysToInstall(packages),
  revoked: 'page',
  wantsWholeChain: true,
  files: (context) => [
    { path: 'run/nginx.conf', contents: configuration(context), mode: 0o644 },
    { path: 'run/nginx.sh', contents: script(context), mode: 0o755 },
  ],
  commands: () => 'sh run/nginx.sh',
  note: (context) =>
    'nginx finishes the handshake with everybody and then answers 400 to who has no good certificate. For a server of your ' +
    `own take the ssl_ lines of run/nginx.conf. ${revocationNote(context, 'answered with 400')}`,
};

function configuration(context: MutualContext): string {
  return `# nginx serving one page to clients with a certificate. Started by run/nginx.sh, which puts HOST and PORT into the listen line.
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr;

events {}

http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;

    # The CommonName out of a subject such as emailAddress=a@b.test,CN=Anna.
    map $ssl_client_s_dn $client_name {
        default "somebody without a name";
        "~(?:^|,)CN=(?<name>(?:[^,\\\\\\\\]|\\\\\\\\.)+)" $name;
    }

    server {
        listen ${listenPair(context)} ssl;

        # nginx takes these paths relative to the folder of this file.
        ssl_certificate ../fullchain.pem;
        ssl_certificate_key ../key.pem;
        ssl_protocols TLSv1.2 TLSv1.3;

        ssl_verify_client on;
        ssl_client_certificate ../client-ca.pem;
${context.revocation === 'none' ? '' : '        ssl_crl ../client-ca.crl.pem;\n'}        # Authorities that may stand between a client and the root.
        ssl_verify_depth 5;

        location / {
            default_type "text/plain; charset=utf-8";
            return 200 "It works\\nHello, $client_name. Served by nginx over $ssl_protocol.\\n";
        }
    }
}
`;
}

function script(context: MutualContext): string {
  const files = ['fullchain.pem', 'key.pem', 'client-ca.pem'];
  if (context.revocation !== 'none') files.push('client-ca.crl.pem');
  return shellScript(
    'Serves one page to clients with a certificate, with nginx and run/nginx.conf; HOST and PORT change the address.',
    [
      shellAddress(context),
      'PATH=$PATH:/usr/sbin:/usr/local/sbin',
      requireProgram('nginx', packages),
      `umask 077
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
mkdir "$temporary/conf"
for file in ${files.join(' ')}; do ln -s "$PWD/$file" "$temporary/"; done
sed "s/listen .*;/listen $ADDRESS ssl;/" run/nginx.conf >"$temporary/conf/nginx.conf"

nginx -p "$temporary" -c "$temporary/conf/nginx.conf" -e stderr &
server=$!
trap 'kill "$server" 2>/dev/null' HUP INT TERM
echo "Serving on $ADDRESS; Ctrl-C stops"
wait "$server" || true
# A signal ends the first wait before nginx has gone.
wait "$server"
`,
    ],
  );
}
