import { projectBounds } from '../../camera/cuboidBounds.ts';
import type { CameraView } from '../../camera/cameraView.ts';
import { apply, multiply, type Matrix3 } from '../../geometry/matrix3.ts';
import { fromRotationVector, toMatrix3 } from '../../geometry/quaternion.ts';
import { add, type Vec3 } from '../../geometry/vec3.ts';
import type { Comparison } from './comparison.ts';
import { edgesOf, type Edges } from './edges.ts';
import { quickBounds } from './quickBounds.ts';

/** What is kept of one 2D box beside its cuboid: its errors, and how they depend on where and how the camera stands. */
export interface SightSample {
  readonly frameId: string;
  /** Of the frame in its sequence. */
  readonly index: number;
  readonly trackId: string;
  readonly objectId: string;
  /** In standard deviations, independent of each other. */
  readonly residual: Edges;
  /** The same for a radian of turn about each of the camera's axes, and a metre of shift along each. */
  readonly turns: readonly [Edges, Edges, Edges];
  readonly shifts: readonly [Edges, Edges, Edges];
  /** Of the camera, to turn velocities into its axes. */
  readonly cameraFromLabel: Matrix3;
  /** Pixels: mean error to the right and down. */
  readonly rightPixels: number;
  readonly downPixels: number;
}

const TURN = 0.002;
const SHIFT = 0.02;

/** Undefined where the camera all but loses sight of the object by a small turn. */
export function sightSample(
  frame: { readonly id: string; readonly index: number },
  { box, sight, whitening, errors }: Comparison,
): SightSample | undefined {
  const { object, view, projected } = sight;
  const isAmodal = box.extent === 'amodal';
  const before = edgesOf(isAmodal ? projected.amodal : projected.clipped);
  const quick = quickBounds(object.cuboid, view);
  const slopeOf = (moved: CameraView, step: number): Edges | undefined => {
    const quickAfter = quick && quickBounds(object.cuboid, moved);
    const there = quickAfter === undefined ? projectBounds(object.cuboid, moved) : undefined;
    const seen = isAmodal ? there?.amodal : there?.clipped;
    const from = quickAfter === undefined ? before : quick!;
    const to = quickAfter ?? (seen && edgesOf(seen));
    if (to === undefined) return undefined;
    // An edge where nothing is off because something may hide it says nothing about the camera either.
    const slope = (edge: 0 | 1 | 2 | 3): number =>
      isFree(sight.slack[edge], errors[edge]) ? 0 : (to[edge] - from[edge]) / step;
    return whitening.whiten([slope(0), slope(1), slope(2), slope(3)]);
  };
  const turns = AXES.map((axis) => slopeOf(turned(view, axis), TURN));
  const shifts = AXES.map((axis) => slopeOf(shifted(view, axis), SHIFT));
  const [a, b, c, d, e, f] = [...turns, ...shifts];
  if (!a || !b || !c || !d || !e || !f) return undefined;
  return {
    frameId: frame.id,
    index: frame.index,
    trackId: object.trackId,
    objectId: object.id,
    residual: whitening.whiten(errors),
    turns: [a, b, c],
    shifts: [d, e, f],
    cameraFromLabel: view.cameraFromLabel.rotation,
    rightPixels: (errors[0] + errors[2]) / 2,
    downPixels: (errors[1] + errors[3]) / 2,
  };
}

const AXES: readonly Vec3[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

function isFree(slack: number, error: number): boolean {
  return slack > 0 && error === 0;
}

/** As if what the camera sees were turned in its axes. */
function turned(view: CameraView, axis: Vec3): CameraView {
  const turn = toMatrix3(fromRotationVector([axis[0] * TURN, axis[1] * TURN, axis[2] * TURN]));
  const { rotation, translation } = view.cameraFromLabel;
  const cameraFromLabel = { rotation: multiply(turn, rotation), translation: apply(turn, translation) };
  return { ...view, cameraFromLabel };
}

function shifted(view: CameraView, axis: Vec3): CameraView {
  const { rotation, translation } = view.cameraFromLabel;
  const by: Vec3 = [axis[0] * SHIFT, axis[1] * SHIFT, axis[2] * SHIFT];
  return { ...view, cameraFromLabel: { rotation, translation: add(translation, by) } };
}

/** How the errors grow per second that the image is late, from the object's velocity in the label frame. */
export function latenessOf({ shifts, cameraFromLabel }: SightSample, velocity: Vec3): Edges {
  const [x, y, z] = apply(cameraFromLabel, velocity);
  const [a, b, c] = shifts;
  const at = (edge: 0 | 1 | 2 | 3): number => a[edge] * x + b[edge] * y + c[edge] * z;
  return [at(0), at(1), at(2), at(3)];
}
