/** Every recipe's text by id: worker only, for it is heavy. The compiler holds it against the catalogue. */
import { caddy } from './caddy';
import type { RecipeId } from './catalogue';
import { curl } from './curl';
import { django } from './django';
import { djangoSslserver } from './django-sslserver';
import { flask } from './flask';
import { gunicorn } from './gunicorn';
import { hypercorn } from './hypercorn';
import { nginx } from './nginx';
import { node } from './node';
import { opensslClient } from './openssl-client';
import { pythonClient } from './python-client';
import { pythonEcho, pythonEchoClient } from './python-echo';
import { pythonSsl } from './python-ssl';
import type { Recipe } from './recipe';
import { trustAndroid } from './trust-android';
import { trustDocker } from './trust-docker';
import { trustEnvironment } from './trust-environment';
import { trustFirefox } from './trust-firefox';
import { trustIphone } from './trust-iphone';
import { trustJava } from './trust-java';
import { trustLinux } from './trust-linux';
import { trustMacos } from './trust-macos';
import { trustNode } from './trust-node';
import { trustPython } from './trust-python';
import { trustWindows } from './trust-windows';
import { uvicorn } from './uvicorn';
import { uwsgi } from './uwsgi';

export const recipes: Readonly<Record<RecipeId, Recipe>> = {
  // run/: servers
  'python-ssl': pythonSsl,
  uvicorn,
  gunicorn,
  flask,
  django,
  uwsgi,
  hypercorn,
  node,
  nginx,
  caddy,
  'python-echo': pythonEcho,
  'django-sslserver': djangoSslserver,
  // run/: checks
  curl,
  'python-client': pythonClient,
  'python-echo-client': pythonEchoClient,
  'openssl-client': opensslClient,
  // trust/
  'trust-linux': trustLinux,
  'trust-macos': trustMacos,
  'trust-windows': trustWindows,
  'trust-iphone': trustIphone,
  'trust-android': trustAndroid,
  'trust-firefox': trustFirefox,
  'trust-java': trustJava,
  'trust-node': trustNode,
  'trust-python': trustPython,
  'trust-environment': trustEnvironment,
  'trust-docker': trustDocker,
};
