import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCuboid } from '#shared/camera/projectCuboid.ts';
import { projectVisible } from '#shared/camera/projectVisible.ts';
import type { CameraView } from '#shared/camera/cameraView.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';
import type { Cuboid } from '#shared/geometry/cuboid.ts';

/** Sixty cuboids around the vehicle on cameras of every lens: what a frame costs when all of them change. */

const plane = { fx: 900, fy: 900, cx: 639.5, cy: 399.5 };
const LENSES: readonly Intrinsics[] = [
  { model: 'pinhole', ...plane },
  { model: 'brown-conrady', ...plane, coefficients: [-0.1, 0.02, 1e-3, -5e-4, 0] },
  { model: 'kannala-brandt', ...plane, fx: 330, fy: 330, coefficients: [-0.1, 0.05, -0.087, 0.045] },
  { model: 'mei', ...plane, xi: 0.9, coefficients: [-0.05, 0.01, 0, 0] },
  { model: 'double-sphere', ...plane, xi: -0.2, alpha: 0.6 },
];
const ROUNDS = 200;

const cuboids = Array.from({ length: 60 }, (_, i): Cuboid => {
  const angle = i * 2.4;
  const range = 6 + i;
  return {
    centre: [range * Math.cos(angle), range * Math.sin(angle), 0],
    size: [4.4, 1.9, 1.7],
    rotation: [0, 0, Math.sin(angle), Math.cos(angle)],
  };
});
/** Of a camera that looks along a heading of the vehicle. */
function cameraAt(intrinsics: Intrinsics, headingRad: number): CameraView {
  const [cos, sin] = [Math.cos(headingRad), Math.sin(headingRad)];
  return {
    model: createCameraModel(intrinsics),
    cameraFromLabel: { rotation: [sin, -cos, 0, 0, 0, -1, cos, sin, 0], translation: [0, 1.5, 0] },
    width: 1280,
    height: 800,
  };
}

/** Milliseconds, of all that a call does. */
function medianOf(call: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[ROUNDS / 2]!;
}

process.stdout.write(
  `ms for ${cuboids.length} cuboids: all, what one camera sees, what a ring of six sees\n`,
);
for (const intrinsics of LENSES) {
  const ring = Array.from({ length: 6 }, (_, i) => cameraAt(intrinsics, (i * Math.PI) / 3));
  const figures = [
    medianOf(() => cuboids.forEach((cuboid) => projectCuboid(cuboid, ring[0]!))),
    medianOf(() => cuboids.forEach((cuboid) => projectVisible(cuboid, ring[0]!))),
    medianOf(() => ring.forEach((camera) => cuboids.forEach((cuboid) => projectVisible(cuboid, camera)))),
  ];
  const columns = figures.map((ms) => ms.toFixed(2).padStart(8)).join('');
  process.stdout.write(`${intrinsics.model.padEnd(20)}${columns}\n`);
}
