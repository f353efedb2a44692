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
      { path: 'run/python-server.py', about: 'HTTPS server with create_default_context' },
      { path: 'run/python-server-explicit.py', about: 'the same with PROTOCOL_TLS_SERVER' },
    ],
  },
  // --- run/: checks --------------------------------------------------------------------------------------------------
  // --- trust/ ----------------------------------------------------------------------------------------------------------
] as const satisfies readonly RecipeRow[];

export type RecipeId = (typeof catalogue)[number]['id'];
