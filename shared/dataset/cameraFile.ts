import { z } from 'zod';
import { transformFromRows, type RigidTransform } from '../geometry/rigidTransform.ts';
import { ProblemError } from '../problems/problem.ts';
import type { ProblemReason } from '../problems/reasons.ts';
import { rotationFault } from './calibration.ts';
import { intrinsicsSchema, type Intrinsics } from './dataset.ts';

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
 * @throws ProblemError `schema.mismatch` with the place in the file, and the reason where there is one
 */
export function parseCameraFile(json: unknown, path: string): CameraFile {
  const fail = (
    where: string,
    reason?: ProblemReason,
    more: Readonly<Record<string, string | number>> = {},
  ): never => {
    const params = { where, ...(reason === undefined ? {} : { reason }), ...more };
    throw new ProblemError({ code: 'schema.mismatch', severity: 'error', path, params });
  };
  const outline = outlineSchema.safeParse(json);
  if (!outline.success) return fail(placeOf(outline.error));
  const { width, height, cameraFromLidar: rows, ...rest } = outline.data;
  const named = namedSchema.safeParse(rest['intrinsics'] ?? rest);
  if (!named.success) return fail(placeOf(named.error));
  const { model, distortion = [], coefficients = distortion, ...lens } = named.data;
  if (!LENS_MODELS.has(model)) return fail('model', 'lensModel', { model });
  // Four numbers are Brown–Conrady to one program and a fisheye to another: the model must say which.
  if (model === 'pinhole' && coefficients.some((value) => value !== 0))
    return fail('distortion', 'ambiguousDistortion', { found: coefficients.length });
  const intrinsics = intrinsicsSchema.safeParse({ ...lens, model, coefficients });
  if (!intrinsics.success) return fail(placeOf(intrinsics.error));
  const cameraFromLidar = transformFromRows(rows);
  const reason = rotationFault(cameraFromLidar);
  if (reason !== undefined) return fail('cameraFromLidar', reason);
  return { intrinsics: intrinsics.data, cameraFromLidar, width, height };
}

const LENS_MODELS = new Set<string>(intrinsicsSchema.options.map(({ shape }) => shape.model.value));

/** `coefficients` is called what the file calls it. */
function placeOf({ issues }: z.ZodError): string {
  return (issues[0]?.path ?? []).join('.').replace(/^coefficients/, 'distortion');
}
