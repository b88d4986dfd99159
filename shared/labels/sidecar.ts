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
/** Of cuboids and 2D boxes alike. */
const author = z.string().optional().describe('Who changed it last; absent: not known.');
const changedAt = z
  .string()
  .regex(/^\d+$/)
  .optional()
  .describe('When it was last changed: nanoseconds since 1970, UTC, as a decimal string; absent: not known.');

export const rectangleSchema = z.looseObject({
  left: pixels.describe('Least x, pixels to the right; 0 is the centre of the first column.'),
  top: pixels.describe('Least y, pixels downwards; 0 is the centre of the first row.'),
  right: pixels.describe('Greatest x, pixels to the right; 0 is the centre of the first column.'),
  bottom: pixels.describe('Greatest y, pixels downwards; 0 is the centre of the first row.'),
});
export type Rectangle = { left: number; top: number; right: number; bottom: number };

export const cuboidJsonSchema = z.looseObject({
  centre: metres3.describe('Geometric centre x, y, z (not that of the bottom face): metres, label frame.'),
  size: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .describe("Full length, width, height along the cuboid's own x, y, z: metres; the front is the +x face."),
  rotation: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe("Unit quaternion x y z w from the cuboid's axes to the label frame; authoritative."),
  yaw: z
    .number()
    .describe(
      "Heading of the cuboid's +x axis: radians, counter-clockwise about +z from +x, in (−π, π]; derived from `rotation`.",
    ),
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
  source: z
    .enum(PROVENANCE_SOURCES)
    .describe(
      'How the cuboid came about: drawn by a person, fitted to points, derived from others of its track, carried over from another frame, read from labels of another program, or found by a detector.',
    ),
  // Not an enum: others may have other ways.
  method: z
    .string()
    .optional()
    .describe(`How it was fitted, of what is \`fitted\`: ${FIT_METHODS.join(', ')}; absent: not known.`),
  keyframe: z.boolean().describe('Set by a person, as against derived from its neighbours in time.'),
  author,
  changedAt,
});
export type Provenance = z.infer<typeof provenanceSchema>;

/** Derived: where the cuboid appears on one camera. */
export const projectionJsonSchema = z.looseObject({
  camera: z.string().describe("The camera's id."),
  clipped: rectangleSchema.describe("Bounds of the cuboid's outline inside the image: pixels."),
  amodal: rectangleSchema.describe(
    "Bounds of the cuboid's outline as if the image had no border: pixels; may be beyond the image.",
  ),
  truncation: z.number().min(0).max(1).describe('1 − area(clipped) / area(amodal); 0: wholly in the image.'),
  calibration: z
    .string()
    .describe('`sha256:` and the hash of the calibration (lens and pose) that it was computed with.'),
});
export type ProjectionJson = z.infer<typeof projectionJsonSchema>;

export const attributesSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
export type Attributes = z.infer<typeof attributesSchema>;

export const OBJECT_STATUSES = ['draft', 'confirmed'] as const;

export const objectJsonSchema = z.looseObject({
  id: z.uuid().describe('UUID version 5 of `<trackId>/<frame.id>`: at most one object per track and frame.'),
  trackId: z.uuid().describe('The same object in other frames: the id of a track in `tracks.json`.'),
  class: z.string().describe("A copy of the track's class; where they differ, `tracks.json` is right."),
  attributes: attributesSchema.describe('What else is said of the object in this frame, by name.'),
  cuboid: cuboidJsonSchema.describe('Where the object is and how large, in the label frame.'),
  points: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe('How many lidar points are inside, faces included; null: not counted.'),
  provenance: provenanceSchema.describe('Where the cuboid comes from, and who changed it when.'),
  status: z
    .enum(OBJECT_STATUSES)
    .describe('`confirmed`: a person has said that it is right, or it was imported so; `draft`: not yet.'),
  projections: z
    .array(projectionJsonSchema)
    .describe('Derived: where the cuboid appears on each camera that sees it.'),
});
export type ObjectJson = z.infer<typeof objectJsonSchema>;

export const BOX2D_EXTENTS = ['visible', 'amodal'] as const;
export type Box2dExtent = (typeof BOX2D_EXTENTS)[number];

export const BOX2D_LINKS = ['person', 'matched', 'imported'] as const;

export const box2dJsonSchema = z.looseObject({
  id: z.uuid().describe('Unique in the list.'),
  camera: z.string().describe('The id of the camera on whose image it is.'),
  rectangle: rectangleSchema.describe(
    'Where it is on the image as it was taken, distortion included: pixels.',
  ),
  class: z.string().describe('The class of what it bounds.'),
  source: z
    .enum(['manual', 'imported', 'model'])
    .describe('Who drew it, or changed it last: a person, another program, a detector.'),
  trackId: z
    .uuid()
    .optional()
    .describe('The track of what it bounds, with or without cuboids; absent: linked with nothing.'),
  linkedBy: z
    .enum(BOX2D_LINKS)
    .optional()
    .describe(
      'How it came to its track: a person said so, it was matched to a cuboid, or it was so in the imported file; absent: not known, or no track.',
    ),
  extent: z
    .enum(BOX2D_EXTENTS)
    .optional()
    .describe(
      'What it bounds: what is visible of the object, or all of it, with what is hidden or beyond the border guessed; absent: nobody has said.',
    ),
  attributes: attributesSchema
    .optional()
    .describe('As those of objects, `occlusion` and `truncation` included; absent: none.'),
  score: z.number().min(0).max(1).optional().describe("A detector's confidence; absent: none given."),
  importedFrom: z
    .string()
    .optional()
    .describe(
      'Name of the file that it was imported from: importing that again replaces it, unless a person has changed it; absent: not imported.',
    ),
  author,
  changedAt,
});
export type Box2dJson = z.infer<typeof box2dJsonSchema>;

/** Its own keys depend on its kind: `review.ts`. One of a kind that this version does not know is kept as it is. */
export const reviewJsonSchema = z.looseObject({
  id: z.uuid().describe('Unique in the list.'),
  kind: z
    .string()
    .optional()
    .describe(
      '`verdict`, `comment` or `waiver`, on which its other keys depend; others are kept as they are.',
    ),
});

export const sourceJsonSchema = z.looseObject({
  role: z.enum(['cloud', 'image', 'calibration']).describe('What the file is to the frame.'),
  sensor: z.string().describe('The id of the lidar or camera that it is of.'),
  path: z.string().describe("Relative to the dataset's folder, with `/`, Unicode NFC."),
  bytes: z.number().int().nonnegative().describe('Its size when it was labelled, bytes.'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of its bytes when it was labelled, in lower-case hex digits.'),
});
export type SourceJson = z.infer<typeof sourceJsonSchema>;

export const doneJsonSchema = z.looseObject({
  author: z.string().optional().describe('Who marked it; absent: not known.'),
  markedAt: z
    .string()
    .regex(/^\d+$/)
    .optional()
    .describe('When: nanoseconds since 1970, UTC, as a decimal string; absent: not known.'),
});
export type DoneJson = z.infer<typeof doneJsonSchema>;

/** Of the program that wrote a label file. */
export const generatorSchema = z
  .looseObject({
    name: z.string().describe('Its name.'),
    version: z.string().describe('Its own version, which has no bearing on the format.'),
  })
  .describe('The program that wrote the file last.');

export const sidecarSchema = z.looseObject({
  format: z.literal(SIDECAR_FORMAT).describe('Says what kind of file this is.'),
  version: z.literal(SIDECAR_VERSION).describe('Of this format.'),
  generator: generatorSchema,
  // `conventions.ts`
  conventions: z
    .record(z.string(), z.string())
    .describe('What the numbers mean, spelled out; constant in version 1.'),
  labelFrame: z
    .string()
    .describe("The right-handed coordinate frame of every cuboid in the file: a lidar's id, or `ego`."),
  frame: z
    .looseObject({
      id: z
        .string()
        .describe(
          "Path of the reference lidar's cloud, relative to the dataset's folder, with `/`, Unicode NFC.",
        ),
      sequence: z.string().describe('The id of its sequence.'),
      index: z.number().int().nonnegative().describe('Its position in the sequence, from 0.'),
      timestamps: z
        .record(z.string(), z.looseObject(timestampSchema.shape))
        .describe('By sensor id; a sensor that is not named has no known time.'),
      worldFromEgo: z
        .looseObject(rigidTransformSchema.shape)
        .optional()
        .describe('Pose of the vehicle in the world; absent: not known.'),
      done: doneJsonSchema
        .optional()
        .describe(
          'A person marked the frame as done, which one without objects can be too; absent: not done.',
        ),
    })
    .describe('Which frame this is.'),
  sources: z.array(sourceJsonSchema).describe('The files that were labelled.'),
  objects: z.array(objectJsonSchema).describe('Cuboids, sorted by id; at most one per track.'),
  boxes2d: z
    .array(box2dJsonSchema)
    .describe('Rectangles on images that people or detectors drew, sorted by id.'),
  review: z
    .array(reviewJsonSchema)
    .describe('What reviewers said about the frame, its objects and findings.'),
});
export type Sidecar = z.infer<typeof sidecarSchema>;
