import type { Dataset, Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient } from '#shared/host/contract.ts';
import { HostError } from '#shared/host/hostError.ts';
import { buildSidecar, serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import type { ObjectJson, Sidecar } from '#shared/labels/sidecar.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TracksFile } from '#shared/labels/tracksFile.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, CuboidRecord, FrameId, LabelRecord } from '../document/records.ts';
import type { CloudQueries } from '../ports.ts';
import type { Calibrations } from './calibrations.ts';
import type { LabelStore, StoredFrame } from './labelStore.ts';
import { hasMoved, needsPoints, objectJsonOf } from './objectJson.ts';
import { projectingCameras, type CalibrationOf, type ImageSize } from './projections.ts';
import { withUniqueNumbers } from '../document/trackNumbers.ts';
import type { ConflictList } from './conflictList.ts';
import { TRACKS, type LabelFile } from './saver.ts';
import { box2dJsonOf, doneJsonOf, reviewJsonOf, trackJsonOf, trackRecordOf } from './sidecarRecords.ts';

export interface FrameWriterOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly dataset: Dataset;
  readonly sequence: Sequence;
  readonly document: LabelDocument;
  readonly store: LabelStore;
  readonly calibrations: Calibrations;
  /** What a person has yet to decide is written as it lies in the file. */
  readonly conflicts: ConflictList;
  readonly queries: CloudQueries;
  readonly generator: Sidecar['generator'];
  readonly imageSize: ImageSize | undefined;
  /** The last edit of the journal. */
  newestEdit(): string | undefined;
}

/** A worker that does not answer must not keep labels from being written; the count is then left unknown. */
const COUNT_TIMEOUT = 3000;

/** Turns the document's state into the label files and hands them to the host. */
export class FrameWriter {
  readonly #options: FrameWriterOptions;
  /** Sent, and never answered: they may have reached the disk all the same. */
  readonly #unanswered = new Map<FrameId, Sidecar>();
  #unansweredTracks: TracksFile | undefined;

  constructor(options: FrameWriterOptions) {
    this.#options = options;
  }

  /**
   * Writes one sidecar and returns when that was, ms since 1970; undefined for a file that could not be read and so is
   * never written. Rejects with a HostError when nothing was written.
   */
  async writeFrame(frameId: FrameId): Promise<number | undefined> {
    const { host, datasetId, sequence, store } = this.#options;
    this.#requireWritable();
    await this.#adoptFrame(frameId);
    const stored = await store.load(frameId);
    if (stored.problem !== undefined) return undefined;
    const covers = this.#covers(frameId);
    const sidecar = await this.#sidecarOf(frameId, stored);
    const expected = stored.revision;
    const input = { datasetId, sequenceId: sequence.id, frameId, expected, sidecar, covers };
    const { revision, savedAt } = await host.call('labels.save', input).catch((error: unknown) => {
      if (isUnanswered(error)) this.#unanswered.set(frameId, sidecar);
      throw error;
    });
    store.setBase(frameId, revision, sidecar);
    return savedAt;
  }

  /** Writes `tracks.json`; as {@link writeFrame}. */
  async writeTracks(): Promise<number> {
    const { host, datasetId, sequence, store } = this.#options;
    this.#requireWritable();
    await this.#adoptTracks();
    const covers = this.#covers(TRACKS);
    const tracks = this.#tracksFile();
    const expected = store.tracksRevision;
    const input = { datasetId, sequenceId: sequence.id, expected, tracks, covers };
    const { revision, savedAt } = await host.call('tracks.save', input).catch((error: unknown) => {
      if (isUnanswered(error)) this.#unansweredTracks = tracks;
      throw error;
    });
    store.tracksRevision = revision;
    store.tracksBase = tracks;
    return savedAt;
  }

  /** While a person has yet to choose, the file has theirs: our edits of it must not be forgotten. */
  #covers(file: LabelFile): string | undefined {
    const { conflicts, newestEdit } = this.#options;
    return conflicts.in(file).length === 0 ? newestEdit() : undefined;
  }

  /** What is on disk is what we sent last: no conflict with what was edited since. Rejects with a HostError. */
  async #adoptFrame(frameId: FrameId): Promise<void> {
    const sent = this.#unanswered.get(frameId);
    if (sent === undefined) return;
    const { store } = this.#options;
    const labels = await store.fetchLabels(frameId);
    this.#unanswered.delete(frameId);
    if (labels.state !== 'stored') return;
    // The host has filled in the sources.
    const { sources } = labels.sidecar;
    const isOurs = serialiseSidecar({ ...sent, sources }) === serialiseSidecar(labels.sidecar);
    if (isOurs) store.setBase(frameId, labels.revision, sent);
  }

  /** As {@link #adoptFrame}. */
  async #adoptTracks(): Promise<void> {
    const sent = this.#unansweredTracks;
    if (sent === undefined) return;
    const { host, datasetId, sequence, store } = this.#options;
    const index = await host.call('labels.index', { datasetId, sequenceId: sequence.id });
    this.#unansweredTracks = undefined;
    const isOurs = serialiseTracksFile(sent) === serialiseTracksFile(index.tracks);
    if (index.tracksRevision === null || !isOurs) return;
    store.tracksRevision = index.tracksRevision;
    store.tracksBase = sent;
  }

  /** A `tracks.json` that became unreadable while we work keeps the whole sequence from being written. */
  #requireWritable(): void {
    const { readOnly } = this.#options.store;
    if (readOnly === undefined) return;
    throw new HostError({ code: 'read-only', message: 'tracks.json cannot be read', problem: readOnly });
  }

  #tracksFile(): TracksFile {
    const { store, document, sequence, generator, conflicts } = this.#options;
    const ours = document.committed.tracks().filter((track) => !conflicts.isOpen(track, undefined));
    const open = new Set(conflicts.in(TRACKS).map(({ trackId }) => trackId));
    const theirs = (store.tracksBase?.tracks ?? []).map(trackRecordOf).filter(({ id }) => open.has(id));
    const tracks = withUniqueNumbers([...theirs, ...ours]).map(trackJsonOf);
    return {
      ...store.tracksBase,
      format: TRACKS_FORMAT,
      version: TRACKS_VERSION,
      generator,
      sequence: sequence.id,
      tracks: tracks.sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  }

  async #sidecarOf(frameId: FrameId, { base, state, imageCalibrations }: StoredFrame): Promise<Sidecar> {
    const { dataset, sequence, document, calibrations, generator, imageSize } = this.#options;
    const frame = sequence.frames.find(({ id }) => id === frameId);
    if (frame === undefined) throw new Error(`there is no frame ${frameId}`);
    // All read before the first await: what is edited later belongs to the next save.
    const { cuboids, boxes2d, reviews, done, theirs } = this.#toWrite(frameId, base);
    const classes = new Map(document.committed.tracks().map((track) => [track.id, track.class]));
    const isStored = state === 'stored';
    const previousOf = previousObjects(cuboids, base);
    const toCount = cuboids.filter((record) =>
      needsPoints({ record, previous: previousOf.get(record.id), isStored }),
    );
    const points = await this.#countPoints(frameId, toCount);
    const calibrationOf: CalibrationOf = (camera) => calibrations.of(camera, frame, imageCalibrations);
    const cameras = projectingCameras(sequence, frame, calibrationOf, imageSize);
    return buildSidecar({
      base,
      dataset,
      sequence,
      frame,
      generator,
      objects: [
        ...theirs.objects,
        ...cuboids.map((record) =>
          objectJsonOf({
            record,
            className: classes.get(record.trackId) ?? '',
            previous: previousOf.get(record.id),
            isStored,
            cameras,
            points: points.get(record.id),
          }),
        ),
      ],
      boxes2d: [...theirs.boxes2d, ...boxes2d.map(box2dJsonOf)],
      review: [...theirs.review, ...reviews.map(reviewJsonOf)],
      done: theirs.done ?? (done && doneJsonOf(done)),
    });
  }

  /** Ours, but for what is in conflict: of that, what the file has. */
  #toWrite(frameId: FrameId, base: Sidecar | undefined) {
    const { document, conflicts } = this.#options;
    const isOurs = (record: LabelRecord): boolean => !conflicts.isOpen(record, frameId);
    const { cuboids, boxes2d, reviews, done } = document.committed.recordsIn(frameId);
    const open = conflicts.in(frameId);
    const isOpen = (type: LabelRecord['type'], id: string): boolean =>
      open.some((conflict) => conflict.type === type && (conflict.theirs?.id ?? '') === id.toLowerCase());
    return {
      cuboids: cuboids.filter(isOurs),
      boxes2d: boxes2d.filter(isOurs),
      reviews: reviews.filter(isOurs),
      done: done !== undefined && isOurs(done) ? done : undefined,
      theirs: {
        objects: (base?.objects ?? []).filter(({ id }) => isOpen('cuboid', id)),
        boxes2d: (base?.boxes2d ?? []).filter(({ id }) => isOpen('box2d', id)),
        review: (base?.review ?? []).filter(({ id }) => isOpen('review', id)),
        done: open.some(({ type }) => type === 'done') ? base?.frame.done : undefined,
      },
    };
  }

  async #countPoints(
    frameId: FrameId,
    records: readonly CuboidRecord[],
  ): Promise<ReadonlyMap<CuboidId, number>> {
    if (records.length === 0) return new Map();
    const cuboids = records.map(({ cuboid }) => cuboid);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const counts = await Promise.race([
      this.#options.queries.countPoints(frameId, cuboids).catch(() => undefined),
      new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), COUNT_TIMEOUT);
      }),
    ]);
    clearTimeout(timer);
    const known = new Map<CuboidId, number>();
    records.forEach(({ id }, i) => {
      const count = counts?.[i];
      if (count !== undefined) known.set(id, count);
    });
    return known;
  }
}

/**
 * What is on disk of each cuboid. One that another track has now has another id; what was derived from its shape, with
 * points that may no longer be at hand, is as good as before.
 */
function previousObjects(
  cuboids: readonly CuboidRecord[],
  base: Sidecar | undefined,
): ReadonlyMap<CuboidId, ObjectJson> {
  const byId = new Map(base?.objects.map((object) => [object.id.toLowerCase(), object]));
  const previous = cuboids.flatMap((record): readonly (readonly [CuboidId, ObjectJson])[] => {
    const object = byId.get(record.id) ?? base?.objects.find((other) => !hasMoved(record, other));
    return object === undefined ? [] : [[record.id, object]];
  });
  return new Map(previous);
}

/** The host may have done it, and gone before it could say so. */
function isUnanswered(error: unknown): boolean {
  return error instanceof HostError && error.failure.code === 'unreachable';
}
