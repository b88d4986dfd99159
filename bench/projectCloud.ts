import type { CameraView } from '#shared/camera/cameraView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCloud } from '#shared/camera/projectCloud.ts';
import type { Intrinsics } from '#shared/dataset/dataset.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { inTurns } from './inTurns.ts';

/**
 * A million points round the vehicle onto one camera, hidden ones taken out: for every lens, beside a bare pinhole loop
 * over the same numbers that keeps what falls into the image.
 */

const POINTS = 1_000_000;
const ROUNDS = 9;
const plane = { fx: 900, fy: 900, cx: 639.5, cy: 399.5 };
const LENSES: readonly Intrinsics[] = [
  { model: 'pinhole', ...plane },
  { model: 'brown-conrady', ...plane, coefficients: [-0.1, 0.02, 1e-3, -5e-4, 0] },
  { model: 'kannala-brandt', ...plane, fx: 330, fy: 330, coefficients: [-0.1, 0.05, -0.087, 0.045] },
  { model: 'mei', ...plane, xi: 0.9, coefficients: [-0.05, 0.01, 0, 0] },
  { model: 'double-sphere', ...plane, xi: -0.2, alpha: 0.6 },
];
/** Looks along x. */
const cameraFromLabel = { rotation: [0, -1, 0, 0, 0, -1, 1, 0, 0], translation: [0, 1.5, 0] } as const;
const [width, height] = [1280, 800];

const points = roundTheVehicle(POINTS);

const runs: Record<string, () => unknown> = { 'pinhole loop': () => barePinhole() };
for (const intrinsics of LENSES) {
  const camera: CameraView = { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
  runs[intrinsics.model] = () => [...projectCloud(points, camera)];
}
const times = await inTurns(ROUNDS, runs);
const bare = times['pinhole loop']!;
for (const [name, ms] of Object.entries(times)) {
  process.stdout.write(`${name.padEnd(16)} ${ms.toFixed(1)} ms, ${(ms / bare).toFixed(2)} × the bare loop\n`);
}

function roundTheVehicle(count: number) {
  const random = seededRandom(1);
  const columns = { x: new Float32Array(count), y: new Float32Array(count), z: new Float32Array(count) };
  for (let i = 0; i < count; i++) {
    const angle = 2 * Math.PI * random();
    const range = 2 + 80 * random() * random();
    columns.x[i] = range * Math.cos(angle);
    columns.y[i] = range * Math.sin(angle);
    columns.z[i] = 6 * random() * random();
  }
  return columns;
}

function barePinhole(): number {
  const { rotation: r, translation: t } = cameraFromLabel;
  const pixels = new Float32Array(2 * POINTS);
  let count = 0;
  for (let i = 0; i < POINTS; i++) {
    const [x, y, z] = [points.x[i]!, points.y[i]!, points.z[i]!];
    const depth = r[6] * x + r[7] * y + r[8] * z + t[2];
    if (depth < 0.05) continue;
    const u = (plane.fx * (r[0] * x + r[1] * y + r[2] * z + t[0])) / depth + plane.cx;
    const v = (plane.fy * (r[3] * x + r[4] * y + r[5] * z + t[1])) / depth + plane.cy;
    if (u < -0.5 || v < -0.5 || u >= width - 0.5 || v >= height - 0.5) continue;
    pixels[2 * count] = u;
    pixels[2 * count + 1] = v;
    count += 1;
  }
  return count;
}
