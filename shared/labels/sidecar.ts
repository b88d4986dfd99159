import { z } from 'zod';
import { rigidTransformSchema, timestampSchema } from '../dataset/dataset.ts';

/**
 * The sidecar: the label file of one lidar frame, `<cloud file name>.labels.json`, complete on its own.
 * Objects are loose: keys that this version does not know are kept and written back (after the known ones, sorted).
 */

export const SIDECAR_FORMAT = 'boxwright-labels';
export const SIDECAR_VERSION = 1;

const metres3 = z.tuple([z.number(), z.number(), z.number()]);
const pixels = z.number();

/** Pixels; (0, 0) is the centre of the top-left pixel. */
export const rectangleSchema = z.looseObject({ left: pixels, top: pixels, right: pixels, bottom: pixels });
export type Rectangle = { left: number; top: number; right: number; bottom: number };

export const cuboidJsonSchema = z.looseObject({
  centre: metres3,
  size: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  /** Authoritative: unit quaternion x y z w. */
  rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  /** Derived from `rotation`. */
  yaw: z.number(),
});

export const PROVENANCE_SOURCES = [
  'manual',
  'fitted',
  'interpolated',
  'propagated',
  'imported',
  'model',
] as const;

/**
 * How the shape of a fitted cuboid was found: from a click on the object, a rectangle round it on the ground or on an
 * image, a proposal that was accepted; or, of a cuboid that was there, fitted again as a whole, its heading alone, its
 * sides drawn in, a face put on the points near it, its bottom put on the ground.
 */
export const FIT_METHODS = [
  'click',
  'rectangle',
  'imageRectangle',
  'proposal',
  'again',
  'heading',
  'shrink',
  'face',
  'ground',
] as const;
export type FitMethod = (typeof FIT_METHODS)[number];

export function isFitMethod(method: string | undefined): method is FitMethod {
  return FIT_METHODS.some((known) => known === method);
}

export const provenanceSchema = z.looseObject({
  source: z.enum(PROVENANCE_SOURCES),
  /** Of what is fitted, one of {@link FIT_METHODS}; others may have other ways. */
  method: z.string().optional(),
  /** Set by a person, as against derived from its neighbours in time. */
  keyframe: z.boolean(),
  author: z.string().optional(),
  /** When it was last changed: nanoseconds since 1970, UTC, as a decimal string. */
  changedAt: z.string().regex(/^\d+$/).optional(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** Derived: where the cuboid appears on one camera. */
export const projectionJsonSchema = z.looseObject({
  camera: z.string(),
  /** Bounds of the outline inside the image. */
  clipped: rectangleSchema,
  /** Bounds of the outline as if the image had no border. */
  amodal: rectangleSchema,
  /** 1 − area(clipped) / area(amodal). */
  truncation: z.number().min(0).max(1),
  /** Hash of the calibration that it was computed with. */
  calibration: z.string(),
});
export type ProjectionJson = z.infer<typeof projectionJsonSchema>;

export const attributesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Attributes = z.infer<typeof attributesSchema>;

export const OBJECT_STATUSES = ['draft', 'confirmed'] as const;

export const objectJsonSchema = z.looseObject({
  /** Derived from track and frame: at most one object per track and frame. */
  id: z.uuid(),
  trackId: z.uuid(),
  /** A copy of the track's class; `tracks.json` wins. */
  class: z.string(),
  attributes: attributesSchema,
  cuboid: cuboidJsonSchema,
  /** Lidar points inside, faces included; null while unknown. */
  points: z.number().int().nonnegative().nullable(),
  provenance: provenanceSchema,
  status: z.enum(OBJECT_STATUSES),
  projections: z.array(projectionJsonSchema),
});
export type ObjectJson = z.infer<typeof objectJsonSchema>;

/** What a 2D box bounds: what is visible of the object, or all of it, hidden parts and those beyond the border guessed. */
export const BOX2D_EXTENTS = ['visible', 'amodal'] as const;
export type Box2dExtent = (typeof BOX2D_EXTENTS)[number];

/** How a 2D box came to its track: a person said so, it was matched to a cuboid, or it was so in what was imported. */
export const BOX2D_LINKS = ['person', 'matched', 'imported'] as const;

export const box2dJsonSchema = z.looseObject({
  id: z.uuid(),
  camera: z.string(),
  rectangle: rectangleSchema,
  class: z.string(),
  source: z.enum(['manual', 'imported', 'model']),
  trackId: z.uuid().optional(),
  linkedBy: z.enum(BOX2D_LINKS).optional(),
  /** Absent: nobody has said. */
  extent: z.enum(BOX2D_EXTENTS).optional(),
  /** `occlusion` and `truncation` as those of objects. */
  attributes: attributesSchema.optional(),
  /** A detector's confidence. */
  score: z.number().min(0).max(1).optional(),
  /** Name of the file that it was imported from: importing that again replaces it, unless a person has changed it. */
  importedFrom: z.string().optional(),
  author: z.string().optional(),
  /** When it was last changed: nanoseconds since 1970, UTC, as a decimal string. */
  changedAt: z.string().regex(/^\d+$/).optional(),
});
export type Box2dJson = z.infer<typeof box2dJsonSchema>;

/** Its own keys depend on its kind: `review.ts`. One of a kind that this version does not know is kept as it is. */
export const reviewJsonSchema = z.looseObject({ id: z.uuid(), kind: z.string().optional() });

export const sourceJsonSchema = z.looseObject({
  role: z.enum(['cloud', 'image', 'calibration']),
  sensor: z.string(),
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SourceJson = z.infer<typeof sourceJsonSchema>;

/** A person said that the frame is done. */
export const doneJsonSchema = z.looseObject({
  author: z.string().optional(),
  /** Nanoseconds since 1970, UTC, as a decimal string. */
  markedAt: z.string().regex(/^\d+$/).optional(),
});
export type DoneJson = z.infer<typeof doneJsonSchema>;

export const sidecarSchema = z.looseObject({
  format: z.literal(SIDECAR_FORMAT),
  version: z.literal(SIDECAR_VERSION),
  generator: z.looseObject({ name: z.string(), version: z.string() }),
  /** Spelled out for readers of the file; constant in version 1 (`conventions.ts`). */
  conventions: z.record(z.string(), z.string()),
  labelFrame: z.string(),
  frame: z.looseObject({
    id: z.string(),
    sequence: z.string(),
    index: z.number().int().nonnegative(),
    timestamps: z.record(z.string(), z.looseObject(timestampSchema.shape)),
    worldFromEgo: z.looseObject(rigidTransformSchema.shape).optional(),
    /** Absent: not done. */
    done: doneJsonSchema.optional(),
  }),
  sources: z.array(sourceJsonSchema),
  objects: z.array(objectJsonSchema),
  boxes2d: z.array(box2dJsonSchema),
  review: z.array(reviewJsonSchema),
});
export type Sidecar = z.infer<typeof sidecarSchema>;
