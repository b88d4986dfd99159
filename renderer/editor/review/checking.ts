import type { ImageCalibration } from '#shared/dataset/dataset.ts';
import type { MethodOutput } from '#shared/host/contract.ts';
import { reviewEntryOf, verdictIdOf } from '#shared/labels/review.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import type { TrackJson } from '#shared/labels/tracksFile.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { DocumentChange } from '../document/labelDocument.ts';
import type { FrameRecords } from '../document/recordStore.ts';
import { doneIdOf, type FrameId } from '../document/records.ts';
import type { EditorSession } from '../session/editorSession.ts';
import { projectingCameras, type ImageSize } from '../session/projections.ts';
import { trackJsonOf } from '../session/sidecarRecords.ts';
import { FindingsBoard, type FrameFactsOf, type ObjectFacts } from './findingsBoard.ts';
import { frameToCheck, labelsOf, type FrameToCheck, type LabelsToCheck } from './frameToCheck.ts';
import { entryOf } from './reviewRecords.ts';

/** Who runs the rules: a worker that keeps of every frame what tracks and the sequence are judged by. */
export interface QualityChecks {
  /** The tracks as they are now. */
  setTracks(tracks: readonly TrackJson[]): void;
  /** Takes a frame in place of what it was; answers what is wrong with it alone. */
  check(frame: FrameToCheck): Promise<readonly Finding[]>;
  /** What is wrong with tracks and with the whole, by the frames that were taken so far. */
  common(): Promise<readonly Finding[]>;
  /** What the rules find that look at the frame's cloud; undefined where that is not at hand. */
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

/** Edits follow each other faster than anybody looks at what a whole track says. */
const COMMON_AFTER = 250;
/** Counts, which some rules look at, come a little after an edit. */
const POINTS_AFTER = 120;
/** Frames between two looks at what they have in common, while the sequence is gone through. */
const COMMON_EVERY = 200;

/** Keeps the board up to date: goes through the sequence once, and looks again at every frame that is edited. */
export class Checking {
  readonly board = new FindingsBoard();
  readonly #options: CheckingOptions;
  #abort: AbortController | undefined;
  readonly #stops: (() => void)[] = [];
  /** Turns of what is asked for later: only the last counts. */
  #commonTurn = 0;
  #pointsTurn = 0;

  constructor(options: CheckingOptions) {
    this.#options = options;
  }

  /** From now on edits are looked at. Returns how to end it. */
  start(): () => void {
    const { document, state } = this.#options.session;
    this.#options.checks.setTracks(this.#tracks());
    this.#stops.push(
      document.subscribe((change) => this.#follow(change)),
      state.subscribe(({ frameId, pointCounts }, before) => {
        if (frameId !== before.frameId || pointCounts !== before.pointCounts) this.#lookAtPoints();
      }),
    );
    return () => {
      this.stop();
      for (const stop of this.#stops.splice(0)) stop();
    };
  }

  /** Looks at every frame of the sequence, in its order; from the start where it was ended before the last. */
  async goThrough(): Promise<void> {
    this.stop();
    const abort = new AbortController();
    this.#abort = abort;
    const { session, checks } = this.#options;
    const { frames } = session.state.getState().sequence;
    let unread = 0;
    this.board.setProgress({ kind: 'running', done: 0, total: frames.length });
    try {
      checks.setTracks(this.#tracks());
      for (const [done, { id }] of frames.entries()) {
        if (!(await this.#read(id as FrameId, abort.signal))) unread++;
        abort.signal.throwIfAborted();
        if (done % COMMON_EVERY === COMMON_EVERY - 1) this.board.setCommon(await checks.common());
        this.board.setProgress({ kind: 'running', done: done + 1, total: frames.length });
      }
      this.board.setCommon(await checks.common());
      this.board.setProgress({ kind: 'done', unread });
      this.#lookAtPoints();
    } catch {
      // Who ended it has said so already.
      if (!abort.signal.aborted) this.board.setProgress({ kind: 'failed' });
    }
  }

  /** Ends going through the sequence; what was found stays. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    const { progress } = this.board.store.getState();
    if (progress.kind === 'running') this.board.setProgress({ ...progress, kind: 'stopped' });
  }

  /** False: its labels could not be had. */
  async #read(frameId: FrameId, signal: AbortSignal): Promise<boolean> {
    try {
      const labels = await this.#options.loadLabels(frameId, signal);
      // Edits in memory are newer than the file.
      if (this.#options.session.document.isLoaded(frameId))
        await this.#checkLoaded(frameId, labels.imageCalibrations);
      else await this.#checkStored(frameId, sidecarIn(labels), labels.imageCalibrations);
      return labels.state !== 'unreadable';
    } catch {
      signal.throwIfAborted();
      return false;
    }
  }

  async #checkStored(
    frameId: FrameId,
    sidecar: Sidecar | undefined,
    own: readonly ImageCalibration[],
  ): Promise<void> {
    this.board.setFacts(frameId, factsOfSidecar(frameId, sidecar));
    const labels: LabelsToCheck = sidecar ?? { objects: [], boxes2d: [], review: [] };
    await this.#check(frameId, labels, own);
  }

  async #checkLoaded(frameId: FrameId, own: readonly ImageCalibration[]): Promise<void> {
    const records = this.#options.session.document.committed.recordsIn(frameId);
    this.board.setFacts(
      frameId,
      factsOfRecords(frameId, records, (id) => this.#classOf(id)),
    );
    await this.#check(frameId, this.#labelsIn(frameId, records), own);
  }

  async #check(frameId: FrameId, labels: LabelsToCheck, own: readonly ImageCalibration[]): Promise<void> {
    const frame = this.#frameOf(frameId, labels, own);
    if (frame !== undefined) this.board.setFrame(frameId, await this.#options.checks.check(frame));
  }

  #follow({ cause, frames, tracks }: DocumentChange): void {
    const isEdit = cause === 'commit' || cause === 'undo' || cause === 'redo' || cause === 'load';
    if (!isEdit || this.board.store.getState().progress.kind === 'waiting') return;
    if (tracks.size > 0) this.#options.checks.setTracks(this.#tracks());
    const { document, state } = this.#options.session;
    for (const frameId of frames) {
      if (!document.isLoaded(frameId)) continue;
      // What was read from a file is known from there, unless somebody else has changed it.
      if (cause === 'load' && !this.#differs(frameId)) continue;
      void this.#checkLoaded(frameId, this.#ownCalibrations(frameId));
      if (frameId === state.getState().frameId) this.#lookAtPoints();
    }
    void this.#lookAtCommon();
  }

  #differs(frameId: FrameId): boolean {
    const known = this.board.store.getState().frames.get(frameId);
    if (known === undefined) return true;
    const records = this.#options.session.document.committed.recordsIn(frameId);
    const now = factsOfRecords(frameId, records, (id) => this.#classOf(id));
    return (
      JSON.stringify([...known.objects, known.entries]) !== JSON.stringify([...now.objects, now.entries])
    );
  }

  async #lookAtCommon(): Promise<void> {
    const turn = ++this.#commonTurn;
    await this.#options.pause(COMMON_AFTER);
    if (turn !== this.#commonTurn || this.board.store.getState().progress.kind === 'running') return;
    this.board.setCommon(await this.#options.checks.common());
  }

  #lookAtPoints(): void {
    const { session, checks, pause } = this.#options;
    const { frameId } = session.state.getState();
    if (frameId === undefined || this.board.store.getState().progress.kind === 'waiting') return;
    const turn = ++this.#pointsTurn;
    const look = async (): Promise<void> => {
      await pause(POINTS_AFTER);
      if (turn !== this.#pointsTurn || !session.document.isLoaded(frameId)) return;
      const records = session.document.committed.recordsIn(frameId);
      const frame = this.#frameOf(frameId, this.#labelsIn(frameId, records), this.#ownCalibrations(frameId));
      const found = frame && (await checks.checkPoints(frame, this.#tracks()));
      if (found !== undefined && turn === this.#pointsTurn) this.board.setPoints(frameId, found);
    };
    void look();
  }

  #labelsIn(frameId: FrameId, records: FrameRecords): LabelsToCheck {
    const { session, imageSize } = this.#options;
    const { sequence, pointCounts } = session.state.getState();
    const frame = sequence.frames.find(({ id }) => id === frameId);
    const cameras =
      frame === undefined
        ? []
        : projectingCameras(sequence, frame, session.calibrationOf.bind(session), imageSize);
    return labelsOf(records, ({ trackId }) => session.document.get(trackId), cameras, pointCounts);
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

  #tracks(): readonly TrackJson[] {
    return this.#options.session.document.committed.tracks().map(trackJsonOf);
  }

  #classOf(trackId: FrameRecords['cuboids'][number]['trackId']): string {
    return this.#options.session.document.get(trackId)?.class ?? '';
  }
}

function sidecarIn(labels: MethodOutput<'labels.load'>): Sidecar | undefined {
  return 'sidecar' in labels ? labels.sidecar : undefined;
}

function factsOfSidecar(frameId: FrameId, sidecar: Sidecar | undefined): FrameFactsOf {
  const entries = (sidecar?.review ?? []).flatMap((json) => reviewEntryOf(json) ?? []);
  const done = sidecar?.frame.done;
  return {
    standing: standingIn(frameId, entries, done !== undefined),
    entries,
    objects: new Map(
      sidecar?.objects.map(({ id, class: className, provenance: { author, changedAt } }) => [
        id.toLowerCase(),
        { class: className, author, changedAt } satisfies ObjectFacts,
      ]),
    ),
    doneBy: done?.author,
  };
}

function factsOfRecords(
  frameId: FrameId,
  { cuboids, reviews, done }: FrameRecords,
  classOf: (trackId: FrameRecords['cuboids'][number]['trackId']) => string,
): FrameFactsOf {
  const entries = reviews.flatMap((record) => entryOf(record) ?? []);
  return {
    standing: standingIn(frameId, entries, done?.id === doneIdOf(frameId)),
    entries,
    objects: new Map(
      cuboids.map(({ id, trackId, provenance: { author, changedAt } }) => [
        id,
        { class: classOf(trackId), author, changedAt } satisfies ObjectFacts,
      ]),
    ),
    doneBy: done?.author,
  };
}

function standingIn(
  frameId: FrameId,
  entries: FrameFactsOf['entries'],
  isDone: boolean,
): FrameFactsOf['standing'] {
  const id = verdictIdOf(frameId);
  const verdict = entries.find((entry) => entry.id.toLowerCase() === id);
  return verdict?.kind === 'verdict' ? verdict.verdict : isDone ? 'labeled' : 'todo';
}
