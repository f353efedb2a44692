/**
 * nginx, started without root: what it writes (process id, request bodies) goes to a folder made for the one run. That
 * folder must be removed in the end, so this script alone stays beside its server instead of becoming it.
 */
import { listenPair } from './address';
import type { Recipe, RecipeContext } from './recipe';
import {
  keyPasswordNote,
  requireProgram,
  shellAddress,
  shellKeyPassword,
  shellScript,
  waysToInstall,
} from './shell-script';

const packages = { apt: 'nginx-light' };

export const nginx: Recipe = {
  needs: waysToInstall(packages),
  files: (context) => [
    { path: 'run/nginx.conf', contents: configuration(context), mode: 0o644 },
    { path: 'run/nginx.sh', contents: script(context), mode: 0o755 },
  ],
  commands: () => 'sh run/nginx.sh',
  note: ({ keyEncrypted }) =>
    'In the foreground and without root. For a server of your own take the ssl_ lines of run/nginx.conf.' +
    (keyEncrypted ? ` ${keyPasswordNote}` : ''),
};

function configuration(context: RecipeContext): string {
  return `# nginx serving one page over HTTPS. Started by run/nginx.sh, which puts HOST and PORT into the listen line.
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

    server {
        listen ${listenPair(context)} ssl;

        # nginx takes these paths relative to the folder of this file.
        ssl_certificate ../fullchain.pem;
        ssl_certificate_key ../key.pem;
${context.keyEncrypted ? '        ssl_password_file ../password;\n' : ''}        ssl_protocols TLSv1.2 TLSv1.3;

        location / {
            default_type "text/html; charset=utf-8";
            return 200 '<!doctype html><html lang="en"><title>It works</title><h1>It works</h1><p>Served by nginx $nginx_version over $ssl_protocol.</p>\\n';
        }
    }
}
`;
}

function script(context: RecipeContext): string {
  return shellScript(
    'Serves one page over HTTPS with nginx and run/nginx.conf; HOST and PORT change the address.',
    [
      shellAddress(context),
      'PATH=$PATH:/usr/sbin:/usr/local/sbin',
      requireProgram('nginx', packages),
      ...(context.keyEncrypted ? [shellKeyPassword] : []),
      `umask 077
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT
mkdir "$temporary/conf"
ln -s "$PWD/fullchain.pem" "$PWD/key.pem" "$temporary/"
sed "s/listen .*;/listen $ADDRESS ssl;/" run/nginx.conf >"$temporary/conf/nginx.conf"
${context.keyEncrypted ? 'printf \'%s\\n\' "$KEY_PASSWORD" >"$temporary/password"\n' : ''}
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
