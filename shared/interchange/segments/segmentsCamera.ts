import { z } from 'zod';
import type { FoundCalibration, CalibrationReading } from '../../dataset/calibration.ts';
import { intrinsicsSchema, type Intrinsics } from '../../dataset/dataset.ts';
import { lensOfMatrix } from '../../dataset/matrixLens.ts';
import { multiply } from '../../geometry/matrix3.ts';
import { fromMatrix3, toMatrix3 } from '../../geometry/quaternion.ts';
import { invertTransform } from '../../geometry/rigidTransform.ts';
import { roundQuaternion } from '../../labels/rounding.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import { computedPoint } from '../common/numbers.ts';
import { turn, xyz } from './segmentsSchema.ts';

/**
 * The calibration of a camera image: its matrix row by row, the camera's pose in the frame of the cloud, and a lens of
 * OpenCV's `fisheye`, or of OpenCV's Brown–Conrady with three or six radial coefficients; for other lenses there is no
 * place. Axes are said to be OpenCV's: without a word they would be OpenGL's, with y up and z backwards.
 */
export function segmentsCalibration({ intrinsics, cameraFromLabel }: FoundCalibration): object {
  const { fx, fy, cx, cy } = intrinsics;
  const { rotation, translation } = invertTransform(cameraFromLabel);
  const [x, y, up] = computedPoint(translation);
  const [qx, qy, qz, qw] = roundQuaternion(fromMatrix3(rotation));
  const distortion = distortionOf(intrinsics);
  return {
    intrinsics: {
      intrinsic_matrix: [
        [fx, 0, cx],
        [0, fy, cy],
        [0, 0, 1],
      ],
    },
    extrinsics: { translation: { x, y, z: up }, rotation: { qx, qy, qz, qw } },
    ...(distortion === undefined ? {} : { distortion }),
    camera_convention: 'OpenCV',
  };
}

/** Is there a place for all of the lens? */
export function holdsLens(intrinsics: Intrinsics): boolean {
  return intrinsics.model === 'pinhole' || distortionOf(intrinsics) !== undefined;
}

function distortionOf(intrinsics: Intrinsics): object | undefined {
  if (intrinsics.model === 'kannala-brandt') {
    const [k1, k2, k3, k4] = intrinsics.coefficients;
    return { model: 'fisheye', coefficients: { k1, k2, k3, k4 } };
  }
  if (intrinsics.model !== 'brown-conrady') return undefined;
  const [k1, k2, p1, p2, k3 = 0, k4, k5, k6, ...others] = intrinsics.coefficients;
  if (others.some((coefficient) => coefficient !== 0)) return undefined;
  // Those that are undefined are none in JSON.
  return { model: 'brown-conrady', coefficients: { k1, k2, k3, p1, p2, k4, k5, k6 } };
}

const number = z.number();
const fisheye = z.looseObject({ k1: number, k2: number, k3: number, k4: number });
const brown = z.looseObject({ k1: number, k2: number, k3: number.default(0), p1: number, p2: number });
const rational = z.looseObject({ k4: number, k5: number, k6: number });

const calibrationSchema = z.looseObject({
  intrinsics: z.looseObject({ intrinsic_matrix: z.array(z.array(number)) }),
  extrinsics: z.looseObject({ translation: xyz, rotation: turn }),
  distortion: z
    .discriminatedUnion('model', [
      z.looseObject({ model: z.literal('fisheye'), coefficients: fisheye }),
      z.looseObject({ model: z.literal('brown-conrady'), coefficients: brown }),
    ])
    .nullish(),
  camera_convention: z.enum(['OpenGL', 'OpenCV']).nullish(),
});

/** What an image says of its camera; undefined: nothing, for it need not be calibrated. */
export function readSegmentsCalibration(
  image: Readonly<Record<string, unknown>>,
): CalibrationReading | undefined {
  if (!image['intrinsics'] || !image['extrinsics']) return undefined;
  const parsed = calibrationSchema.safeParse(image);
  if (!parsed.success)
    return { fault: { code: 'calibration.malformed', ...schemaFault(parsed.error, image) } };
  const { intrinsics, extrinsics, distortion, camera_convention: convention } = parsed.data;
  const lens = lensOfMatrix(intrinsics.intrinsic_matrix.flat(), 'intrinsics.intrinsic_matrix');
  if ('fault' in lens) return lens;
  const { qx, qy, qz, qw } = extrinsics.rotation;
  const { x, y, z: up } = extrinsics.translation;
  const labelFromFile = toMatrix3([qx, qy, qz, qw]);
  const rotation = convention === 'OpenCV' ? labelFromFile : multiply(labelFromFile, FILE_FROM_OPENCV);
  return {
    intrinsics: lensWith(lens.intrinsics, distortion),
    cameraFromLabel: invertTransform({ rotation, translation: [x, y, up] }),
  };
}

/** OpenGL's axes from OpenCV's: y and z point the other way. */
const FILE_FROM_OPENCV = [1, 0, 0, 0, -1, 0, 0, 0, -1] as const;

function lensWith(
  { fx, fy, cx, cy }: Intrinsics,
  distortion: z.infer<typeof calibrationSchema>['distortion'],
): Intrinsics {
  const plane = { fx, fy, cx, cy };
  if (!distortion) return { model: 'pinhole', ...plane };
  if (distortion.model === 'fisheye') {
    const { k1, k2, k3, k4 } = distortion.coefficients;
    return { model: 'kannala-brandt', ...plane, coefficients: [k1, k2, k3, k4] };
  }
  const { k1, k2, k3, p1, p2 } = distortion.coefficients;
  const more = rational.safeParse(distortion.coefficients).data;
  const coefficients = [k1, k2, p1, p2, k3, ...(more === undefined ? [] : [more.k4, more.k5, more.k6])];
  return intrinsicsSchema.parse({ model: 'brown-conrady', ...plane, coefficients });
}
