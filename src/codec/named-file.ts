/** A file on its way into a zip: a path with `/`, contents, and the permission bits it must keep. */
import { utf8, type Bytes } from './bytes';

/** 0600 for secrets, 0755 for what is run, 0644 for the rest. */
type FileMode = 0o600 | 0o644 | 0o755;

export interface NamedFile {
  /** Relative to the folder in the zip, `/` between parts: `run/uvicorn.sh`. */
  readonly path: string;
  /** Text is written as UTF-8 exactly as it stands: the recipe decides between LF and CRLF. */
  readonly contents: string | Bytes;
  readonly mode: FileMode;
}

/** As they are written. */
export const octetsOf = ({ contents }: Pick<NamedFile, 'contents'>): Bytes =>
  typeof contents === 'string' ? utf8(contents) : contents;
