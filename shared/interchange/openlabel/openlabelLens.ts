import { z } from 'zod';
import { intrinsicsSchema, type Intrinsics } from '../../dataset/dataset.ts';

/** OpenLABEL takes 5 to 14 coefficients, in OpenCV's order. */
const FEWEST_COEFFICIENTS = 5;

interface ImageSize {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/**
 * The `stream_properties` of a camera: `intrinsics_pinhole` with the 3 × 4 matrix, row by row, `intrinsics_fisheye` with
 * the four of Kannala and Brandt, or `intrinsics_custom` with our own names for lenses that OpenLABEL has none for.
 */
export function openlabelLens(intrinsics: Intrinsics, { width, height }: ImageSize): Record<string, object> {
  const { fx, fy, cx, cy } = intrinsics;
  const size = {
    ...(width === undefined ? {} : { width_px: width }),
    ...(height === undefined ? {} : { height_px: height }),
  };
  const plane = { camera_matrix: [fx, 0, cx, 0, 0, fy, cy, 0, 0, 0, 1, 0] };
  switch (intrinsics.model) {
    case 'pinhole':
      return { intrinsics_pinhole: { ...size, ...plane } };
    case 'brown-conrady': {
      const missing = Math.max(0, FEWEST_COEFFICIENTS - intrinsics.coefficients.length);
      const coefficients = [...intrinsics.coefficients, ...Array<number>(missing).fill(0)];
      return { intrinsics_pinhole: { ...size, ...plane, distortion_coeffs: coefficients } };
    }
    case 'kannala-brandt': {
      const centre = { center_x_px: cx, center_y_px: cy };
      return {
        intrinsics_fisheye: { ...size, ...centre, lens_coeffs: [...intrinsics.coefficients], ...plane },
      };
    }
    default:
      return { intrinsics_custom: { ...size, ...intrinsics } };
  }
}

const matrix = z.array(z.number()).refine(({ length }) => length === 9 || length === 12);
const size = {
  width_px: z.number().int().positive().nullish(),
  height_px: z.number().int().positive().nullish(),
};
const propertiesSchema = z.looseObject({
  intrinsics_pinhole: z
    .looseObject({ ...size, camera_matrix: matrix, distortion_coeffs: z.array(z.number()).nullish() })
    .optional(),
  intrinsics_fisheye: z
    .looseObject({ ...size, camera_matrix: matrix, lens_coeffs: z.array(z.number()).length(4) })
    .optional(),
  intrinsics_custom: z.looseObject(size).optional(),
});

export interface FoundLens {
  readonly width?: number;
  readonly height?: number;
  readonly intrinsics?: Intrinsics;
}

/** The lens of a stream, as far as it is one of ours. */
export function lensOfStream(properties: unknown): FoundLens {
  const parsed = propertiesSchema.safeParse(properties);
  if (!parsed.success) return {};
  const { intrinsics_pinhole: pinhole, intrinsics_fisheye: fisheye, intrinsics_custom: custom } = parsed.data;
  if (pinhole !== undefined) {
    const coefficients = pinhole.distortion_coeffs ?? [];
    const lens = coefficients.length === 0 ? { model: 'pinhole' } : { model: 'brown-conrady', coefficients };
    return found(pinhole, { ...planeOf(pinhole.camera_matrix), ...lens });
  }
  if (fisheye !== undefined) {
    const lens = { model: 'kannala-brandt', coefficients: fisheye.lens_coeffs };
    return found(fisheye, { ...planeOf(fisheye.camera_matrix), ...lens });
  }
  return custom === undefined ? {} : found(custom, custom);
}

/** Row by row, of three columns or four. */
function planeOf(rows: readonly number[]): { fx: number; fy: number; cx: number; cy: number } {
  const columns = rows.length / 3;
  return { fx: rows[0]!, fy: rows[columns + 1]!, cx: rows[2]!, cy: rows[columns + 2]! };
}

function found(
  {
    width_px: width,
    height_px: height,
  }: { width_px?: number | null | undefined; height_px?: number | null | undefined },
  lens: object,
): FoundLens {
  const intrinsics = intrinsicsSchema.safeParse(lens).data;
  return {
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(intrinsics === undefined ? {} : { intrinsics }),
  };
}
