import type { StoreApi } from 'zustand/vanilla';
import type { HostClient, MethodOutput } from '#shared/host/contract.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { compareLabels, type LabelComparison } from '#shared/labels/versions/compareLabels.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { FrameId, TrackId } from '../document/records.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import type { CuboidEdits } from '../edits/cuboidEdits.ts';
import {
  restoreVersion,
  versionObjects,
  type FrameVersion,
  type VersionObject,
} from '../edits/restoreVersion.ts';
import type { EditorState } from './editorState.ts';
import type { LabelStore } from './labelStore.ts';
import { recordsOf } from './sidecarRecords.ts';

export interface EarlierVersionsOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly sequenceId: string;
  readonly document: LabelDocument;
  readonly state: StoreApi<EditorState>;
  readonly edits: CuboidEdits;
  readonly store: LabelStore;
  /** Writes what waits. */
  save(): Promise<void>;
  /** Reads a label file anew in place of what is in memory; without a frame `tracks.json`. */
  reload(frameId: FrameId | undefined): Promise<void>;
  interrupt(): void;
}

/** A label file: of a frame, or without one `tracks.json`. */
export type VersionedFile = FrameId | undefined;

/** The earlier versions of label files that the host keeps: to look at, and to bring back. */
export class EarlierVersions {
  readonly #options: EarlierVersionsOptions;

  constructor(options: EarlierVersionsOptions) {
    this.#options = options;
  }

  /**
   * The label file that cannot be read and keeps the frame on screen from being edited, `tracks.json` first; undefined
   * when there is none.
   */
  get damaged(): { readonly file: VersionedFile } | undefined {
    const { store, state } = this.#options;
    if (store.readOnly !== undefined) return { file: undefined };
    const { frameId } = state.getState();
    const isDamaged = frameId !== undefined && store.known(frameId)?.state === 'unreadable';
    return isDamaged ? { file: frameId } : undefined;
  }

  /** Newest first. What is in memory is saved before, so that it is the present version. Rejects with a HostError. */
  async list(file: VersionedFile, signal?: AbortSignal): Promise<MethodOutput<'versions.list'>> {
    await this.#options.save();
    return this.#options.host.call(
      'versions.list',
      this.#where(file),
      signal === undefined ? {} : { signal },
    );
  }

  /** Rejects with a HostError. */
  load(file: VersionedFile, versionId: string, signal?: AbortSignal): Promise<MethodOutput<'versions.load'>> {
    const input = { ...this.#where(file), versionId };
    return this.#options.host.call('versions.load', input, signal === undefined ? {} : { signal });
  }

  /** From a version of a frame to what it holds now, or to nothing where that cannot be read. */
  compare(frameId: FrameId, sidecar: Sidecar): LabelComparison<VersionObject> {
    const { document } = this.#options;
    const { records, classes } = frameVersionOf(frameId, sidecar);
    const then = records.filter((record) => record.type === 'cuboid');
    // The class of a track that is still there is not a matter of the frame, and is not brought back.
    const classOf = (trackId: TrackId): string => document.get(trackId)?.class ?? classes.get(trackId) ?? '';
    return compareLabels(versionObjects(then, classOf), versionObjects(document.cuboidsIn(frameId), classOf));
  }

  /**
   * Brings the frame on screen, or some of its objects, back to a version: one edit like any other. False, and a prompt
   * that says why, where it may not be edited; false, too, where nothing is different.
   */
  restore(frameId: FrameId, sidecar: Sidecar, only?: ReadonlySet<TrackId>): boolean {
    const { document, state, edits, store, interrupt } = this.#options;
    interrupt();
    if (state.getState().frameId !== frameId) return false;
    const present = document.recordsIn(frameId);
    const { added, removed, changed } = this.compare(frameId, sidecar);
    const meant = [...added, ...changed.map(({ after }) => after)]
      .map(({ record }) => record)
      .filter(({ trackId }) => only?.has(trackId) ?? true);
    if (!edits.mayEdit(meant.map(({ id }) => id))) return false;
    if (
      !edits.mayEditTracks(removed.map(({ record }) => record.trackId).filter((id) => only?.has(id) ?? true))
    )
      return false;
    let number = largestNumber(document.tracks());
    const entry = document.transact('restore', (tx) =>
      restoreVersion(tx, frameVersionOf(frameId, sidecar), {
        frameId,
        present,
        only,
        nextNumber: () => ++number,
        isUsedBeside: (trackId, ids) => store.isUsedBeside(trackId, ids),
      }),
    );
    return entry !== undefined;
  }

  /**
   * Puts a version in the place of a label file that cannot be read, which is kept; answers where. The file is then read
   * anew. Rejects with a HostError, nothing changed.
   */
  async recover(file: VersionedFile, versionId: string): Promise<string> {
    const { keptAs } = await this.#options.host.call('versions.recover', { ...this.#where(file), versionId });
    await this.#options.reload(file);
    return keptAs;
  }

  #where(frameId: VersionedFile) {
    const { datasetId, sequenceId } = this.#options;
    return { datasetId, sequenceId, ...(frameId === undefined ? {} : { frameId }) };
  }
}

function frameVersionOf(frameId: FrameId, sidecar: Sidecar): FrameVersion {
  const classes = sidecar.objects.map((object): readonly [TrackId, string] => [
    object.trackId.toLowerCase() as TrackId,
    object.class,
  ]);
  return { records: recordsOf(frameId, sidecar), classes: new Map(classes) };
}
