import type { KittiFrameCamera } from './kittiCamera.ts';
import { scientific } from './kittiCamera.ts';

/** How the two benchmarks name the same: the tracking benchmark without a colon for two of them. */
const KEYS = {
  object: { rectify: 'R0_rect:', lidar: 'Tr_velo_to_cam:', imu: 'Tr_imu_to_velo:' },
  tracking: { rectify: 'R_rect', lidar: 'Tr_velo_cam', imu: 'Tr_imu_velo' },
} as const;

/**
 * A calibration file of the object or the tracking benchmark: `P0` … `P3` (one camera stands for all four), the identity
 * for the rectification, the camera's pose, and the identity for the vehicle's.
 */
export function kittiCalibText(
  { calibration, rectFromLabel }: KittiFrameCamera,
  kind: keyof typeof KEYS,
): string {
  const { fx, fy, cx, cy } = calibration?.intrinsics ?? { fx: 1, fy: 1, cx: 0, cy: 0 };
  const projection = [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0];
  const { rotation: r, translation: t } = rectFromLabel;
  const pose = [r[0], r[1], r[2], t[0], r[3], r[4], r[5], t[1], r[6], r[7], r[8], t[2]];
  const keys = KEYS[kind];
  return [
    ...[0, 1, 2, 3].map((i) => line(`P${i}:`, projection)),
    line(keys.rectify, [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    line(keys.lidar, pose),
    line(keys.imu, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
    '',
  ].join('\n');
}

function line(key: string, numbers: readonly number[]): string {
  return [key, ...numbers.map(scientific)].join(' ');
}
