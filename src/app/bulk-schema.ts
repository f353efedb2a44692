/**
 * The JSON Schema (draft 2020-12) of `certwright.json`, for editors that complete and check while somebody types. The site has the same as a
 * file; here it is handed out, as one page from a disk has no file beside it.
 */
import schema from './certwright.schema.json?raw';
import { handOver } from './handed-file';

export function saveSchema(): void {
  const contents = new TextEncoder().encode(schema);
  handOver({ fileName: 'certwright.schema.json', contents, type: 'application/schema+json' });
}
