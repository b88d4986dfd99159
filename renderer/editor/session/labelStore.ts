import type { ImageCalibration, Sequence } from '#shared/dataset/dataset.ts';
import type { HostClient, MethodOutput } from '#shared/host/contract.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { sightingOf, sightingOfLetter, type Sighting } from '#shared/labels/sighting.ts';
import type { Problem } from '#shared/problems/problem.ts';
import type { TrackUse } from '../edits/trackUse.ts';
import type { LabelDocument } from '../document/labelDocument.ts';
import type { CuboidId, FrameId, LabelRecord, TrackId, TrackRecord } from '../document/records.ts';
import type { FrameStatus } from './editorState.ts';
import { largestNumber } from '../document/trackNumbers.ts';
import { recordsOf, trackRecordOf } from './sidecarRecords.ts';

/** What is known of the file behind a frame that is in memory. */
export interface StoredFrame {
  readonly state: FrameStatus['state'];
  /** Of the sidecar on disk; `null`: there is none. */
  readonly revision: string | null;
  /** The labels as they were last read or written. */
  readonly base: Sidecar | undefined;
  /** Of its images that have one of their own. */
  readonly imageCalibrations: readonly ImageCalibration[];
  readonly problems: readonly Problem[];
  /** Why it cannot be edited. */
  readonly problem: Problem | undefined;
}

const NO_SIGHTINGS: Sightings = new Map();

export type FetchedLabels = MethodOutput<'labels.load'>;
type FetchedIndex = MethodOutput<'labels.index'>;

interface Summary extends FrameStatus {
  /** Of objects and 2D boxes. */
  readonly trackIds: ReadonlySet<string>;
  readonly sightings: Sightings;
}

/** What is known of the objects of a frame, by track. */
export type Sightings = ReadonlyMap<TrackId, Sighting>;

export interface LabelStoreOptions {
  readonly host: HostClient;
  readonly datasetId: string;
  readonly sequence: Sequence;
  readonly document: LabelDocument;
}

/** Brings labels from the host into the document, by frame, and knows what lies on disk. */
export class LabelStore implements TrackUse {
  readonly #options: LabelStoreOptions;
  readonly #frames = new Map<FrameId, StoredFrame>();
  readonly #loading = new Map<FrameId, Promise<StoredFrame>>();
  /** Frames that must stay in memory, once for each who needs them. */
  readonly #held = new Map<FrameId, number>();
  /** Tracks that were made of the copies in sidecars. */
  readonly #assumed = new WeakSet<TrackRecord>();
  #summaries = new Map<FrameId, Summary>();
  tracksRevision: string | null = null;
  /** As it was last read or written: keys that this version does not know are written back. */
  tracksBase: MethodOutput<'labels.index'>['tracks'] | undefined;
  /** The ids in it; long edits ask about each of their frames. */
  #tracksOnDisk: { readonly base: LabelStore['tracksBase']; readonly ids: ReadonlySet<string> } | undefined;
  /** Why nothing in the sequence can be written. */
  readOnly: Problem | undefined;

  constructor(options: LabelStoreOptions) {
    this.#options = options;
  }

  /** Reads the tracks and what is known of every frame. */
  async loadIndex(): Promise<readonly Problem[]> {
    return this.takeIndex(await this.fetchIndex());
  }

  /** The index as it is on disk, without touching anything. */
  fetchIndex(): Promise<FetchedIndex> {
    const { host, datasetId, sequence } = this.#options;
    return host.call('labels.index', { datasetId, sequenceId: sequence.id });
  }

  /** `keepTracks`: those in the document hold what is not in the file; a file that cannot be read changes nothing then. */
  takeIndex(index: FetchedIndex, { keepTracks = false } = {}): readonly Problem[] {
    const { document } = this.#options;
    this.#summaries = new Map(
      index.frames.map(({ frameId, state, objects, trackIds: ids, sightings: letters, isDone }) => {
        const trackIds = ids.map((id) => id.toLowerCase() as TrackId);
        const sightings = new Map(trackIds.flatMap((id, i) => sightingEntry(id, letters[i], isDone)));
        return [frameId as FrameId, { state, objects, isDone, trackIds: new Set(trackIds), sightings }];
      }),
    );
    this.readOnly = index.readOnly;
    if (keepTracks && index.readOnly !== undefined) return index.problems;
    this.tracksRevision = index.tracksRevision;
    this.tracksBase = index.tracks;
    if (!keepTracks) document.loadTracks(index.tracks.tracks.map(trackRecordOf));
    return index.problems;
  }

  /** What is known of a frame in memory. */
  known(frameId: FrameId): StoredFrame | undefined {
    return this.#frames.get(frameId);
  }

  /** The frame's labels, from memory or from the host. Rejects with a HostError when they cannot be had. */
  async load(frameId: FrameId, signal?: AbortSignal): Promise<StoredFrame> {
    const known = this.#frames.get(frameId);
    if (known !== undefined) {
      // Put last: the order of the map is the order in which frames may be forgotten.
      this.#frames.delete(frameId);
      this.#frames.set(frameId, known);
      return known;
    }
    const running = this.#loading.get(frameId);
    if (running === undefined) return this.#start(frameId, signal);
    // Somebody else's request may be cancelled; that must not cancel this one.
    return running.catch(() => {
      signal?.throwIfAborted();
      return this.load(frameId, signal);
    });
  }

  /** Reads a frame again and puts it in place of what is in memory. */
  async reload(frameId: FrameId): Promise<StoredFrame> {
    return this.put(frameId, await this.fetchLabels(frameId));
  }

  /** Asks again what images that have a calibration of their own are calibrated with. Rejects with a HostError. */
  async recalibrate(): Promise<void> {
    const frames = [...this.#frames].filter(([, { imageCalibrations }]) => imageCalibrations.length > 0);
    await Promise.all(
      frames.map(async ([frameId]) => {
        const { imageCalibrations } = await this.fetchLabels(frameId);
        const stored = this.#frames.get(frameId);
        if (stored !== undefined) this.#frames.set(frameId, { ...stored, imageCalibrations });
      }),
    );
  }

  /** What lies on disk, without touching the document. */
  fetchLabels(frameId: FrameId, signal?: AbortSignal): Promise<FetchedLabels> {
    const { host, datasetId, sequence } = this.#options;
    const input = { datasetId, sequenceId: sequence.id, frameId };
    return host.call('labels.load', input, signal === undefined ? {} : { signal });
  }

  /** Takes labels that were fetched into the document. Those that break its rules count as unreadable. */
  put(frameId: FrameId, labels: FetchedLabels): StoredFrame {
    const { document } = this.#options;
    let stored = storedFrameOf(labels);
    this.#frames.delete(frameId);
    if (stored.problem === undefined) {
      const records = stored.base === undefined ? [] : recordsOf(frameId, stored.base);
      try {
        this.addMissingTracks(records, stored.base);
        document.loadFrame(frameId, records);
      } catch {
        const params = { where: 'objects', reason: 'duplicate' };
        const problem: Problem = { code: 'labels.schema', severity: 'error', path: frameId, params };
        stored = { ...stored, state: 'unreadable', problem };
      }
    }
    if (stored.problem !== undefined) document.unloadFrame(frameId);
    this.#frames.set(frameId, stored);
    return stored;
  }

  /** What the next save of the frame starts from; what else the host said of it may have come with it. */
  setBase(
    frameId: FrameId,
    revision: string | null,
    base: Sidecar | undefined,
    said: Partial<Pick<StoredFrame, 'problems' | 'imageCalibrations'>> = {},
  ): void {
    const { problems = [], imageCalibrations = [] } = { ...this.#frames.get(frameId), ...said };
    const state = revision === null ? 'absent' : 'stored';
    this.#frames.set(frameId, { state, revision, base, imageCalibrations, problems, problem: undefined });
  }

  /** The files of all frames in memory are to be written to a place that has none of them. */
  forgetRevisions(): void {
    this.tracksRevision = null;
    for (const [frameId, stored] of this.#frames) this.#frames.set(frameId, { ...stored, revision: null });
  }

  /** These frames are not forgotten, be they loaded now or later, until the returned function is called. */
  hold(frameIds: readonly FrameId[]): () => void {
    for (const frameId of frameIds) this.#held.set(frameId, (this.#held.get(frameId) ?? 0) + 1);
    return () => {
      for (const frameId of frameIds) {
        const others = (this.#held.get(frameId) ?? 1) - 1;
        if (others > 0) this.#held.set(frameId, others);
        else this.#held.delete(frameId);
      }
    };
  }

  /** Forgets the frames that were not visited for longest, down to `limit`, except those that must stay. */
  forget(limit: number, mustStay: (frameId: FrameId) => boolean): void {
    const { document } = this.#options;
    for (const frameId of this.#frames.keys()) {
      if (this.#frames.size <= limit) return;
      if (mustStay(frameId) || this.#held.has(frameId)) continue;
      const status = this.status(frameId);
      const trackIds = new Set(this.#trackIdsIn(frameId));
      this.#summaries.set(frameId, { ...status, trackIds, sightings: this.sightingsIn(frameId) });
      this.#frames.delete(frameId);
      document.unloadFrame(frameId);
    }
  }

  /** Of any frame of the sequence, loaded or not. */
  status(frameId: FrameId): FrameStatus {
    const stored = this.#frames.get(frameId);
    if (stored !== undefined && stored.state !== 'unreadable') {
      const { cuboids, done } = this.#options.document.recordsIn(frameId);
      return { state: stored.state, objects: cuboids.length, isDone: done !== undefined };
    }
    const { state = 'absent', objects = 0, isDone = false } = this.#summaries.get(frameId) ?? {};
    return { state: stored?.state ?? state, objects, isDone };
  }

  /** What is known of the objects of any frame of the sequence. In one that is done, all are confirmed. */
  sightingsIn(frameId: FrameId): Sightings {
    const { document } = this.#options;
    if (!document.isLoaded(frameId)) return this.#summaries.get(frameId)?.sightings ?? NO_SIGHTINGS;
    const { cuboids, done } = document.committed.recordsIn(frameId);
    return new Map(
      cuboids.map((record) => [record.trackId, confirmedIf(done !== undefined, sightingOf(record))]),
    );
  }

  /** Would the frame's sidecar name a track that `tracks.json` does not have on disk? */
  lacksTracksOf(frameId: FrameId): boolean {
    const base = this.tracksRevision === null ? undefined : this.tracksBase;
    if (this.#tracksOnDisk === undefined || this.#tracksOnDisk.base !== base)
      this.#tracksOnDisk = { base, ids: new Set(base?.tracks.map(({ id }) => id.toLowerCase())) };
    const { ids } = this.#tracksOnDisk;
    const { document } = this.#options;
    // A 2D box may name a track that is nowhere: that is nothing that could be written.
    return this.#trackIdsIn(frameId).some((id) => !ids.has(id) && document.get(id) !== undefined);
  }

  framesWith(trackId: TrackId): readonly FrameId[] {
    return this.#frameIds().filter((frameId) => this.#mayHold(frameId, trackId) === 'yes');
  }

  /** May it occur in a frame that is not in memory? */
  mayOccurUnread(trackId: TrackId): boolean {
    const { document } = this.#options;
    return this.#frameIds().some(
      (frameId) => !document.isLoaded(frameId) && this.#mayHold(frameId, trackId) !== 'no',
    );
  }

  #isUsedByBoxes(trackId: TrackId): boolean {
    const { document } = this.#options;
    return document
      .loadedFrames()
      .some((frameId) => document.recordsIn(frameId).boxes2d.some((box) => box.trackId === trackId));
  }

  isUsedBeside(trackId: TrackId, cuboids: ReadonlySet<CuboidId>): boolean {
    const { document } = this.#options;
    if (this.mayOccurUnread(trackId)) return true;
    const isElsewhere = document
      .loadedFrames()
      .flatMap((frameId) => document.cuboidsIn(frameId))
      .some((cuboid) => cuboid.trackId === trackId && !cuboids.has(cuboid.id));
    return isElsewhere || this.#isUsedByBoxes(trackId);
  }

  #mayHold(frameId: FrameId, trackId: TrackId): 'yes' | 'no' | 'unknown' {
    if (this.#options.document.isLoaded(frameId))
      return this.#trackIdsIn(frameId).includes(trackId) ? 'yes' : 'no';
    const summary = this.#summaries.get(frameId);
    if (summary?.state === 'unreadable') return 'unknown';
    return summary?.trackIds.has(trackId) === true ? 'yes' : 'no';
  }

  #trackIdsIn(frameId: FrameId): readonly TrackId[] {
    const { cuboids, boxes2d } = this.#options.document.recordsIn(frameId);
    return [...cuboids, ...boxes2d].map(({ trackId }) => trackId).filter((id) => id !== undefined);
  }

  #frameIds(): readonly FrameId[] {
    return this.#options.sequence.frames.map(({ id }) => id as FrameId);
  }

  #start(frameId: FrameId, signal: AbortSignal | undefined): Promise<StoredFrame> {
    const loading = this.fetchLabels(frameId, signal)
      .then((labels) => this.put(frameId, labels))
      .finally(() => this.#loading.delete(frameId));
    this.#loading.set(frameId, loading);
    return loading;
  }

  /** A sidecar is complete on its own: a track that `tracks.json` lacks is made from the copy in the object. */
  addMissingTracks(records: readonly LabelRecord[], base: Sidecar | undefined): void {
    const { document } = this.#options;
    const classes = new Map(base?.objects.map((object) => [object.trackId.toLowerCase(), object.class]));
    const missing = new Set(
      records
        .filter((record) => record.type === 'cuboid')
        .map(({ trackId }) => trackId)
        .filter((trackId) => document.get(trackId) === undefined),
    );
    if (missing.size === 0) return;
    let number = largestNumber(document.tracks());
    const added = [...missing].map((id): TrackRecord => ({
      type: 'track',
      id,
      number: ++number,
      class: classes.get(id) ?? '',
      attributes: {},
      extra: {},
    }));
    document.loadTracks([...document.tracks(), ...added]);
    for (const track of added) this.#assumed.add(document.get(track.id) ?? track);
  }

  /** Was it made of a copy in a sidecar, and not changed since? Its own file knows better, once it is there. */
  isAssumed(track: TrackRecord): boolean {
    return this.#assumed.has(track);
  }

  /** Does a sidecar name a track that is not known here? */
  lacksTracksIn({ objects }: Sidecar): boolean {
    return objects.some(
      ({ trackId }) => this.#options.document.get(trackId.toLowerCase() as TrackId) === undefined,
    );
  }

  /** A track that is to be there again: as its file has it, or a new one. */
  trackToCreate(trackId: TrackId): TrackRecord {
    const stored = this.tracksBase?.tracks.find(({ id }) => id.toLowerCase() === trackId);
    const number = largestNumber(this.#options.document.tracks()) + 1;
    const known = stored && trackRecordOf(stored);
    return known ?? { type: 'track', id: trackId, number, class: '', attributes: {}, extra: {} };
  }
}

function sightingEntry(
  trackId: TrackId,
  letter: string | undefined,
  isDone: boolean,
): readonly (readonly [TrackId, Sighting])[] {
  const sighting = letter === undefined ? undefined : sightingOfLetter(letter);
  return sighting === undefined ? [] : [[trackId, confirmedIf(isDone, sighting)]];
}

function confirmedIf(isDone: boolean, sighting: Sighting): Sighting {
  return isDone && !sighting.isConfirmed ? { ...sighting, isConfirmed: true } : sighting;
}

function storedFrameOf(labels: FetchedLabels): StoredFrame {
  const { state, problems, imageCalibrations } = labels;
  const frame = { state, imageCalibrations, problems, revision: null, base: undefined, problem: undefined };
  switch (labels.state) {
    case 'absent':
      return frame;
    case 'stored':
      return { ...frame, revision: labels.revision, base: labels.sidecar };
    case 'imported':
      return { ...frame, base: labels.sidecar };
    case 'unreadable':
      return { ...frame, problem: labels.problem };
  }
}
