/** A pile that remembers the files it was given, as handles, so that they can be taken along to another page. */
import type { GivenFile, GivenFiles } from './dropped-files';
import { Inspector } from './inspector.svelte';

export class NotedInspector extends Inspector {
  readonly #handles: GivenFile[] = [];
  readonly #divert: (file: GivenFile) => boolean;

  /** @param divert takes a file that is none for the pile */
  constructor(divert: (file: GivenFile) => boolean) {
    super();
    this.#divert = divert;
  }

  get handles(): readonly GivenFile[] {
    return this.#handles;
  }

  override readFiles(files: GivenFiles): Promise<void> {
    return super.readFiles(this.#noted(files));
  }

  override clear(): void {
    this.#handles.length = 0;
    super.clear();
  }

  async *#noted(files: GivenFiles): AsyncGenerator<GivenFile> {
    for await (const file of files) {
      if (this.#divert(file)) continue;
      this.#handles.push(file);
      yield file;
    }
  }
}
