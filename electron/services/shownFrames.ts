import type { HostEvent } from '#shared/host/contract.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { sequenceOf, type OpenDataset } from './datasets.ts';
import type { FileSystem } from './fileSystem.ts';
import type { FileVault } from './fileVault.ts';
import { labelPlace } from './labelFiles.ts';
import { lookAtLabels, type WatchedFile } from './labelWatcher.ts';

/** How often the files of the frames on screen are looked at. */
export const LOOK_MS = 3000;
/** Every so many looks the bytes are compared although nothing seems to have changed: some disks count in seconds. */
const HASH_EVERY = 10;
/** Of one dataset: one for each window. Of further ones the system's notices tell. */
const MOST_SHOWN = 4;

interface ShownFrame {
  readonly sequenceId: string;
  readonly frameId: string;
}

/**
 * Looks every few seconds at the label files of the frames that are on screen, and at the tracks of their sequences:
 * network drives send no notice of what others change.
 */
export class ShownFrames {
  readonly #fileSystem: FileSystem;
  readonly #vault: FileVault;
  readonly #find: (datasetId: string) => OpenDataset;
  readonly #emit: (event: HostEvent) => void;
  /** By the dataset's id; the one shown last is last. */
  readonly #shown = new Map<string, readonly ShownFrame[]>();
  /** What each file looked like from outside, by its path. */
  readonly #looks = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #isLooking = false;
  #rounds = 0;

  constructor(
    fileSystem: FileSystem,
    vault: FileVault,
    find: (datasetId: string) => OpenDataset,
    emit: (event: HostEvent) => void,
  ) {
    this.#fileSystem = fileSystem;
    this.#vault = vault;
    this.#find = find;
    this.#emit = emit;
  }

  /** A page shows this frame from now on. */
  show(datasetId: string, frame: ShownFrame): void {
    const others = (this.#shown.get(datasetId) ?? []).filter(({ frameId }) => frameId !== frame.frameId);
    this.#shown.set(datasetId, [...others, frame].slice(-MOST_SHOWN));
    this.#timer ??= setInterval(() => void this.look(), LOOK_MS).unref();
  }

  /** The dataset was closed. */
  forget(datasetId: string): void {
    this.#shown.delete(datasetId);
    if (this.#shown.size === 0) this.dispose();
  }

  /** One round; happens by itself every {@link LOOK_MS}. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#rounds += 1;
    for (const [datasetId, frames] of this.#shown) await this.#lookInto(datasetId, frames);
    this.#isLooking = false;
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#shown.clear();
    this.#looks.clear();
  }

  async #lookInto(datasetId: string, frames: readonly ShownFrame[]): Promise<void> {
    try {
      const open = this.#find(datasetId);
      const files = new Map<string, WatchedFile>();
      for (const { sequenceId, frameId } of frames) {
        const tracks = tracksPath(sequenceOf(open, sequenceId));
        files.set(tracks, { path: tracks, sequenceId });
        files.set(sidecarPath(frameId), { path: sidecarPath(frameId), sequenceId, frameId });
      }
      for (const file of files.values()) await this.#lookAt(open, file);
    } catch {
      // It was closed meanwhile.
    }
  }

  async #lookAt(open: OpenDataset, file: WatchedFile): Promise<void> {
    const place = await labelPlace(open, file.path).catch(() => undefined);
    if (place === undefined) return;
    const look = await this.#lookOf(place.absolute);
    const isSame = this.#looks.get(place.absolute) === look;
    if (isSame && this.#rounds % HASH_EVERY !== 0) return;
    this.#looks.set(place.absolute, look);
    await lookAtLabels(this.#vault, open, file, this.#emit);
  }

  /** Cheap: without reading the file. */
  async #lookOf(path: string): Promise<string> {
    try {
      const { bytes, modifiedNs, fileId } = await this.#fileSystem.stat(path);
      return `${bytes} ${modifiedNs} ${fileId}`;
    } catch {
      return 'none';
    }
  }
}
