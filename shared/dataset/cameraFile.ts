import { z } from 'zod';
import { transformFromRows, type RigidTransform } from '../geometry/rigidTransform.ts';
import { ProblemError } from '../problems/problem.ts';
import { schemaFault, type SchemaFault } from '../problems/schemaFault.ts';
import { rotationFault } from './calibration.ts';
import { intrinsicsSchema, LENS_MODELS, type Intrinsics } from './dataset.ts';

/** One camera by itself, as `boxwright project` takes it: the parts of a manifest's camera, all on one level. */
export interface CameraFile {
  readonly intrinsics: Intrinsics;
  readonly cameraFromLidar: RigidTransform;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const outlineSchema = z.looseObject({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** 4 × 4, row by row: p_camera = M · p_lidar. */
  cameraFromLidar: z.array(z.number()).length(16),
});
const numbers = z.array(z.number()).optional();
const namedSchema = z.looseObject({ model: z.string(), distortion: numbers, coefficients: numbers });

/**
 * Reads a camera's description: `{"model", "width", "height", "fx", "fy", "cx", "cy", "distortion": […], "xi" | "alpha" |
 * "beta" where the model has them, "cameraFromLidar": 16 numbers}`. The lens may also stand in `intrinsics`, as in a
 * manifest, where its distortion is called `coefficients`.
 *
 * @throws ProblemError `schema.mismatch` with the place in the file and the reason
 */
export function parseCameraFile(json: unknown, path: string): CameraFile {
  const fail = (fault: FileFault): never => {
    throw new ProblemError({ code: 'schema.mismatch', severity: 'error', path, params: { ...fault } });
  };
  const outline = outlineSchema.safeParse(json);
  if (!outline.success) return fail(schemaFault(outline.error, json));
  const { width, height, cameraFromLidar: rows, ...rest } = outline.data;
  const written = rest['intrinsics'] ?? rest;
  const named = namedSchema.safeParse(written);
  if (!named.success) return fail(schemaFault(named.error, written));
  const { model, distortion = [], coefficients = distortion, ...lens } = named.data;
  if (!LENS_MODELS.has(model)) return fail({ where: 'model', reason: 'lensModel', model });
  // Four numbers are Brown–Conrady to one program and a fisheye to another: the model must say which.
  if (model === 'pinhole' && coefficients.some((value) => value !== 0))
    return fail({ where: 'distortion', reason: 'ambiguousDistortion', found: coefficients.length });
  const complete = { ...lens, model, coefficients };
  const intrinsics = intrinsicsSchema.safeParse(complete);
  if (!intrinsics.success) return fail(inWordsOfTheFile(schemaFault(intrinsics.error, complete)));
  const cameraFromLidar = transformFromRows(rows);
  const reason = rotationFault(cameraFromLidar);
  if (reason !== undefined) return fail({ where: 'cameraFromLidar', reason });
  return { intrinsics: intrinsics.data, cameraFromLidar, width, height };
}

interface FileFault extends SchemaFault {
  /** The lens model that is not known. */
  readonly model?: string;
  /** How many coefficients there are. */
  readonly found?: number;
}

/** What a manifest calls coefficients is called distortion here. */
function inWordsOfTheFile(fault: SchemaFault): SchemaFault {
  return { ...fault, where: fault.where.replace(/^coefficients/, 'distortion') };
}
