/**
 * Files and folders as a browser hands them over, one after another: a folder of ten thousand is walked as it is read, and
 * nothing of it is in memory before its turn.
 */

export interface GivenFile {
  /** With the folders it lay in. */
  readonly path: string;
  readonly file: File;
}

export type GivenFiles = AsyncIterable<GivenFile> | Iterable<GivenFile>;

/** From a file button, a folder's included. */
export function chosenFiles(files: Iterable<File>): readonly GivenFile[] {
  return [...files].map((file) => ({ path: pathOf(file), file }));
}

/** From a drop or a paste. To be called during the event: the browser empties the transfer when it is over. */
export function transferredFiles(transfer: DataTransfer): GivenFiles {
  const entries = [...transfer.items].flatMap((item) =>
    item.kind === 'file' ? (item.webkitGetAsEntry() ?? []) : [],
  );
  // Pasted files have no entries in some browsers.
  return entries.length > 0 ? walk(entries) : chosenFiles(transfer.files);
}

const pathOf = (file: File): string => (file.webkitRelativePath === '' ? file.name : file.webkitRelativePath);

async function* walk(entries: readonly FileSystemEntry[]): AsyncGenerator<GivenFile> {
  // A stack, last first: folders nested by the thousand cost no call stack.
  const waiting = entries.toReversed();
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    if (isFile(entry)) yield { path: entry.fullPath.replace(/^\//, ''), file: await fileOf(entry) };
    else if (isFolder(entry)) waiting.push(...(await membersOf(entry)).toReversed());
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile;
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<File> =>
  new Promise((resolve, reject) => {
    entry.file(resolve, reject);
  });

/** The browser tells them a hundred at a time, and none when it has told all. */
async function membersOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const members: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => {
      reader.readEntries(resolve, reject);
    });
    if (some.length === 0) return members;
    members.push(...some);
  }
}
