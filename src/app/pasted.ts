/** What a paste brings to a page that takes files and text alike. */
import { transferredFiles, type GivenFiles } from './dropped-files';

interface Pasted {
  readonly files?: GivenFiles;
  /** Empty where it is white space alone. */
  readonly text: string;
  /** In a field that takes text itself. */
  readonly typing: boolean;
}

/** What a paste brings; `undefined` where it is nothing. To be called during the event, as `transferredFiles`. */
export function pastedIn({ clipboardData, target }: ClipboardEvent): Pasted | undefined {
  if (clipboardData === null) return undefined;
  const typing = target instanceof HTMLElement && target.closest('input, textarea') !== null;
  const given = clipboardData.getData('text');
  const text = /\S/.test(given) ? given : '';
  if (clipboardData.files.length > 0) return { files: transferredFiles(clipboardData), text, typing };
  return text === '' ? undefined : { text, typing };
}
