// The built dist/ behind the server of `npm start`, and the address of the single file on disk.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { serve, type StaticServer } from '../../.ci/static-server.mjs';
import { projectRoot } from '../../.ci/tools.mjs';

export type { StaticServer };

export const dist = join(projectRoot, 'dist');

export const singleFileAddress = pathToFileURL(join(dist, 'certwright.html')).href;

export interface DistWishes {
  /** False: as the plainest static host, which sends no header of ours. True by default. */
  readonly headers?: boolean;
  /** True: answer to any host name, to be visited as another machine would be. */
  readonly anyHost?: boolean;
}

/** On a port of its own; close it when done. */
export function serveDist(wishes: DistWishes = {}): Promise<StaticServer> {
  return serve({ root: dist, port: 0, ...wishes });
}
