import { z } from 'zod';
import { toMatrix3 } from '../../geometry/quaternion.ts';
import { invertTransform, type RigidTransform } from '../../geometry/rigidTransform.ts';
import { schemaFault, type SchemaFault } from '../../problems/schemaFault.ts';
import { rotationFault, type CalibrationFault, type CalibrationReading } from '../calibration.ts';
import { lensOfMatrix, type MatrixLens } from '../matrixLens.ts';

/** Numbers as a list, or by name as PandaSet's own files have them. */
const position = z.union([
  z.tuple([z.number(), z.number(), z.number()]),
  z.looseObject({ x: z.number(), y: z.number(), z: z.number() }),
]);
const heading = z.union([
  z.tuple([z.number(), z.number(), z.number(), z.number()]),
  z.looseObject({ w: z.number(), x: z.number(), y: z.number(), z: z.number() }),
]);
const poseSchema = z.looseObject({ heading, position });
const lensSchema = z.looseObject({ fx: z.number(), fy: z.number(), cx: z.number(), cy: z.number() });

/**
 * `{heading: quaternion w x y z, position}`: where a thing stands in its parent's frame, parentFromThing. The quaternion
 * need not be of unit length to the last digit.
 */
export function parsePandasetPose(json: unknown): { readonly pose: RigidTransform } | { fault: SchemaFault } {
  const parsed = poseSchema.safeParse(json);
  if (!parsed.success) return { fault: schemaFault(parsed.error, json) };
  const { heading: q, position: p } = parsed.data;
  const [w, x, y, k] = Array.isArray(q) ? q : [q.w, q.x, q.y, q.z];
  const pose: RigidTransform = {
    rotation: toMatrix3([x, y, k, w]),
    translation: Array.isArray(p) ? p : [p.x, p.y, p.z],
  };
  const reason = rotationFault(pose);
  if (reason === undefined) return { pose };
  return { fault: { where: reason === 'outOfRange' ? 'position' : 'heading', reason } };
}

/**
 * A camera: `intrinsics.json` with fx fy cx cy and `extrinsics.json` with the pose egoFromCamera, which is inverted.
 *
 * @param extrinsics one pose, or a list with one for each frame; both files already parsed
 * @param frameCount how many readings to give
 */
export function readPandasetCamera(
  intrinsics: unknown,
  extrinsics: unknown,
  frameCount: number,
): readonly CalibrationReading[] {
  const lens = lensOf(intrinsics);
  if (!Array.isArray(extrinsics)) return new Array(frameCount).fill(calibrate(lens, extrinsics));
  if (extrinsics.length === frameCount) return extrinsics.map((pose: unknown) => calibrate(lens, pose));
  const fault: CalibrationFault = {
    code: 'calibration.malformed',
    reason: 'wrongCount',
    where: 'extrinsics',
    expected: frameCount,
  };
  return new Array(frameCount).fill({ fault });
}

function lensOf(json: unknown): MatrixLens | { readonly fault: CalibrationFault } {
  const parsed = lensSchema.safeParse(json);
  if (!parsed.success) return malformed(schemaFault(parsed.error, json), 'intrinsics');
  const { fx, fy, cx, cy } = parsed.data;
  return lensOfMatrix([fx, 0, cx, 0, fy, cy, 0, 0, 1], 'intrinsics');
}

function calibrate(lens: ReturnType<typeof lensOf>, json: unknown): CalibrationReading {
  if ('fault' in lens) return lens;
  const read = parsePandasetPose(json);
  if ('fault' in read) return malformed(read.fault, 'extrinsics');
  return { intrinsics: lens.intrinsics, cameraFromLabel: invertTransform(read.pose) };
}

function malformed({ where, ...fault }: SchemaFault, file: string): { readonly fault: CalibrationFault } {
  const place = where === '' ? file : `${file}.${where}`;
  return { fault: { code: 'calibration.malformed', where: place, ...fault } };
}
