import type { LabelStore, OpenSequence, StoredTracks } from '#electron/services/labelStore.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { calibrationOfImage, type Frame } from '#shared/dataset/dataset.ts';
import { HostError } from '#shared/host/hostError.ts';
import { mergeImported, type ImportCounts } from '#shared/interchange/boxes2d/mergeImported.ts';
import type { PlacedForeignBox } from '#shared/interchange/sidecar/readSidecarBoxes.ts';
import { buildSidecar } from '#shared/labels/frameSidecar.ts';
import type { Box2dJson, Sidecar } from '#shared/labels/sidecar.ts';
import { deepEqual } from '#shared/deepEqual.ts';
import { ProblemError, type Problem } from '#shared/problems/problem.ts';
import { linkBoxes } from '#shared/quality/matching/linkBoxes.ts';
import type { Matches } from '#shared/quality/matching/matchBoxes.ts';
import type { ImageSize } from '../imageHeader.ts';

export interface ImportOptions {
  /** By which the file is known again. */
  readonly file: string;
  /** Link them with the cuboids that they fit. */
  readonly matches: boolean;
  readonly isDryRun: boolean;
  readonly stamp: Pick<Box2dJson, 'author' | 'changedAt'>;
  readonly generator: Sidecar['generator'];
  /** Of a camera's image in a frame. */
  sizeOf(frameId: string, camera: string): ImageSize | undefined;
}

/** What became of a frame. */
export interface ImportedFrame {
  readonly frame: string;
  readonly counts: ImportCounts;
  readonly isChanged: boolean;
  /** By camera. */
  readonly matches: ReadonlyMap<string, Matches>;
  /** What names stand for in reasons. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Puts boxes into the sidecars of a sequence: of the frames that they are of, and of those that an earlier import of the
 * file has left any in. Each file is written whole or not at all, its version before is kept. A frame whose labels cannot
 * be read or written is named, the others are done.
 */
export async function importIntoSequence(
  store: LabelStore,
  at: OpenSequence,
  boxes: readonly PlacedForeignBox[],
  options: ImportOptions,
  problems: Problem[],
): Promise<ImportedFrame[]> {
  const tracks = await store.loadTracks(at);
  if (tracks.problem !== undefined) {
    problems.push(tracks.problem);
    return [];
  }
  const imported = (await store.imported(at)).tracks(tracks.tracks.tracks);
  const known: StoredTracks = { ...tracks, tracks: { ...tracks.tracks, tracks: imported.tracks } };
  const byFrame = new Map<string, PlacedForeignBox[]>();
  for (const box of boxes) byFrame.set(box.frameId, [...(byFrame.get(box.frameId) ?? []), box]);
  const done: ImportedFrame[] = [];
  let needsTracks = false;
  for (const frame of at.sequence.frames) {
    try {
      const own = byFrame.get(frame.id) ?? [];
      const result = await importIntoFrame(store, at, frame, own, known, options);
      if (result === undefined) continue;
      done.push(result.outcome);
      needsTracks ||= result.outcome.isChanged && result.wasForeign;
    } catch (error) {
      problems.push(problemOf(error, frame.id));
    }
  }
  // Sidecars of labels that came in another format name tracks that no file of ours has yet.
  const isNew = imported.tracks.length > tracks.tracks.tracks.length;
  if (needsTracks && isNew && !options.isDryRun) {
    await store
      .saveTracks(at, tracks.revision, known.tracks)
      .catch((error: unknown) => problems.push(problemOf(error, at.sequence.id)));
  }
  return done;
}

async function importIntoFrame(
  store: LabelStore,
  at: OpenSequence,
  frame: Frame,
  boxes: readonly PlacedForeignBox[],
  tracks: StoredTracks,
  options: ImportOptions,
): Promise<{ readonly outcome: ImportedFrame; readonly wasForeign: boolean } | undefined> {
  const labels = await store.load(at, frame, tracks);
  if (labels.state === 'unreadable') throw new ProblemError(labels.problem);
  const base = labels.state === 'absent' ? undefined : labels.sidecar;
  const present = base?.boxes2d ?? [];
  if (boxes.length === 0 && !present.some(({ importedFrom }) => importedFrom === options.file))
    return undefined;
  const objects = base?.objects ?? [];
  const trackIds = new Set([
    ...tracks.tracks.tracks.map(({ id }) => id),
    ...objects.map(({ trackId }) => trackId),
  ]);
  const incoming = boxes.map((box) => withKnownTrack(box, trackIds));
  const merged = mergeImported(present, incoming, options.file, options.stamp);
  const linked = options.matches
    ? linkBoxes(objects, merged.boxes, await viewsOf(at, frame, options), ({ id }) =>
        merged.imported.has(id.toLowerCase()),
      )
    : { boxes: merged.boxes, matches: new Map<string, Matches>() };
  const isChanged = !deepEqual(linked.boxes, present);
  if (isChanged && !options.isDryRun) {
    const sidecar = buildSidecar({
      base,
      dataset: at.open.dataset,
      sequence: at.sequence,
      frame,
      objects,
      boxes2d: linked.boxes,
      review: base?.review ?? [],
      done: base?.frame.done,
      generator: options.generator,
    });
    await store.save(at, frame, labels.state === 'stored' ? labels.revision : null, sidecar);
  }
  const numbers = new Map(tracks.tracks.tracks.map(({ id, number }) => [id, number]));
  const names = new Map([
    ...objects.map(
      ({ id, trackId, class: name }) => [id, `${name} ${numbers.get(trackId) ?? ''}`.trim()] as const,
    ),
    ...linked.boxes.map(({ id, class: name }) => [id, `the box ${name} ${id.slice(0, 8)}`] as const),
  ]);
  const outcome = { frame: frame.id, counts: merged.counts, isChanged, matches: linked.matches, names };
  return { outcome, wasForeign: labels.state === 'imported' };
}

/** A link with a track that nobody knows would be one with nothing. */
function withKnownTrack(box: PlacedForeignBox, trackIds: ReadonlySet<string>): PlacedForeignBox {
  const { trackId, ...rest } = box;
  return trackId === undefined || trackIds.has(trackId) ? box : rest;
}

/** The cameras that have an image in the frame, a calibration, and a known image size. */
async function viewsOf(
  { open, sequence }: OpenSequence,
  frame: Frame,
  { sizeOf }: ImportOptions,
): Promise<ReadonlyMap<string, CameraView>> {
  const own = await open.calibrationsIn(frame);
  return new Map(
    sequence.cameras.flatMap((camera) => {
      const size = sizeOf(frame.id, camera.id);
      const calibration = calibrationOfImage(camera, frame, own);
      if (size === undefined || calibration === undefined) return [];
      const { intrinsics, cameraFromLabel } = calibration;
      const view: CameraView = { model: createCameraModel(intrinsics), cameraFromLabel, ...size };
      return [[camera.id, view] as const];
    }),
  );
}

function problemOf(error: unknown, path: string): Problem {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof HostError)
    return (
      error.failure.problem ?? {
        code: 'save.failed',
        severity: 'error',
        path,
        params: { reason: error.failure.code },
      }
    );
  throw error;
}
