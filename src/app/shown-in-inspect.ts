/** Certificates that lie on another page, opened on Inspect. */
import { Inspector } from './inspector.svelte';
import type { Workbench } from './workbench';

/** @param certificates the first is what `title` names, each further one stands above the one before */
export function showInInspect(
  bench: Workbench,
  title: string,
  certificates: readonly Uint8Array<ArrayBuffer>[],
): void {
  const inspector = bench.kept('inspect', () => new Inspector());
  const files = certificates.map((octets, place) => ({
    path: place === 0 ? `${title}.der` : `${title}, authority ${place}.der`,
    file: new File([octets], 'made.der'),
  }));
  void inspector.readFiles(files);
  bench.location.go('inspect');
}
