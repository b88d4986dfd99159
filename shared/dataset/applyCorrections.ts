import type { Problem } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import type { AcceptedCorrection, StoredCorrection } from './acceptedCorrection.ts';
import { hashCalibration, type FoundCalibration } from './calibration.ts';
import type { CalibrationCorrection } from './calibrationCorrection.ts';
import { correctionReason } from './correctionReasons.ts';
import type { Camera, Dataset, Sequence } from './dataset.ts';
import type { DatasetFolder } from './fileTree.ts';
import type { ImageCalibrations, OwnCalibration } from './imageCalibrations.ts';
import { soundlyCorrected } from './soundCorrection.ts';

/** A dataset, and the calibrations that only single images have. */
export interface CalibratedDataset {
  readonly dataset: Dataset;
  readonly imageCalibrations: ImageCalibrations;
}

export interface CorrectedDataset extends CalibratedDataset {
  readonly corrections: readonly StoredCorrection[];
}

/**
 * The dataset with what people accepted in place of what its files say. One after the other: a correction replaces the
 * calibration that an earlier one made. One that was accepted for another calibration than the camera has now is not
 * applied, and is among the problems.
 *
 * @param written as the files have it
 * @param path of the manifest, for problems
 */
export async function applyCorrections(
  written: CalibratedDataset,
  accepted: readonly AcceptedCorrection[],
  folder: Pick<DatasetFolder, 'sha256'>,
  path: string,
): Promise<CorrectedDataset> {
  if (accepted.length === 0) return { ...written, corrections: [] };
  const imageCalibrations = new Map(written.imageCalibrations);
  const sequences: Sequence[] = [];
  const applied = new Set<AcceptedCorrection>();
  const problems: Problem[] = [];
  const refusals = new Map<AcceptedCorrection, Refusal>();
  for (const sequence of written.dataset.sequences) {
    const rig: Rig = { sequence, written: written.imageCalibrations, folder };
    const cameras: Camera[] = [];
    for (const camera of sequence.cameras) {
      const of = accepted.filter((entry) => isOf(entry, sequence.id, camera.id));
      const corrected = await correctCamera(rig, camera, of);
      cameras.push(corrected.camera);
      for (const [frame, own] of corrected.images) {
        const others = (imageCalibrations.get(frame) ?? []).filter((other) => other.camera !== camera.id);
        imageCalibrations.set(frame, [...others, own]);
      }
      for (const entry of corrected.applied) {
        applied.add(entry);
        problems.push(correctedProblem(camera, entry, path));
      }
      for (const [entry, reason] of corrected.refused) refusals.set(entry, { reason, camera: camera.name });
    }
    sequences.push({ ...sequence, cameras });
  }
  for (const entry of accepted) {
    if (applied.has(entry)) continue;
    const { reason, camera } = refusals.get(entry) ?? { reason: 'unknownSensor', camera: entry.camera };
    problems.push({ code: 'correction.notApplied', severity: 'warning', path, params: { camera, reason } });
  }
  const dataset = { ...written.dataset, sequences };
  const solved = solvedProblems(written.dataset, dataset);
  const others = dataset.problems.filter((problem) => !solved.has(JSON.stringify(problem)));
  return {
    dataset: { ...dataset, problems: [...problems, ...others] },
    imageCalibrations,
    corrections: accepted.map((entry) => ({ accepted: entry, isApplied: applied.has(entry) })),
  };
}

export function isOf(
  { sequence, camera }: AcceptedCorrection,
  sequenceId: string,
  cameraId: string,
): boolean {
  return camera === cameraId && (sequence ?? sequenceId) === sequenceId;
}

/** The hash that a correction of the camera replaces, see `AcceptedCorrection.replaces`. */
export async function replacedHash(
  camera: Camera,
  images: Iterable<OwnCalibration>,
  folder: Pick<DatasetFolder, 'sha256'>,
): Promise<string | null> {
  if (camera.calibration !== undefined) return camera.calibration.hash;
  for (const { found, path } of images) return (await hashCalibration(found, path, folder)).hash;
  const { refused } = camera;
  return refused === undefined ? null : (await hashCalibration(refused, '', folder)).hash;
}

interface Refusal {
  readonly reason: ProblemReason;
  /** Its name. */
  readonly camera: string;
}

interface Rig {
  readonly sequence: Sequence;
  readonly written: ImageCalibrations;
  readonly folder: Pick<DatasetFolder, 'sha256'>;
}

interface CorrectedCamera {
  readonly camera: Camera;
  /** Of its images that have one of their own, by frame id. */
  readonly images: ReadonlyMap<string, OwnCalibration>;
}

async function correctCamera(
  rig: Rig,
  camera: Camera,
  accepted: readonly AcceptedCorrection[],
): Promise<
  CorrectedCamera & {
    readonly applied: readonly AcceptedCorrection[];
    readonly refused: ReadonlyMap<AcceptedCorrection, ProblemReason>;
  }
> {
  let present: CorrectedCamera = {
    camera,
    images: accepted.length === 0 ? new Map() : imagesOf(rig, camera),
  };
  const applied: AcceptedCorrection[] = [];
  const refused = new Map<AcceptedCorrection, ProblemReason>();
  for (const entry of accepted) {
    const hash = await replacedHash(present.camera, present.images.values(), rig.folder);
    const next =
      hash === entry.replaces ? await correctOnce(rig, present, entry.correction) : 'calibrationChanged';
    if (typeof next === 'string') refused.set(entry, next);
    else {
      present = next;
      applied.push(entry);
    }
  }
  return { ...(applied.length === 0 ? { camera, images: new Map() } : present), applied, refused };
}

/** All calibrations of a camera corrected, or why they cannot be. */
async function correctOnce(
  rig: Rig,
  { camera, images }: CorrectedCamera,
  correction: CalibrationCorrection,
): Promise<CorrectedCamera | ProblemReason> {
  const { cameras } = rig.sequence;
  const usual = (id: string): FoundCalibration | undefined =>
    cameras.find((other) => other.id === id)?.calibration;
  const correctedImages = new Map<string, OwnCalibration>();
  for (const [frame, own] of images) {
    const inFrame = (id: string): FoundCalibration | undefined =>
      rig.written.get(frame)?.find((other) => other.camera === id)?.found ?? usual(id);
    const found = soundlyCorrected(own.found, correction, inFrame);
    if (typeof found === 'string') return found;
    correctedImages.set(frame, { ...own, found, written: own.written ?? own.found });
  }
  const { calibration, calibrationProblem, refused, ...rest } = camera;
  if (calibration === undefined && images.size > 0) return { camera, images: correctedImages };
  const found = soundlyCorrected(calibration ?? refused, correction, usual);
  if (typeof found === 'string') return found;
  const path = calibration?.path ?? calibrationProblem?.path ?? '';
  const correctedFrom =
    calibration?.correctedFrom === undefined
      ? await replacedHash(camera, [], rig.folder)
      : calibration.correctedFrom;
  const corrected = { ...(await hashCalibration(found, path, rig.folder)), correctedFrom };
  return { camera: { ...rest, calibration: corrected }, images: correctedImages };
}

function imagesOf({ sequence, written }: Rig, camera: Camera): ReadonlyMap<string, OwnCalibration> {
  const images = new Map<string, OwnCalibration>();
  for (const { id } of sequence.frames) {
    const own = written.get(id)?.find((other) => other.camera === camera.id);
    if (own !== undefined) images.set(id, own);
  }
  return images;
}

function correctedProblem({ name }: Camera, { correction }: AcceptedCorrection, path: string): Problem {
  const params = { camera: name, reason: correctionReason(correction) };
  return { code: 'calibration.corrected', severity: 'info', path, params };
}

/** Reasons why cameras had no calibration, of those that have one now. */
function solvedProblems(before: Dataset, after: Dataset): ReadonlySet<string> {
  const solved = before.sequences.flatMap(({ cameras }, s) =>
    cameras.flatMap(({ calibrationProblem }, c) =>
      after.sequences[s]!.cameras[c]!.calibrationProblem === undefined && calibrationProblem !== undefined
        ? [JSON.stringify(calibrationProblem)]
        : [],
    ),
  );
  return new Set(solved);
}
