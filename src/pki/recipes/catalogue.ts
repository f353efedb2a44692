/**
 * Every recipe as a light row: what it is called, which files it adds, whether our tests start it. The page's first
 * chunk imports this file, so it holds no recipe text and imports nothing; the text is found in `all.ts` by id.
 */
import type { RecipeRow } from './recipe';

/** In the order of the tabs. */
export const catalogue = [
  // --- run/: servers -------------------------------------------------------------------------------------------------
  {
    kind: 'serve',
    id: 'python-ssl',
    label: 'Python ssl',
    tried: true,
    encryptedKey: 'environment',
    files: [
      { path: 'run/python-server.py', about: 'HTTPS with create_default_context' },
      { path: 'run/python-server-explicit.py', about: 'the same with PROTOCOL_TLS_SERVER' },
    ],
  },
  {
    kind: 'serve',
    id: 'uvicorn',
    label: 'uvicorn',
    tried: true,
    encryptedKey: 'environment',
    files: [
      { path: 'run/asgi_app.py', about: 'a Starlette application' },
      { path: 'run/uvicorn.sh', about: 'starts uvicorn' },
    ],
  },
  {
    kind: 'serve',
    id: 'gunicorn',
    label: 'gunicorn',
    tried: true,
    encryptedKey: 'never',
    files: [
      { path: 'run/flask_app.py', about: 'a Flask application' },
      { path: 'run/gunicorn.sh', about: 'starts gunicorn' },
    ],
  },
  {
    kind: 'serve',
    id: 'flask',
    label: 'Flask',
    tried: true,
    encryptedKey: 'never',
    files: [
      { path: 'run/flask_app.py', about: 'a Flask application' },
      { path: 'run/flask.sh', about: 'starts flask run' },
    ],
  },
  {
    kind: 'serve',
    id: 'django',
    label: 'Django',
    tried: true,
    encryptedKey: 'never',
    files: [
      { path: 'run/manage.py', about: 'a Django project in one file' },
      { path: 'run/django.sh', about: 'starts runserver_plus' },
    ],
  },
  {
    kind: 'serve',
    id: 'uwsgi',
    label: 'uWSGI',
    tried: true,
    encryptedKey: 'never',
    files: [
      { path: 'run/wsgi_app.py', about: 'a WSGI application' },
      { path: 'run/uwsgi.sh', about: 'starts uWSGI' },
    ],
  },
  {
    kind: 'serve',
    id: 'hypercorn',
    label: 'hypercorn',
    tried: true,
    encryptedKey: 'environment',
    files: [
      { path: 'run/asgi_app.py', about: 'a Starlette application' },
      { path: 'run/hypercorn_config.py', about: 'where hypercorn finds the certificate' },
      { path: 'run/hypercorn.sh', about: 'starts hypercorn' },
    ],
  },
  {
    kind: 'serve',
    id: 'node',
    label: 'Node',
    tried: true,
    encryptedKey: 'environment',
    files: [{ path: 'run/node-server.mjs', about: 'HTTPS with node:https' }],
  },
  {
    kind: 'serve',
    id: 'nginx',
    label: 'nginx',
    tried: true,
    encryptedKey: 'environment',
    files: [
      { path: 'run/nginx.conf', about: 'one server with TLS' },
      { path: 'run/nginx.sh', about: 'starts nginx without root' },
    ],
  },
  {
    kind: 'serve',
    id: 'caddy',
    label: 'Caddy',
    tried: true,
    encryptedKey: 'never',
    files: [{ path: 'run/Caddyfile', about: 'one site with this certificate' }],
  },
  {
    kind: 'serve',
    id: 'python-echo',
    label: 'Python socket',
    tried: true,
    encryptedKey: 'environment',
    files: [{ path: 'run/echo-server.py', about: 'TLS on a raw socket' }],
  },
  {
    kind: 'serve',
    id: 'django-sslserver',
    label: 'django-sslserver',
    tried: false,
    encryptedKey: 'never',
    files: [
      { path: 'run/manage.py', about: 'a Django project in one file' },
      { path: 'run/django-sslserver.sh', about: 'starts runsslserver' },
    ],
  },
  // --- run/: checks --------------------------------------------------------------------------------------------------
  { kind: 'check', id: 'curl', label: 'curl', tried: true, files: [] },
  {
    kind: 'check',
    id: 'python-client',
    label: 'Python ssl',
    tried: true,
    files: [
      { path: 'run/python-client.py', about: 'opens the page with create_default_context' },
      { path: 'run/python-client-explicit.py', about: 'the same with PROTOCOL_TLS_CLIENT' },
    ],
  },
  {
    kind: 'check',
    id: 'python-echo-client',
    label: 'Python socket',
    tried: true,
    files: [{ path: 'run/echo-client.py', about: 'prints getpeercert() and an echo' }],
  },
  { kind: 'check', id: 'openssl-client', label: 'OpenSSL', tried: true, files: [] },
  // --- trust/ ----------------------------------------------------------------------------------------------------------
  {
    kind: 'trust',
    id: 'trust-linux',
    label: 'Linux',
    tried: true,
    files: [{ path: 'trust/install.sh', about: 'system store, Chromium, Firefox; --uninstall' }],
  },
  {
    kind: 'trust',
    id: 'trust-macos',
    label: 'macOS',
    tried: false,
    files: [
      { path: 'trust/install.sh', about: 'system store, Chromium, Firefox; --uninstall' },
      { path: 'trust/ca.crt', about: 'ca.pem under the name that opens on a click' },
    ],
  },
  {
    kind: 'trust',
    id: 'trust-windows',
    label: 'Windows',
    tried: false,
    files: [
      { path: 'trust/install.ps1', about: 'Windows; -Uninstall' },
      { path: 'trust/ca.crt', about: 'ca.pem under the name that opens on a click' },
    ],
  },
  {
    kind: 'trust',
    id: 'trust-iphone',
    label: 'iPhone',
    tried: false,
    files: [{ path: 'trust/ca.mobileconfig', about: 'profile for iPhone and iPad' }],
  },
  {
    kind: 'trust',
    id: 'trust-android',
    label: 'Android',
    tried: false,
    files: [
      { path: 'trust/ca.crt', about: 'ca.pem under the name that opens on a click' },
      { path: 'trust/network_security_config.xml', about: 'for an Android app of your own' },
    ],
  },
  {
    kind: 'trust',
    id: 'trust-firefox',
    label: 'Firefox',
    tried: true,
    files: [
      { path: 'trust/install.sh', about: 'system store, Chromium, Firefox; --uninstall' },
      { path: 'trust/ca.crt', about: 'ca.pem under the name that opens on a click' },
    ],
  },
  { kind: 'trust', id: 'trust-java', label: 'Java', tried: true, files: [] },
  { kind: 'trust', id: 'trust-node', label: 'Node', tried: true, files: [] },
  {
    kind: 'trust',
    id: 'trust-python',
    label: 'Python',
    tried: true,
    files: [{ path: 'trust/env.sh', about: 'variables for one shell' }],
  },
  {
    kind: 'trust',
    id: 'trust-environment',
    label: 'curl, git',
    tried: true,
    files: [{ path: 'trust/env.sh', about: 'variables for one shell' }],
  },
  {
    kind: 'trust',
    id: 'trust-docker',
    label: 'Docker',
    tried: false,
    files: [
      { path: 'trust/Dockerfile', about: 'a Debian image that trusts it' },
      { path: 'trust/ca.crt', about: 'ca.pem under the name that opens on a click' },
    ],
  },
] as const satisfies readonly RecipeRow[];

export type RecipeId = (typeof catalogue)[number]['id'];
