import { z } from 'zod';
import { transformFromRows, type RigidTransform } from '../../geometry/rigidTransform.ts';
import type { ProblemReason } from '../../problems/reasons.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { CalibrationFault, CalibrationReading } from '../calibration.ts';
import { opencvLens } from '../opencvLens.ts';

const lens = z.looseObject({ fx: z.number(), fy: z.number(), cx: z.number(), cy: z.number() });
const size = z.number().int().positive().nullish().catch(undefined);
const cameraSchema = z.looseObject({
  camera_internal: lens,
  camera_external: z.array(z.number()),
  rowMajor: z.boolean().nullish(),
  width: size,
  height: size,
  cameraModel: z.string().nullish(),
  distortionK: z.array(z.number()).nullish(),
  distortionP: z.array(z.number()).nullish(),
});
type XtremeCamera = z.infer<typeof cameraSchema>;

/** One camera of a frame's calibration file. */
export interface Xtreme1Camera {
  readonly reading: CalibrationReading;
  readonly width?: number;
  readonly height?: number;
}

const NONE: Xtreme1Camera = { reading: { fault: { code: 'calibration.missing' } } };

/**
 * The parsed `camera_config/<frame>.json`: a list with one entry for each camera, in the order of the image folders, or
 * one entry alone. Gives the entry of a camera.
 */
export function readXtreme1Camera(json: unknown, index: number): Xtreme1Camera {
  const entry: unknown = Array.isArray(json) ? json[index] : index === 0 ? json : undefined;
  if (entry === undefined || entry === null) return NONE;
  const named = withSnakeNames(entry);
  const parsed = cameraSchema.safeParse(named);
  if (!parsed.success) {
    const { where, ...fault } = schemaFault(parsed.error, named);
    const place = `[${index}]${where === '' ? '' : `.${where}`}`;
    return faulty({ code: 'calibration.malformed', where: place, ...fault });
  }
  const camera = parsed.data;
  return {
    reading: calibrate(camera, `[${index}]`),
    ...(camera.width ? { width: camera.width } : {}),
    ...(camera.height ? { height: camera.height } : {}),
  };
}

function faulty(fault: CalibrationFault): Xtreme1Camera {
  return { reading: { fault } };
}

/** Newer versions write `cameraInternal`, older ones `camera_internal`. */
function withSnakeNames(entry: unknown): unknown {
  if (typeof entry !== 'object' || Array.isArray(entry)) return entry;
  const { cameraInternal, cameraExternal, ...others } = entry as Record<string, unknown>;
  return {
    ...(cameraInternal === undefined ? {} : { camera_internal: cameraInternal }),
    ...(cameraExternal === undefined ? {} : { camera_external: cameraExternal }),
    ...others,
  };
}

function calibrate(camera: XtremeCamera, where: string): CalibrationReading {
  const pose = cameraFromLidar(camera.camera_external, camera.rowMajor ?? true);
  if (typeof pose === 'string') {
    const place = { where: `${where}.camera_external`, expected: 16 };
    return { fault: { code: 'calibration.malformed', reason: pose, ...place } };
  }
  const distortion = distortionOf(camera);
  if (distortion === undefined) {
    const found = [...(camera.distortionK ?? []), ...(camera.distortionP ?? [])].length;
    return { fault: { code: 'calibration.unsupported', reason: 'ambiguousDistortion', found, where } };
  }
  const { fx, fy, cx, cy } = camera.camera_internal;
  const matrix = [fx, 0, cx, 0, fy, cy, 0, 0, 1];
  const model = camera.cameraModel?.toLowerCase();
  const read = opencvLens(
    matrix,
    distortion,
    model === undefined || model === 'pinhole' ? 'opencv' : model,
    `${where}.camera_internal`,
  );
  return 'fault' in read ? read : { intrinsics: read.intrinsics, cameraFromLabel: pose };
}

/**
 * Where the row 0 0 0 1 lies tells how the 16 numbers are ordered, more reliably than `rowMajor`, which old files lack;
 * without a translation there are two such places, and the flag counts.
 */
function cameraFromLidar(m: readonly number[], rowMajor: boolean): RigidTransform | ProblemReason {
  if (m.length !== 16) return 'wrongCount';
  const isLast = (...at: readonly number[]): boolean => m[15] === 1 && at.every((i) => m[i] === 0);
  const isRowMajor = isLast(12, 13, 14);
  const isColumnMajor = isLast(3, 7, 11);
  if (!isRowMajor && !isColumnMajor) return 'notRowMajor';
  if (isRowMajor && (rowMajor || !isColumnMajor)) return transformFromRows(m);
  return transformFromRows(m.map((_value, i) => m[(i % 4) * 4 + Math.floor(i / 4)]!));
}

/**
 * OpenCV's order from K = k1 k2 [k3 [k4 k5 k6]] and P = p1 p2; a fisheye has K only. Undefined where K and P have other
 * lengths, of which nobody says what they mean.
 */
function distortionOf({
  cameraModel,
  distortionK,
  distortionP,
}: XtremeCamera): readonly number[] | undefined {
  const k = distortionK ?? [];
  const p = distortionP ?? [];
  if (cameraModel?.toLowerCase() === 'fisheye') return k;
  if ([...k, ...p].every((value) => value === 0)) return [];
  if (![0, 2, 3, 6].includes(k.length) || ![0, 2].includes(p.length)) return undefined;
  const [k1 = 0, k2 = 0, ...higher] = k;
  const [p1 = 0, p2 = 0] = p;
  return [k1, k2, p1, p2, ...higher];
}
