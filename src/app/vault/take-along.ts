/** Templates and settings that were chosen while nothing was kept: into the browser's storage with the first thing that is. */
import type { Vault } from './vault';

export async function takeAlong(memory: Vault, storage: Vault): Promise<void> {
  const { templates, settings } = await memory.load();
  if (templates.length > 0)
    await storage.bring({ authorities: [], issued: [], lists: [], templates }, 'merge');
  if (settings !== undefined) await storage.putSettings(settings);
  for (const { name } of templates) await memory.removeTemplate(name);
}
