import { folderOf, nameOf } from '#shared/dataset/canonicalPath.ts';
import { groupBy } from '#shared/dataset/groupBy.ts';
import type { HostEvent } from '#shared/host/contract.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import type { OpenDataset } from './datasets.ts';
import type { FileSystem } from './fileSystem.ts';
import type { FileVault } from './fileVault.ts';
import { labelPlace } from './labelFiles.ts';

/** Other programs save in several steps: look once they are through. */
const SETTLE_MS = 150;
/** A dataset spread over more folders is not watched; revisions are compared before each write in any case. */
const MOST_FOLDERS = 200;

/** A label file that the dataset may have. */
export interface WatchedFile {
  /** In the label root. */
  readonly path: string;
  readonly sequenceId: string;
  readonly frameId?: string;
}

export interface LabelWatch {
  /** Looks for folders that were not there before: those of a label root are made by the first save in them. */
  readonly watchNewFolders: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Tells when somebody else changed a label file in the dataset's label root. A hint only: network drives send no
 * notifications, and a label file that is a link to another folder is not followed.
 */
export async function watchLabels(
  fileSystem: FileSystem,
  vault: FileVault,
  open: OpenDataset,
  emit: (event: HostEvent) => void,
): Promise<LabelWatch> {
  const byFolder = groupBy(labelFilesOf(open), ({ path }) => folderOf(path));
  const stops = new Map<string, () => void>();
  const timers = new Map<string, NodeJS.Timeout>();
  let isOver = false;

  const tell = (event: HostEvent): void => {
    if (!isOver) emit(event);
  };

  const schedule = (file: WatchedFile): void => {
    clearTimeout(timers.get(file.path));
    const timer = setTimeout(() => {
      timers.delete(file.path);
      void lookAtLabels(vault, open, file, tell);
    }, SETTLE_MS);
    timers.set(file.path, timer.unref());
  };

  const watchFolder = async (folder: string, files: readonly WatchedFile[]): Promise<void> => {
    const real = await open.labelFolder.resolveFolder(folder);
    if (isOver || stops.has(folder)) return;
    const byName = new Map(files.map((file) => [nameOf(file.path), file]));
    const stop = fileSystem.watchFolder(real, (name) => {
      const changed = name === undefined ? files : [byName.get(name.normalize('NFC')) ?? []].flat();
      for (const file of changed) schedule(file);
    });
    stops.set(folder, stop);
  };

  const watchNewFolders = async (): Promise<void> => {
    if (byFolder.size > MOST_FOLDERS) return;
    for (const [folder, files] of byFolder) {
      // Not there yet, or the system has no watch left: the dataset works, only unannounced changes show later.
      if (!stops.has(folder)) await watchFolder(folder, files).catch(() => undefined);
    }
  };

  await watchNewFolders();
  return {
    watchNewFolders,
    stop: () => {
      isOver = true;
      for (const stop of stops.values()) stop();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Tells when the file is another than was last read or written here. Never rejects. */
export async function lookAtLabels(
  vault: FileVault,
  open: OpenDataset,
  { path, sequenceId, frameId }: WatchedFile,
  emit: (event: HostEvent) => void,
): Promise<void> {
  // What cannot be read just now is looked at again when it is next used.
  const revision = await labelPlace(open, path)
    .then((place) => vault.changedRevision(place))
    .catch(() => undefined);
  if (revision === undefined) return;
  const where = { datasetId: open.id, sequenceId, ...(frameId === undefined ? {} : { frameId }) };
  emit({ type: 'labels.changed', ...where, revision });
}

function labelFilesOf({ dataset }: OpenDataset): WatchedFile[] {
  return dataset.sequences.flatMap((sequence): WatchedFile[] => {
    const sequenceId = sequence.id;
    const sidecars = sequence.frames.map(({ id }) => ({ path: sidecarPath(id), sequenceId, frameId: id }));
    return [{ path: tracksPath(sequence), sequenceId }, ...sidecars];
  });
}
