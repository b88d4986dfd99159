import { z } from 'zod';
import type { CameraView } from '#shared/camera/cameraView.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCuboid } from '#shared/camera/projectCuboid.ts';
import { rotationFault } from '#shared/dataset/calibration.ts';
import { intrinsicsSchema, rigidTransformSchema } from '#shared/dataset/dataset.ts';
import { convexHull } from '#shared/geometry/polygon.ts';
import type { Problem } from '#shared/problems/problem.ts';
import { schemaFault } from '#shared/problems/schemaFault.ts';
import type { Camera } from './camera.ts';
import { publicProblem } from './labelProblems.ts';
import type { Cuboid } from './labels.ts';
import { LabelError } from './problem.ts';

export type Pixel = readonly [x: number, y: number];

export interface PixelRectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What a camera sees of a cuboid, in pixels; (0, 0) is the centre of the top-left pixel. */
export interface Projection {
  /** What is drawn of it: the convex hull of its edges, not cut at the image's border. Counter-clockwise about x to y. */
  readonly outline: readonly Pixel[];
  /** Each edge as a line of at least two pixels, curved where the lens curves it. */
  readonly edges: readonly { readonly points: readonly Pixel[]; readonly isFront: boolean }[];
  /** Bounds as if the image had no border. */
  readonly amodal: PixelRectangle;
  /** Bounds of what is within the image; undefined where nothing is. */
  readonly clipped: PixelRectangle | undefined;
  /** 1 − area(clipped) / area(amodal). */
  readonly truncation: number;
  /** Of the centre, metres: along the optical axis, or straight to it for lenses that see beyond 90°. */
  readonly depth: number;
}

/**
 * Where a cuboid appears on a camera: edges are cut at what the lens can see before they are divided by their depth, so
 * that nothing behind the camera appears in front of it. Undefined where all of it is out of the lens's sight.
 *
 * @param cuboid of a sidecar, or any with `centre`, `size` and `rotation` in the label frame
 * @throws LabelError for a camera whose numbers are no calibration
 */
export function project(
  { centre, size, rotation }: Pick<Cuboid, 'centre' | 'size' | 'rotation'>,
  camera: Camera,
): Projection | undefined {
  const projected = projectCuboid({ centre, size, rotation }, viewOf(camera));
  if (projected === undefined) return undefined;
  const { edges, amodal, clipped, truncation, depth } = projected;
  return {
    outline: convexHull(edges.flatMap(({ points }) => points)),
    edges: edges.map(({ points, isFront }) => ({ points, isFront })),
    amodal,
    clipped,
    truncation,
    depth,
  };
}

const cameraSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  intrinsics: intrinsicsSchema,
  cameraFromLabel: rigidTransformSchema,
});

/** A camera is checked once; some lenses tabulate their inverse. */
const VIEWS = new WeakMap<Camera, CameraView>();

function viewOf(camera: Camera): CameraView {
  const known = VIEWS.get(camera);
  if (known !== undefined) return known;
  const parsed = cameraSchema.safeParse(camera);
  if (!parsed.success) throw malformed({ ...schemaFault(parsed.error, camera) });
  const { width, height, intrinsics, cameraFromLabel } = parsed.data;
  const reason = rotationFault(cameraFromLabel);
  if (reason !== undefined) throw malformed({ where: 'cameraFromLabel', reason });
  const view = { model: createCameraModel(intrinsics), cameraFromLabel, width, height };
  VIEWS.set(camera, view);
  return view;
}

function malformed(params: NonNullable<Problem['params']>): LabelError {
  return new LabelError(publicProblem({ code: 'schema.mismatch', severity: 'error', params }));
}
