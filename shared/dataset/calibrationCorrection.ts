import { z } from 'zod';
import { determinant, inverse, transpose, type Matrix3 } from '../geometry/matrix3.ts';
import { fromMatrix3, toMatrix3 } from '../geometry/quaternion.ts';
import { composeTransforms, invertTransform, type RigidTransform } from '../geometry/rigidTransform.ts';
import { scale, ZERO } from '../geometry/vec3.ts';
import type { FoundCalibration } from './calibration.ts';
import { intrinsicsSchema, rigidTransformSchema, type Intrinsics } from './dataset.ts';

const ofLidarFromCamera = z
  .literal(true)
  .optional()
  .describe('It is that of lidarFromCamera; absent: that of the pose as it was read.');

/**
 * What can be done to a calibration as its file has it so that it fits the data. Said as what to do, not as the numbers
 * that come out, so that one correction holds for every frame of a camera that is calibrated frame by frame.
 */
export const calibrationCorrectionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('invert').describe('The pose is lidarFromCamera.') }),
  z.object({
    kind: z.literal('transpose').describe('The rotation is written column by column.'),
    inverted: ofLidarFromCamera,
  }),
  z.object({
    kind: z.literal('axes').describe("The camera's own axes are not OpenCV's."),
    from: z
      .enum(['opengl', 'vehicle'])
      .describe("They are OpenGL's (x right, y up, z back) or a vehicle's (x front, y left, z up)."),
  }),
  z.object({
    kind: z.literal('quaternion-order').describe('The quaternion was read in the wrong order.'),
    written: z.enum(['wxyz', 'xyzw']).describe('The order in which it is written.'),
    inverted: ofLidarFromCamera,
  }),
  z.object({
    kind: z.literal('unit').describe('The translation is in another unit than metres.'),
    factor: z.number().positive().describe('What it is multiplied by: 0.001 for millimetres.'),
  }),
  z.object({
    kind: z.literal('nearest-rotation').describe('The nearest rotation takes the place of what is none.'),
  }),
  z.object({
    kind: z.literal('unmirror').describe('An axis of the camera is mirrored.'),
    axis: z.enum(['x', 'y', 'z']).describe('Which one.'),
  }),
  z.object({
    kind: z.literal('scale').describe('The image is the calibrated one, scaled.'),
    x: z.number().positive().describe('Width of the image by that of the calibrated one.'),
    y: z.number().positive().describe('Height of the image by that of the calibrated one.'),
  }),
  z.object({
    kind: z.literal('crop').describe('The image is cut out of the calibrated one.'),
    left: z.number().describe('The column of the calibrated image that is the first now: pixels.'),
    top: z.number().describe('The row of the calibrated image that is the first now: pixels.'),
  }),
  z.object({
    kind: z.literal('lens').describe('Another lens.'),
    intrinsics: intrinsicsSchema.describe('The lens: pixels; (0, 0) is the centre of the top-left pixel.'),
  }),
  z.object({
    kind: z.literal('swap').describe('The calibration is that of another camera.'),
    camera: z.string().describe("That camera's id."),
  }),
  z.object({
    kind: z.literal('replace').describe('Other numbers altogether.'),
    intrinsics: intrinsicsSchema.describe('The lens: pixels; (0, 0) is the centre of the top-left pixel.'),
    cameraFromLabel: rigidTransformSchema.describe(
      "The pose: from the label frame to the camera's OpenCV axes (x right, y down, z forward).",
    ),
  }),
]);
export type CalibrationCorrection = z.infer<typeof calibrationCorrectionSchema>;

/** OpenCV's axes from those of another convention. */
const OPENCV_FROM: Readonly<Record<'opengl' | 'vehicle', Matrix3>> = {
  opengl: [1, 0, 0, 0, -1, 0, 0, 0, -1],
  vehicle: [0, -1, 0, 0, 0, -1, 1, 0, 0],
};

/**
 * A pose is corrected where its file has it: what a reader put before and after it stays.
 *
 * @param of the calibrations of the other cameras, for `swap`
 * @returns undefined where the other camera has no calibration.
 */
export function correctCalibration(
  found: FoundCalibration,
  correction: CalibrationCorrection,
  of: (camera: string) => FoundCalibration | undefined,
): FoundCalibration | undefined {
  switch (correction.kind) {
    case 'swap':
      return of(correction.camera);
    case 'replace':
      return { intrinsics: correction.intrinsics, cameraFromLabel: correction.cameraFromLabel };
    case 'scale':
    case 'crop':
    case 'lens':
      return { ...parts(found), intrinsics: correctedLens(found.intrinsics, correction) };
    default:
      return withWrittenPose(found, correctedPose(writtenPose(found), correction));
  }
}

/** The pose that the file has, targetFromSource, see `PoseChain`. */
export function writtenPose({ cameraFromLabel, chain }: FoundCalibration): RigidTransform {
  if (chain === undefined) return cameraFromLabel;
  const targetFromLabel = composeTransforms(invertTransform(chain.cameraFromTarget), cameraFromLabel);
  return composeTransforms(targetFromLabel, invertTransform(chain.sourceFromLabel));
}

/** The calibration that it would be if the file had this pose. */
export function withWrittenPose(
  { intrinsics, chain }: FoundCalibration,
  pose: RigidTransform,
): FoundCalibration {
  if (chain === undefined) return { intrinsics, cameraFromLabel: pose };
  const cameraFromSource = composeTransforms(chain.cameraFromTarget, pose);
  return { intrinsics, cameraFromLabel: composeTransforms(cameraFromSource, chain.sourceFromLabel), chain };
}

/** Some calibrations compute theirs when they are asked for: they cannot be spread. */
function parts({ intrinsics, cameraFromLabel, chain }: FoundCalibration): FoundCalibration {
  return { intrinsics, cameraFromLabel, ...(chain && { chain }) };
}

type LensCorrection = Extract<CalibrationCorrection, { readonly kind: 'scale' | 'crop' | 'lens' }>;
type PoseCorrection = Exclude<CalibrationCorrection, LensCorrection | { readonly kind: 'swap' | 'replace' }>;

function correctedLens(intrinsics: Intrinsics, correction: LensCorrection): Intrinsics {
  switch (correction.kind) {
    case 'scale':
      return scaledLens(intrinsics, correction);
    case 'crop':
      return { ...intrinsics, cx: intrinsics.cx - correction.left, cy: intrinsics.cy - correction.top };
    case 'lens':
      return correction.intrinsics;
  }
}

function correctedPose(pose: RigidTransform, correction: PoseCorrection): RigidTransform {
  switch (correction.kind) {
    case 'invert':
      return invertTransform(pose);
    case 'transpose':
      return rotatedOtherwise(pose, transpose, correction.inverted);
    case 'axes':
      return composeTransforms({ rotation: OPENCV_FROM[correction.from], translation: ZERO }, pose);
    case 'quaternion-order':
      return rotatedOtherwise(pose, (m) => reordered(m, correction.written), correction.inverted);
    case 'unit':
      return { ...pose, translation: scale(pose.translation, correction.factor) };
    case 'nearest-rotation':
      return { ...pose, rotation: nearestRotation(pose.rotation) };
    case 'unmirror': {
      const flip = (axis: 'x' | 'y' | 'z'): number => (axis === correction.axis ? -1 : 1);
      const mirror: Matrix3 = [flip('x'), 0, 0, 0, flip('y'), 0, 0, 0, flip('z')];
      return composeTransforms({ rotation: mirror, translation: ZERO }, pose);
    }
  }
}

/** Pixel (0, 0) is the centre of the first pixel: the image begins at −0.5 before and after. */
function scaledLens(lens: Intrinsics, { x, y }: { readonly x: number; readonly y: number }): Intrinsics {
  const { fx, fy, cx, cy } = lens;
  return { ...lens, fx: fx * x, fy: fy * y, cx: (cx + 0.5) * x - 0.5, cy: (cy + 0.5) * y - 0.5 };
}

/** The pose with another rotation; `inverted`: its inverse is what was written. */
function rotatedOtherwise(
  pose: RigidTransform,
  change: (rotation: Matrix3) => Matrix3,
  inverted: true | undefined,
): RigidTransform {
  const written = inverted ? invertTransform(pose) : pose;
  const changed = { ...written, rotation: change(written.rotation) };
  return inverted ? invertTransform(changed) : changed;
}

/** The rotation whose quaternion was read in the wrong order; its sign makes no difference. */
function reordered(rotation: Matrix3, written: 'wxyz' | 'xyzw'): Matrix3 {
  const [a, b, c, d] = fromMatrix3(rotation);
  return toMatrix3(written === 'wxyz' ? [b, c, d, a] : [d, a, b, c]);
}

/**
 * The orthogonal factor of the polar decomposition by Newton's iteration (Higham 1986): the rotation closest to `m`, or
 * the closest reflection where `m` mirrors. A matrix without an inverse is returned as it is.
 */
export function nearestRotation(m: Matrix3): Matrix3 {
  let nearest = m;
  for (let step = 0; step < 60; step += 1) {
    if (!(Math.abs(determinant(nearest)) > Number.MIN_VALUE)) return m;
    const other = transpose(inverse(nearest));
    const [a, b, c, d, e, f, g, h, i] = nearest.map((value, index) => (value + other[index]!) / 2);
    const next: Matrix3 = [a!, b!, c!, d!, e!, f!, g!, h!, i!];
    const change = Math.max(...next.map((value, index) => Math.abs(value - nearest[index]!)));
    nearest = next;
    if (change < 1e-15) break;
  }
  return nearest;
}
