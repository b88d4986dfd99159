import { z } from 'zod';
import { transformFromRows } from '../../geometry/rigidTransform.ts';
import { add } from '../../geometry/vec3.ts';
import { schemaFault } from '../../problems/schemaFault.ts';
import type { CalibrationReading } from '../calibration.ts';
import { lensOfMatrix } from '../matrixLens.ts';

const matrices = z.looseObject({
  extrinsicMatrix: z.array(z.number()),
  intrinsicMatrix: z.array(z.number()),
});
const imageSchema = z.looseObject({
  meta: z.looseObject({
    deviceId: z.union([z.string(), z.number()]).nullish(),
    sensorsData: z.unknown().optional(),
  }),
});

/** What the file beside an image says of the camera. */
export interface SuperviselyImage {
  /** The camera's name, where it has one. */
  readonly device: string | undefined;
  readonly reading: CalibrationReading;
}

/**
 * The parsed `<image>.json`: `meta.sensorsData` has cameraFromLidar as 12 numbers row by row and the pinhole's matrix as
 * 9. Nothing but zeros is how the format says that nobody calibrated the camera.
 */
export function readSuperviselyImage(json: unknown): SuperviselyImage {
  const parsed = imageSchema.safeParse(json);
  if (!parsed.success) {
    const fault = { code: 'calibration.malformed', ...schemaFault(parsed.error, json) } as const;
    return { device: undefined, reading: { fault } };
  }
  const { deviceId, sensorsData } = parsed.data.meta;
  const device = (deviceId ?? '') === '' ? undefined : String(deviceId);
  return { device, reading: calibrate(sensorsData) };
}

function calibrate(sensorsData: unknown): CalibrationReading {
  if (sensorsData === undefined || sensorsData === null) return { fault: { code: 'calibration.missing' } };
  const parsed = matrices.safeParse(sensorsData);
  if (!parsed.success) {
    const { where, ...fault } = schemaFault(parsed.error, sensorsData);
    return {
      fault: { code: 'calibration.malformed', where: `meta.sensorsData.${where}`, ...fault },
    };
  }
  const { extrinsicMatrix: pose, intrinsicMatrix: lensMatrix } = parsed.data;
  if ([...pose, ...lensMatrix].every((value) => value === 0))
    return { fault: { code: 'calibration.missing', reason: 'noFocal' } };
  if (pose.length !== 12 && pose.length !== 16) {
    const place = { where: 'meta.sensorsData.extrinsicMatrix', expected: 12 };
    return { fault: { code: 'calibration.malformed', reason: 'wrongCount', ...place } };
  }
  const lens = lensOfMatrix(lensMatrix, 'meta.sensorsData.intrinsicMatrix');
  if ('fault' in lens) return lens;
  const { rotation, translation } = transformFromRows(pose);
  return {
    intrinsics: lens.intrinsics,
    cameraFromLabel: { rotation, translation: add(translation, lens.shift) },
  };
}
