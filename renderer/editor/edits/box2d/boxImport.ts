import type { CameraView } from '#shared/camera/cameraView.ts';
import type { Frame, Sequence } from '#shared/dataset/dataset.ts';
import { mergeImported, type ImportCounts } from '#shared/interchange/boxes2d/mergeImported.ts';
import type { SizeOfImage } from '#shared/interchange/boxes2d/placeBoxes.ts';
import { placeRead } from '#shared/interchange/boxes2d/placeRead.ts';
import type { ReadBoxes } from '#shared/interchange/boxes2d/readBoxes.ts';
import type { PlacedForeignBox } from '#shared/interchange/sidecar/readSidecarBoxes.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { linkBoxes, type LinkedBoxes } from '#shared/quality/matching/linkBoxes.ts';
import type { MatchReason, NoMatchReason } from '#shared/quality/matching/matchBoxes.ts';
import type { LabelDocument } from '../../document/labelDocument.ts';
import type { FrameId, LabelRecord, RecordId, TrackId } from '../../document/records.ts';
import { recordChanges } from '../../session/mergeRecords.ts';
import { box2dJsonOf, box2dRecordOf } from '../../session/sidecarRecords.ts';
import type { CuboidEdits } from '../cuboidEdits.ts';
import { isGone } from '../isGone.ts';
import type { LoadsFrames } from '../loadsFrames.ts';
import { stampOf } from '../provenance.ts';
import type { TrackUse } from '../trackUse.ts';

export interface BoxImportOptions extends Pick<LoadsFrames, 'withFrames'> {
  readonly document: LabelDocument;
  readonly edits: CuboidEdits;
  readonly sequence: Sequence;
  readonly trackUse: TrackUse;
  readonly sizeOf: SizeOfImage;
  /** The cameras of a frame that is in memory, by id. */
  viewsIn(frame: Frame): ReadonlyMap<string, CameraView>;
  interrupt(): void;
}

/** 2D boxes on the images of the sequence, ready to be imported. */
export interface BoxImportPlan {
  /** By which the file is known again. */
  readonly file: string;
  readonly boxes: readonly PlacedForeignBox[];
  readonly problems: readonly Problem[];
}

/** Which cuboid an imported 2D box is of, or why it is of none. */
export interface BoxMatch {
  readonly frameId: FrameId;
  readonly camera: string;
  readonly boxId: string;
  /** Undefined: of none. */
  readonly objectId: string | undefined;
  readonly reason: MatchReason | NoMatchReason;
  /** What people call the boxes and cuboids of the frame, by their ids. */
  readonly names: ReadonlyMap<string, string>;
}

export interface BoxImportOutcome {
  readonly counts: ImportCounts;
  readonly matched: number;
  /** Those that match and those that do not, in the order of frames; what was linked before is not among them. */
  readonly matches: readonly BoxMatch[];
  readonly changedFrames: number;
  /** Frames whose labels cannot be read: they are left as they are. */
  readonly unread: number;
}

type Changes = ReadonlyMap<RecordId, LabelRecord | undefined>;

/** Imports 2D boxes into the sequence: one entry of history, over however many frames. */
export class BoxImport {
  readonly #options: BoxImportOptions;

  constructor(options: BoxImportOptions) {
    this.#options = options;
  }

  /** @param camera whose images are meant; undefined: any */
  plan(read: ReadBoxes, file: string, camera: string | undefined): BoxImportPlan {
    const { sequence, sizeOf } = this.#options;
    const { boxes, problems } = placeRead(read, [sequence], camera, sizeOf);
    return { file, boxes, problems: [...read.problems, ...problems] };
  }

  /** What an import would do, with nothing done. */
  preview(plan: BoxImportPlan): Promise<BoxImportOutcome> {
    return this.#withAll((unread) => this.#compute(plan, unread).outcome);
  }

  /** Imports; undefined where the frame on screen may not be edited. */
  run(plan: BoxImportPlan): Promise<BoxImportOutcome | undefined> {
    const { document, edits, interrupt } = this.#options;
    if (!edits.mayEdit()) return Promise.resolve(undefined);
    return this.#withAll((unread) => {
      interrupt();
      const { changes, outcome } = this.#compute(plan, unread);
      const losing = new Set<TrackId>();
      document.transact('import', (tx) => {
        for (const [id, record] of changes) {
          const before: LabelRecord | undefined = tx.get(id);
          if (before?.type === 'box2d' && before.trackId !== undefined) losing.add(before.trackId);
          if (before !== undefined) tx.remove(id);
          if (record !== undefined) tx.create(record);
        }
        for (const trackId of losing) if (isGone(this.#options, tx, trackId)) tx.remove(trackId);
      });
      return outcome;
    });
  }

  /** Any frame may hold what an earlier import of the file has left there. */
  #withAll<Result>(work: (unread: ReadonlySet<FrameId>) => Result): Promise<Result> {
    const { sequence, withFrames, document } = this.#options;
    const all = sequence.frames.map(({ id }) => id as FrameId);
    return withFrames(all, (unread) => document.whenIdle(() => work(new Set(unread))));
  }

  #compute(
    plan: BoxImportPlan,
    unread: ReadonlySet<FrameId>,
  ): { changes: Changes; outcome: BoxImportOutcome } {
    const { sequence } = this.#options;
    const byFrame = new Map<string, PlacedForeignBox[]>();
    for (const box of plan.boxes) {
      const others = byFrame.get(box.frameId);
      if (others === undefined) byFrame.set(box.frameId, [box]);
      else others.push(box);
    }
    const changes = new Map<RecordId, LabelRecord | undefined>();
    const counts = { added: 0, replaced: 0, same: 0, removed: 0, kept: 0 };
    const matches: BoxMatch[] = [];
    let changedFrames = 0;
    for (const frame of sequence.frames) {
      if (unread.has(frame.id as FrameId)) continue;
      const result = this.#computeFrame(frame, byFrame.get(frame.id) ?? [], plan.file);
      if (result === undefined) continue;
      for (const key of Object.keys(counts) as (keyof ImportCounts)[]) counts[key] += result.counts[key];
      for (const [id, record] of result.changes) changes.set(id, record);
      matches.push(...result.matches);
      if (result.changes.size > 0) changedFrames += 1;
    }
    const matched = matches.filter(({ objectId }) => objectId !== undefined).length;
    return { changes, outcome: { counts, matched, matches, changedFrames, unread: unread.size } };
  }

  #computeFrame(frame: Frame, boxes: readonly PlacedForeignBox[], file: string) {
    const { document, edits, viewsIn } = this.#options;
    const frameId = frame.id as FrameId;
    const { cuboids, boxes2d } = document.committed.recordsIn(frameId);
    if (boxes.length === 0 && !boxes2d.some(({ importedFrom }) => importedFrom === file)) return undefined;
    const incoming = boxes.map((box) => this.#withKnownTrack(box));
    const merged = mergeImported(boxes2d.map(box2dJsonOf), incoming, file, stampOf(edits.authorship));
    const objects = cuboids.map(({ id, trackId, cuboid }) => ({
      id,
      trackId,
      class: document.get(trackId)?.class ?? '',
      cuboid,
    }));
    const linked = linkBoxes(objects, merged.boxes, viewsIn(frame), ({ id }) =>
      merged.imported.has(id.toLowerCase()),
    );
    const after = linked.boxes.map((box) => box2dRecordOf(frameId, box));
    const names = new Map([
      ...objects.map(({ id, trackId, class: name }) => [id, `${name} ${this.#numberOf(trackId)}`] as const),
      ...merged.boxes.map(({ id, class: name }) => [id, name] as const),
    ]);
    const matches = matchesIn(frameId, linked.matches, names);
    return { counts: merged.counts, changes: recordChanges(boxes2d, after), matches };
  }

  #numberOf(trackId: TrackId): string {
    return String(this.#options.document.get(trackId)?.number ?? '');
  }

  /** A link with a track that nobody knows would be one with nothing. */
  #withKnownTrack(box: PlacedForeignBox): PlacedForeignBox {
    const { trackId, ...rest } = box;
    const isKnown = trackId === undefined || this.#options.document.get(trackId as TrackId) !== undefined;
    return isKnown ? box : rest;
  }
}

/** Of the boxes of a frame that could be linked. */
function matchesIn(
  frameId: FrameId,
  byCamera: LinkedBoxes['matches'],
  names: BoxMatch['names'],
): readonly BoxMatch[] {
  const found: BoxMatch[] = [];
  for (const [camera, { matches, boxes }] of byCamera) {
    for (const { box, cuboid, reason } of matches)
      if (reason.kind === 'fits')
        found.push({ frameId, camera, boxId: box, objectId: cuboid, reason, names });
    for (const { id, reason } of boxes)
      found.push({ frameId, camera, boxId: id, objectId: undefined, reason, names });
  }
  return found;
}
