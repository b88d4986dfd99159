import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { leaveOut } from './leaveOut.ts';

/** Real recordings live beside the checkout; `BOXWRIGHT_REFERENCE` names another place. */
export const reference =
  process.env['BOXWRIGHT_REFERENCE'] ?? fileURLToPath(new URL('../../../shared', import.meta.url));
const hasReference = existsSync(join(reference, 'data'));

/** Skips the tests of this file or group where the reference data is absent, and says so. */
export function needsReference(): void {
  if (!hasReference) leaveOut(`needs the reference data in ${reference}, which is not there`);
}

/** A writable copy of a folder of the reference data. */
export function copyReference(folder: string, workFolder: string): string {
  const copy = join(workFolder, basename(folder));
  cpSync(join(reference, 'data', folder), copy, { recursive: true, dereference: true, mode: 0 });
  // The originals are read-only, and so would be their copies.
  for (const path of [copy, ...readdirSync(copy, { recursive: true, encoding: 'utf8' })]) {
    const place = path === copy ? copy : join(copy, path);
    chmodSync(place, statSync(place).mode | 0o200);
  }
  return copy;
}

/** A writable copy of the SUSTechPOINTS example scene. */
export function copySustech(workFolder: string): string {
  return copyReference('sustechpoints/example', workFolder);
}

type Row = readonly number[];

/** What OpenCV says of one labelled box on one camera. */
export interface OracleBox {
  readonly id: string;
  readonly corners_lidar: readonly (readonly [number, number, number])[];
  readonly corners_uv: readonly (readonly [number, number])[];
}

export interface OracleCamera {
  readonly frame: string | number;
  readonly camera: string;
  readonly image_size: readonly [width: number, height: number];
  readonly K: readonly Row[];
  readonly D: Row;
  readonly T_cam_lidar: readonly Row[];
  readonly boxes: readonly OracleBox[];
}

/** The first frame of a camera in one of the reference's projection files. */
export function oracleCamera(camera: string, dataset = 'sustechpoints'): OracleCamera {
  const path = join(reference, `oracle/projection_${dataset}.json`);
  const { frames } = JSON.parse(readFileSync(path, 'utf8')) as { frames: OracleCamera[] };
  const found = frames.find((entry) => entry.camera === camera);
  if (found === undefined) throw new Error(`the reference has no camera ${camera}`);
  return found;
}

/** Pinhole projection written out from the reference's K and T, independent of the app's code. */
export function projectByReference(
  camera: OracleCamera,
  [x, y, z]: readonly [number, number, number],
): [number, number] {
  const [cx, cy, cz] = camera.T_cam_lidar.slice(0, 3).map(
    (r) => r[0]! * x + r[1]! * y + r[2]! * z + r[3]!,
  ) as [number, number, number];
  const [k0, k1] = camera.K as [Row, Row];
  return [k0[0]! * (cx / cz) + k0[2]!, k1[1]! * (cy / cz) + k1[2]!];
}

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boundsOf(points: readonly (readonly [number, number])[]): Rectangle {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

export function overlapOf(a: Rectangle, b: Rectangle): number {
  const area = (r: Rectangle): number => Math.max(0, r.right - r.left) * Math.max(0, r.bottom - r.top);
  const shared = area({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });
  return shared / (area(a) + area(b) - shared);
}
