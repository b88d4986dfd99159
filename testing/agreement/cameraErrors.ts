import { projectVisibleBounds } from '#shared/camera/projectVisible.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { apply, multiply } from '#shared/geometry/matrix3.ts';
import { fromRotationVector, toMatrix3 } from '#shared/geometry/quaternion.ts';
import { add, addScaled, scale, ZERO, type Vec3 } from '#shared/geometry/vec3.ts';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import type { Finding } from '#shared/quality/finding.ts';
import type { QualityFrame } from '#shared/quality/qualityFrame.ts';
import { checkFrame, contextFor } from './checkFrame.ts';
import { HAND_PIXELS, humanBoxes } from './humanBoxes.ts';
import { STATED } from './shapeTrials.ts';
import type { TruthScene } from './truthScenes.ts';

export type CameraError = 'turned' | 'shifted' | 'late' | 'none';

export interface CameraTrial {
  readonly error: CameraError;
  readonly camera: string;
  /** 2D boxes on the camera. */
  readonly boxes: number;
  /** Root of the mean square over its edges, pixels. */
  readonly pixels: number;
  /** Root of the sum of squares over all its edges, in standard deviations. */
  readonly effect: number;
  /** Of cameras that are said to be off: rule and camera. */
  readonly said: readonly string[];
  readonly isFound: boolean;
  readonly isRightKind: boolean;
  readonly isOtherAccused: boolean;
  /** Findings about single objects on the camera, and how many of them the camera's finding makes superfluous. */
  readonly perObject: number;
  readonly explained: number;
}

/** Over a sequence one camera is not where, or not when, its calibration says. `size`: pixels at the middle, about. */
export function cameraTrial(
  scene: TruthScene,
  random: () => number,
  error: CameraError,
  pixels: number,
  countsFindings = true,
): CameraTrial | undefined {
  const cameras = scene.frames[0]!.cameras.flatMap(({ id, view }) => (view ? [{ id, view }] : []));
  const picked = cameras[Math.floor(random() * cameras.length)];
  if (picked === undefined) return undefined;
  const { id: camera, view } = picked;
  const axis = direction(random);
  const angle = pixels / view.model.intrinsics.fx;
  const metres = (pixels * 12) / view.model.intrinsics.fx;
  const seconds = (random() < 0.5 ? -1 : 1) * (metres / 4);
  let squares = 0;
  let boxes = 0;
  const real = error === 'turned' ? turned(view, scale(axis, angle)) : shifted(view, scale(axis, metres));
  const frames = scene.frames.map((truth): QualityFrame => {
    const boxes2d = humanBoxes(truth, random);
    for (const box of boxes2d) {
      if (box.camera !== camera) continue;
      boxes++;
      if (error === 'none') continue;
      const { cuboid } = truth.objects.find(({ trackId }) => trackId === box.trackId)!;
      const velocity = truth.velocities?.get(box.trackId!);
      const before = projectVisibleBounds(cuboid, view)!.clipped;
      const then = { ...cuboid, centre: addScaled(cuboid.centre, velocity ?? ZERO, seconds) };
      const seen = error === 'late' ? projectVisibleBounds(then, view) : projectVisibleBounds(cuboid, real);
      const after = seen?.clipped ?? before;
      for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
        box.rectangle[edge] += after[edge] - before[edge];
        squares += (after[edge] - before[edge]) ** 2;
      }
    }
    return { ...truth, boxes2d };
  });
  const rules = AGREEMENT_RULES.flatMap((rule) => (rule.scope === 'sequence' ? [rule] : []));
  const said: Finding[] = [];
  const explainers: ((finding: Finding) => boolean)[] = [];
  for (const rule of rules) {
    const check = rule.start(contextFor(rule, scene.context, STATED));
    for (const frame of frames) check.add(frame);
    const { findings, explains } = check.finish();
    said.push(...findings);
    explainers.push(explains);
  }
  const perObject = (countsFindings ? frames : [])
    .flatMap((frame) => checkFrame(AGREEMENT_RULES, frame, scene.context, STATED))
    .filter((finding) => finding.camera === camera);
  const right = error === 'late' ? 'AGR016' : 'AGR015';
  return {
    error,
    camera,
    boxes,
    pixels: Math.sqrt(squares / (4 * boxes)),
    effect: Math.sqrt(squares) / HAND_PIXELS,
    said: said.map((finding) => `${finding.rule} ${finding.camera}`),
    isFound: said.some((finding) => finding.camera === camera),
    isRightKind: said.some((finding) => finding.camera === camera && finding.rule === right),
    isOtherAccused: said.some((finding) => finding.camera !== camera),
    perObject: perObject.length,
    explained: perObject.filter((finding) => explainers.some((explains) => explains(finding))).length,
  };
}

function direction(random: () => number): Vec3 {
  const z = 2 * random() - 1;
  const turn = 2 * Math.PI * random();
  const r = Math.sqrt(1 - z * z);
  return [r * Math.cos(turn), r * Math.sin(turn), z];
}

function turned(view: CameraView, vector: Vec3): CameraView {
  const turn = toMatrix3(fromRotationVector(vector));
  const { rotation, translation } = view.cameraFromLabel;
  return {
    ...view,
    cameraFromLabel: { rotation: multiply(turn, rotation), translation: apply(turn, translation) },
  };
}

function shifted(view: CameraView, by: Vec3): CameraView {
  const { rotation, translation } = view.cameraFromLabel;
  return { ...view, cameraFromLabel: { rotation, translation: add(translation, by) } };
}
