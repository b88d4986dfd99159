import type { Matrix3 } from '#shared/geometry/matrix3.ts';
import type { RigidTransform } from '#shared/geometry/rigidTransform.ts';
import type { SampleLens } from './render/lens.ts';
import { roundTransform } from './rounding.ts';

/** The sensors on the car. Ego frame: x forward, y left, z up, on the road under the middle of the rear axle. */

export interface RigCamera {
  readonly id: string;
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly intrinsics: SampleLens;
  readonly egoFromCamera: RigidTransform;
}

export const LIDAR = {
  id: 'lidar',
  name: 'Roof lidar',
  rings: 32,
  /** Elevation of ring 0 and of the last ring, degrees. */
  lowestDegrees: -25,
  highestDegrees: 10,
  azimuthSteps: 900,
  maxRange: 85,
  egoFromLidar: {
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    translation: [1.2, 0, 1.8],
  } satisfies RigidTransform,
} as const;

export const CAMERAS: readonly RigCamera[] = [
  {
    id: 'front',
    name: 'Front',
    width: 640,
    height: 400,
    // 100° across.
    intrinsics: { model: 'pinhole', fx: 268.5, fy: 268.5, cx: 321.2, cy: 187.6 },
    egoFromCamera: mount([2.2, 0.02, 1.58], 0.4, 2),
  },
  {
    id: 'left',
    name: 'Left fisheye',
    width: 640,
    height: 400,
    intrinsics: {
      model: 'kannala-brandt',
      fx: 201.4,
      fy: 201.2,
      cx: 318.6,
      cy: 201.3,
      coefficients: [-0.0136, 0.0071, -0.0049, 0.0009],
    },
    egoFromCamera: mount([2.16, 1.0, 1.02], 88.5, 16),
  },
  {
    id: 'rear',
    name: 'Rear',
    width: 640,
    height: 400,
    // 85° across.
    intrinsics: { model: 'pinhole', fx: 349.2, fy: 349.6, cx: 317.9, cy: 198.4 },
    egoFromCamera: mount([-1.0, -0.03, 1.12], 180.6, 4),
  },
];

/** A camera that looks `yawDegrees` to the left of the car's nose and `downDegrees` below the horizon. */
function mount(
  translation: readonly [number, number, number],
  yawDegrees: number,
  downDegrees: number,
): RigidTransform {
  const yaw = (yawDegrees * Math.PI) / 180;
  const down = (downDegrees * Math.PI) / 180;
  const [cy, sy, cd, sd] = [Math.cos(yaw), Math.sin(yaw), Math.cos(down), Math.sin(down)];
  // Columns: the camera's x (right), y (down) and z (forward) in the ego frame.
  const rotation: Matrix3 = [sy, -cy * sd, cy * cd, -cy, -sy * sd, sy * cd, 0, -cd, -sd];
  return roundTransform({ rotation, translation });
}
