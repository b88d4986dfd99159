import type { ImageCalibration } from '#shared/dataset/dataset.ts';
import type { MethodOutput } from '#shared/host/contract.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import type { FindingChanges } from '#shared/quality/findingBook.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { DocumentChange } from '../document/labelDocument.ts';
import type { FrameId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { projectingCameras, type ImageSize } from '../session/projections.ts';
import { trackJsonOf } from '../session/sidecarRecords.ts';
import { FrameQueue } from './frameQueue.ts';
import { FindingsBoard, type AgreementFacts, type FrameFactsOf } from './findingsBoard.ts';
import { TrackFindings } from './trackFindings.ts';
import { factsOfRecords, factsOfSidecar } from './frameFacts.ts';
import { frameToCheck, labelsOf, type FrameToCheck, type LabelsToCheck } from './frameToCheck.ts';
import { Surroundings } from './surroundings.ts';

/** Who runs the rules: a worker that keeps of every frame what tracks and the sequence are judged by. */
export interface QualityChecks {
  /** The tracks as they are now. Answers the frames that must be taken again for that. */
  setTracks(tracks: readonly TrackJson[]): Promise<readonly string[]>;
  /** Takes a frame in place of what it was; answers how its cuboids and 2D boxes agree. */
  setFrame(frame: FrameToCheck): Promise<readonly AgreementFacts[]>;
  /** What is found and was not when this was asked last. */
  changes(): Promise<FindingChanges>;
  /** What the rules find in a frame with its cloud; undefined where that is not at hand. */
  checkPoints(frame: FrameToCheck, tracks: readonly TrackJson[]): Promise<readonly Finding[] | undefined>;
}

export interface CheckingOptions {
  readonly session: EditorSession;
  readonly checks: QualityChecks;
  readonly imageSize: ImageSize | undefined;
  /** A frame's labels as they lie on disk. Rejects when they cannot be had. */
  loadLabels(frameId: FrameId, signal: AbortSignal): Promise<MethodOutput<'labels.load'>>;
  /** Resolves after so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
}

/** Counts, which some rules look at, come a little after an edit. */
const POINTS_AFTER = 120;
/** Frames between two looks at what was found, while the sequence is gone through. */
const TELL_EVERY = 20;

/** Keeps the board up to date: goes through the sequence once, and looks again at every frame that is edited. */
export class Checking {
  readonly board = new FindingsBoard();
  readonly byTrack = new TrackFindings(this.board.store);
  readonly #options: CheckingOptions;
  readonly #surroundings = new Surroundings();
  #abort: AbortController | undefined;
  readonly #stops: (() => void)[] = [];
  /** Only the last look at the points counts. */
  #pointsTurn = 0;
  /** What an edit reaches beside its own frame, and frames that are not in memory. */
  readonly #later: FrameQueue;
  readonly #ended = new AbortController();
  /** Whose points were looked at while they were beside the frame on screen, and not changed since. */
  readonly #pointed = new Set<FrameId>();

  constructor(options: CheckingOptions) {
    this.#options = options;
    this.#later = new FrameQueue(
      options.pause,
      (frameId) => this.#lookAgain(frameId),
      () => this.#tellLater(),
    );
  }

  /** From now on edits are looked at. Returns how to end it. */
  start(): () => void {
    const { document, state } = this.#options.session;
    this.#stops.push(
      document.subscribe((change) => {
        this.#follow(change).catch(() => this.board.setProgress({ kind: 'failed' }));
      }),
      state.subscribe(({ frameId, pointCounts }, before) => {
        if (frameId !== before.frameId || pointCounts !== before.pointCounts) this.#lookAtPoints();
        if (frameId !== before.frameId) this.#later.add([]);
      }),
    );
    return () => {
      this.stop();
      this.#ended.abort();
      this.#later.clear();
      for (const stop of this.#stops.splice(0)) stop();
    };
  }

  /** Looks at every frame of the sequence, in its order; from the start where it was ended before the last. */
  async goThrough(): Promise<void> {
    this.stop();
    const abort = new AbortController();
    const { signal } = abort;
    this.#abort = abort;
    const { session, checks } = this.#options;
    const { frames } = session.state.getState().sequence;
    let unread = 0;
    this.board.setProgress({ kind: 'running', done: 0, total: frames.length });
    try {
      await checks.setTracks(this.#tracks());
      this.#surroundings.clear();
      let waiting: FrameToCheck | undefined;
      for (const [done, { id }] of frames.entries()) {
        const next = await this.#read(id as FrameId, signal);
        if (next === 'unread') unread++;
        else if (next !== undefined) {
          this.#surroundings.set(next.index, next);
          if (next.objects.length === 0) await this.#take(next);
          else {
            // One behind: the frames on both sides tell how things move.
            if (waiting !== undefined) await this.#take(waiting);
            waiting = next;
          }
        }
        signal.throwIfAborted();
        if (done % TELL_EVERY === TELL_EVERY - 1) this.board.change(await checks.changes());
        this.board.setProgress({ kind: 'running', done: done + 1, total: frames.length });
      }
      if (waiting !== undefined) await this.#take(waiting);
      this.board.change(await checks.changes());
      signal.throwIfAborted();
      this.board.setProgress({ kind: 'done', unread });
      this.#lookAtPoints();
    } catch {
      // Who ended it has said so already.
      if (!signal.aborted) this.board.setProgress({ kind: 'failed' });
    }
  }

  /** Ends going through the sequence; what was found stays. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    const { progress } = this.board.store.getState();
    if (progress.kind === 'running') this.board.setProgress({ ...progress, kind: 'stopped' });
  }

  async #take(read: FrameToCheck): Promise<void> {
    // Edited while it waited for the next one: it is taken as it is now.
    const frame = this.#liveFrame(read.id as FrameId) ?? read;
    await this.#set({ ...frame, ...this.#surroundings.of(frame.index, frame) });
  }

  async #set(frame: FrameToCheck): Promise<void> {
    this.board.setAgreements(frame.id as FrameId, await this.#options.checks.setFrame(frame));
  }

  async #read(frameId: FrameId, signal: AbortSignal): Promise<FrameToCheck | 'unread' | undefined> {
    try {
      const labels = await this.#options.loadLabels(frameId, signal);
      // Edits in memory are newer than the file.
      if (this.#options.session.document.isLoaded(frameId)) {
        this.#noteFacts(frameId);
        return this.#liveFrame(frameId);
      }
      if (labels.state === 'unreadable') return 'unread';
      const sidecar = 'sidecar' in labels ? labels.sidecar : undefined;
      this.board.setFacts(frameId, factsOfSidecar(frameId, sidecar));
      const { objects = [], boxes2d = [], review = [] } = sidecar ?? {};
      return this.#frameOf(frameId, { objects, boxes2d, review }, labels.imageCalibrations);
    } catch {
      signal.throwIfAborted();
      return 'unread';
    }
  }

  async #follow({ cause, frames, tracks }: DocumentChange): Promise<void> {
    const isEdit = cause === 'commit' || cause === 'undo' || cause === 'redo' || cause === 'load';
    if (!isEdit || this.board.store.getState().progress.kind === 'waiting') return;
    const { session, checks } = this.#options;
    // What was read from a file is known from there, unless somebody else has changed it.
    const changed = [...frames].filter(
      (frameId) => session.document.isLoaded(frameId) && (cause !== 'load' || this.#differs(frameId)),
    );
    for (const frameId of changed) this.#noteFacts(frameId);
    const again = new Set(changed);
    if (tracks.size > 0)
      for (const frameId of await checks.setTracks(this.#tracks())) again.add(frameId as FrameId);
    const current = [...again]
      .map((frameId) => this.#liveFrame(frameId))
      .filter((frame) => frame !== undefined);
    for (const frameId of again) this.#pointed.delete(frameId);
    const taken = new Set<string>(current.map(({ id }) => id));
    const others = [...again, ...changed.flatMap((frameId) => this.#besides(frameId))];
    this.#later.add(others.filter((frameId) => !taken.has(frameId)));
    if (current.length === 0) return;
    await Promise.all(current.map((frame) => this.#set(frame)));
    this.board.change(await checks.changes());
    this.#lookAtPoints();
  }

  /** The labelled frames next to one: how things move and how large they are in them, this one tells. */
  #besides(frameId: FrameId): readonly FrameId[] {
    const { frames } = this.#options.session.state.getState().sequence;
    const { frames: known } = this.board.store.getState();
    const isLabelled = ({ id }: { readonly id: string }): boolean =>
      (known.get(id as FrameId)?.objects.size ?? 0) > 0;
    const at = frames.findIndex(({ id }) => id === frameId);
    const before = frames.slice(0, at).findLast(isLabelled);
    const after = frames.slice(at + 1).find(isLabelled);
    return [before, after].flatMap((frame) => (frame === undefined ? [] : [frame.id as FrameId]));
  }

  async #lookAgain(frameId: FrameId): Promise<void> {
    const read = await this.#read(frameId, this.#ended.signal);
    if (read !== undefined && read !== 'unread') await this.#take(read);
  }

  async #tellLater(): Promise<void> {
    const { checks, session } = this.#options;
    if (this.board.store.getState().progress.kind === 'waiting') return;
    this.board.change(await checks.changes());
    // Beside the one on screen: their clouds are often at hand, and looked at where they are.
    const { frameId } = session.state.getState();
    for (const near of frameId === undefined ? [] : this.#besides(frameId)) {
      const frame = this.#pointed.has(near) ? undefined : this.#liveFrame(near);
      const found = frame && (await checks.checkPoints(frame, this.#tracks()));
      if (found === undefined) continue;
      this.#pointed.add(near);
      this.board.setPoints(near, found);
    }
  }

  #differs(frameId: FrameId): boolean {
    const known = this.board.store.getState().frames.get(frameId);
    // It comes with the others.
    if (known === undefined) return false;
    const now = this.#factsIn(frameId);
    return (
      JSON.stringify([...known.objects, known.entries]) !== JSON.stringify([...now.objects, now.entries])
    );
  }

  #lookAtPoints(): void {
    const { session, checks, pause } = this.#options;
    const { frameId } = session.state.getState();
    if (frameId === undefined || this.board.store.getState().progress.kind === 'waiting') return;
    const turn = ++this.#pointsTurn;
    const look = async (): Promise<void> => {
      await pause(POINTS_AFTER);
      const frame = turn === this.#pointsTurn ? this.#liveFrame(frameId) : undefined;
      const found = frame && (await checks.checkPoints(frame, this.#tracks()));
      if (found !== undefined && turn === this.#pointsTurn) this.board.setPoints(frameId, found);
    };
    // Without the worker of its cloud a frame has the findings that need none.
    look().catch(() => undefined);
  }

  /** A frame in memory as it would be saved now. */
  #liveFrame(frameId: FrameId): FrameToCheck | undefined {
    const { session, imageSize } = this.#options;
    const { sequence, pointCounts } = session.state.getState();
    const frame = sequence.frames.find(({ id }) => id === frameId);
    if (frame === undefined || !session.document.isLoaded(frameId)) return undefined;
    const cameras = projectingCameras(sequence, frame, session.calibrationOf.bind(session), imageSize);
    const records = session.document.committed.recordsIn(frameId);
    const labels = labelsOf(records, ({ trackId }) => session.document.get(trackId), cameras, pointCounts);
    const live = this.#frameOf(frameId, labels, this.#ownCalibrations(frameId));
    if (live === undefined) return undefined;
    this.#surroundings.set(live.index, live);
    return { ...live, ...this.#surroundings.of(live.index, live) };
  }

  #frameOf(
    frameId: FrameId,
    labels: LabelsToCheck,
    own: readonly ImageCalibration[],
  ): FrameToCheck | undefined {
    const { session, imageSize } = this.#options;
    const { sequence } = session.state.getState();
    const frame = sequence.frames.find(({ id }) => id === frameId);
    if (frame === undefined) return undefined;
    const { calibrations, tracks } = session;
    return frameToCheck({ sequence, motion: tracks.motion, calibrations, imageSize }, frame, labels, own);
  }

  /** Of a frame in memory: what its images are shown with is theirs. */
  #ownCalibrations(frameId: FrameId): readonly ImageCalibration[] {
    const { session } = this.#options;
    const { sequence } = session.state.getState();
    const frame = sequence.frames.find(({ id }) => id === frameId);
    if (frame === undefined) return [];
    return sequence.cameras.flatMap((camera) => {
      const calibration = session.calibrationOf(camera, frame);
      return calibration === undefined ? [] : [{ ...calibration, camera: camera.id }];
    });
  }

  #noteFacts(frameId: FrameId): void {
    this.board.setFacts(frameId, this.#factsIn(frameId));
  }

  #factsIn(frameId: FrameId): FrameFactsOf {
    const { document } = this.#options.session;
    const records = document.committed.recordsIn(frameId);
    return factsOfRecords(frameId, records, (trackId) => document.get(trackId)?.class ?? '');
  }

  #tracks(): readonly TrackJson[] {
    return this.#options.session.document.committed.tracks().map(trackJsonOf);
  }
}
