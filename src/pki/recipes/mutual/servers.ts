/** Every server that can insist on client certificates, in the order of the README: all of them are started by our tests. */
import { mutualFlask } from './flask';
import { mutualGunicorn } from './gunicorn';
import { mutualHypercorn } from './hypercorn';
import { mutualNginx } from './nginx';
import { mutualNode } from './node';
import { mutualPythonSsl } from './python-ssl';
import type { MutualServer, RevocationCover } from './recipe';
import { mutualUvicorn } from './uvicorn';
import { mutualUwsgi } from './uwsgi';

export const mutualServers = {
  'python-ssl': mutualPythonSsl,
  uvicorn: mutualUvicorn,
  gunicorn: mutualGunicorn,
  flask: mutualFlask,
  uwsgi: mutualUwsgi,
  hypercorn: mutualHypercorn,
  node: mutualNode,
  nginx: mutualNginx,
} as const satisfies Record<string, MutualServer>;

export type MutualServerId = keyof typeof mutualServers;

/** Servers that can do their duty with this list; the others would turn everyone away. */
export function serversFor(revocation: RevocationCover): readonly MutualServer[] {
  return Object.values<MutualServer>(mutualServers).filter(
    ({ wantsWholeChain }) => !wantsWholeChain || revocation !== 'issuer',
  );
}
