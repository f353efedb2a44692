/** From a diagnosis to the page where it is mended, with the names and the files that were given. */
import type { Move } from '../pki/diagnose/move';
import type { Diagnoser } from './diagnoser.svelte';
import { mendGiven } from './diagnosis-mending';
import type { Fault } from './fault';
import { Inspector } from './inspector.svelte';
import type { Workbench } from './workbench';

/** @returns what went wrong, if anything did */
export async function follow(move: Move, diagnoser: Diagnoser, bench: Workbench): Promise<Fault | undefined> {
  switch (move) {
    case 'make-local': {
      const host = diagnoser.wantedHost;
      if (host === '') bench.location.go('local-https');
      else await bench.takeNames(host);
      return undefined;
    }
    case 'make-certificate':
      return mendGiven('server', diagnoser, bench);
    case 'mend-authority':
      return mendGiven('authority', diagnoser, bench);
    case 'open-inspect': {
      const inspector = bench.kept('inspect', () => new Inspector());
      const { handles } = diagnoser;
      bench.location.go('inspect');
      if (handles.length > 0) await inspector.readFiles(handles);
      return undefined;
    }
    case 'open-verify': {
      const { handles } = diagnoser;
      const { Verifier } = await import('./verifier.svelte');
      const verifier = bench.kept('verify', () => new Verifier());
      bench.location.go('verify');
      if (handles.length > 0) await verifier.readFiles(handles);
      return undefined;
    }
    case 'open-authorities':
      bench.location.go('authorities');
      return undefined;
  }
}
