import { basename } from 'node:path';
import type { FolderOnDisk } from '#electron/services/folderOnDisk.ts';
import { stemOf } from '#shared/dataset/canonicalPath.ts';
import type { DatasetFolder } from '#shared/dataset/fileTree.ts';

/** A single file as a folder that holds nothing else. */
export function onlyFile(folder: FolderOnDisk, path: string): DatasetFolder {
  const name = basename(path);
  return {
    name: stemOf(name),
    list: () => Promise.resolve([name]),
    readText: (file, maxBytes) => folder.readText(file, maxBytes),
    readStream: (file) => folder.readStream(file),
    size: (file) => folder.size(file),
    sha256: (text) => folder.sha256(text),
  };
}
