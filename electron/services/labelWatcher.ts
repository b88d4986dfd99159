import { basename, dirname } from 'node:path';
import type { Sequence } from '#shared/dataset/dataset.ts';
import type { HostEvent } from '#shared/host/contract.ts';
import { groupBy } from '#shared/dataset/groupBy.ts';
import type { OpenDataset } from './datasets.ts';
import type { FilePlace, FileVault } from './fileVault.ts';
import type { FileSystem } from './fileSystem.ts';
import { sidecarPlace, tracksPlace } from './labelStore.ts';
import { mapConcurrently } from './mapConcurrently.ts';

/** Other programs save in several steps: look once they are through. */
const SETTLE_MS = 150;
/** A dataset spread over more folders is not watched; revisions are compared before each write in any case. */
const MOST_FOLDERS = 200;
const PLACES_AT_ONCE = 16;

interface WatchedFile {
  readonly place: FilePlace;
  readonly sequenceId: string;
  readonly frameId?: string;
}

/**
 * Tells when somebody else changed a label file of the dataset. A hint only: network drives send no notifications.
 * Answers the function that ends it.
 */
export async function watchLabels(
  fileSystem: FileSystem,
  vault: FileVault,
  open: OpenDataset,
  emit: (event: HostEvent) => void,
): Promise<() => void> {
  const byFolder = groupBy(await labelFilesOf(open), ({ place }) => dirname(place.absolute));
  if (byFolder.size > MOST_FOLDERS) return () => undefined;
  const timers = new Map<string, NodeJS.Timeout>();

  const look = async (file: WatchedFile): Promise<void> => {
    // What cannot be read just now is looked at again when it is next used.
    const revision = await vault.changedRevision(file.place).catch(() => undefined);
    if (revision === undefined) return;
    const { sequenceId, frameId } = file;
    const where = { datasetId: open.id, sequenceId, ...(frameId === undefined ? {} : { frameId }) };
    emit({ type: 'labels.changed', ...where, revision });
  };

  const schedule = (file: WatchedFile): void => {
    clearTimeout(timers.get(file.place.absolute));
    const timer = setTimeout(() => void look(file), SETTLE_MS);
    timers.set(file.place.absolute, timer.unref());
  };

  const stops = [...byFolder].map(([folder, files]) => {
    const byName = new Map(files.map((file) => [basename(file.place.absolute), file]));
    return watchIfPossible(fileSystem, folder, (name) => {
      if (name === undefined) for (const file of files) schedule(file);
      const file = name === undefined ? undefined : byName.get(name);
      if (file !== undefined) schedule(file);
    });
  });
  return () => {
    for (const stop of stops) stop();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

async function labelFilesOf(open: OpenDataset): Promise<WatchedFile[]> {
  const ofSequence = async (sequence: Sequence): Promise<WatchedFile[]> => {
    const at = { open, sequence };
    const sequenceId = sequence.id;
    const tracks = await ifInReach(tracksPlace(at), { sequenceId });
    const sidecars = await mapConcurrently(sequence.frames, PLACES_AT_ONCE, (frame) =>
      ifInReach(sidecarPlace(at, frame), { sequenceId, frameId: frame.id }),
    );
    return [tracks, ...sidecars].flat();
  };
  return (await mapConcurrently(open.dataset.sequences, 1, ofSequence)).flat();
}

/** A file that is out of reach is reported when its frame is loaded; the others are watched. */
async function ifInReach(
  finding: Promise<FilePlace>,
  where: Omit<WatchedFile, 'place'>,
): Promise<WatchedFile[]> {
  const place = await finding.catch(() => undefined);
  return place === undefined ? [] : [{ place, ...where }];
}

/** The system has a limited number of watches; without one the dataset works, only unannounced changes show later. */
function watchIfPossible(
  fileSystem: FileSystem,
  folder: string,
  listener: (name: string | undefined) => void,
): () => void {
  try {
    return fileSystem.watchFolder(folder, listener);
  } catch {
    return () => undefined;
  }
}
