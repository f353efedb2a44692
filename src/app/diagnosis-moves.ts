/** From a diagnosis to the page where it is mended, with the names and the files that were given. */
import type { Move } from '../pki/diagnose/move';
import type { Diagnoser } from './diagnoser.svelte';
import { Inspector } from './inspector.svelte';
import { Reissue } from './inspection-reissue.svelte';
import type { Workbench } from './workbench';

export async function follow(move: Move, diagnoser: Diagnoser, bench: Workbench): Promise<void> {
  switch (move) {
    case 'make-local': {
      const host = diagnoser.wantedHost;
      if (host === '') bench.location.go('local-https');
      else await bench.takeNames(host);
      return;
    }
    case 'make-certificate': {
      const leaf = diagnoser.given.find(
        ({ item, inspector }) =>
          item.kind === 'certificate' && inspector.rows.of(item).document?.authority === false,
      );
      if (leaf === undefined) bench.location.go('certificate');
      else await new Reissue(bench).copy(leaf.item);
      return;
    }
    case 'open-inspect': {
      const inspector = bench.kept('inspect', () => new Inspector());
      const { handles } = diagnoser;
      bench.location.go('inspect');
      if (handles.length > 0) await inspector.readFiles(handles);
      return;
    }
    case 'open-verify': {
      const { handles } = diagnoser;
      const { Verifier } = await import('./verifier.svelte');
      const verifier = bench.kept('verify', () => new Verifier());
      bench.location.go('verify');
      if (handles.length > 0) await verifier.readFiles(handles);
      return;
    }
    case 'open-authorities':
      bench.location.go('authorities');
  }
}
