import type { DatasetFolder } from '#shared/dataset/fileTree.ts';

/**
 * The folder until the signal aborts: from then on every reading rejects with the signal's reason. A layout that goes
 * through a thousand files, or a table of a gigabyte, so stops at the next one or the next piece, without knowing of
 * signals itself.
 */
export function untilAborted(folder: DatasetFolder, signal: AbortSignal): DatasetFolder {
  const checked = async <T>(read: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    const value = await read();
    signal.throwIfAborted();
    return value;
  };
  return {
    name: folder.name,
    list: () => checked(() => folder.list()),
    readText: (path, maxBytes) => checked(() => folder.readText(path, maxBytes)),
    readStream: async function* (path) {
      signal.throwIfAborted();
      for await (const piece of folder.readStream(path)) {
        yield piece;
        signal.throwIfAborted();
      }
    },
    size: (path) => checked(() => folder.size(path)),
    sha256: (text) => checked(() => folder.sha256(text)),
  };
}
