import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCuboid } from '#shared/camera/projectCuboid.ts';
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
for (const intrinsics of LENSES) {
  const camera: CameraView = {
    model: createCameraModel(intrinsics),
    // Looks along x.
    cameraFromLabel: { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 1.5, 0] },
    width: 1280,
    height: 800,
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    for (const cuboid of cuboids) projectCuboid(cuboid, camera);
    times.push(performance.now() - started);
  }
  const median = times.sort((a, b) => a - b)[ROUNDS / 2]!;
  process.stdout.write(
    `${intrinsics.model.padEnd(20)} ${median.toFixed(2)} ms for ${cuboids.length} cuboids\n`,
  );
}
