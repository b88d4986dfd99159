import { z } from 'zod';
import { problemSchema } from '../problems/problem.ts';
import { calibrationFormSchema } from './calibrationForms.ts';
import { questionSchema } from './questions.ts';

/**
 * What a dataset is once it has been understood, whichever layout it was stored in. The host builds it, the UI only
 * reads it. Paths are relative to the dataset's folder, `/`-separated, NFC.
 */

const vec3 = z.tuple([z.number(), z.number(), z.number()]);
const matrix3 = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
]);

export const rigidTransformSchema = z.object({
  rotation: matrix3.describe(
    'Rotation matrix, nine numbers row by row: p_target = rotation · p_source + translation.',
  ),
  translation: vec3.describe('Where the origin of the source frame is in the target frame: metres.'),
});

const plane = {
  fx: z.number().positive().describe('Focal length along x: pixels.'),
  fy: z.number().positive().describe('Focal length along y: pixels.'),
  cx: z.number().describe('Principal point, x to the right: pixels; 0 is the centre of the first column.'),
  cy: z.number().describe('Principal point, y downwards: pixels; 0 is the centre of the first row.'),
};
const number4 = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const BROWN_CONRADY_LENGTHS = [4, 5, 8, 12, 14];

/** Lens models by name; the coefficient count of each is exact. Formulas: `docs/cameras.md`. */
export const intrinsicsSchema = z.discriminatedUnion('model', [
  z.object({
    model: z.literal('pinhole').describe('No distortion.'),
    ...plane,
  }),
  z.object({
    model: z
      .literal('kannala-brandt')
      .describe("Kannala and Brandt 2006, OpenCV's `fisheye`: r = θ (1 + k1 θ² + k2 θ⁴ + k3 θ⁶ + k4 θ⁸)."),
    ...plane,
    coefficients: number4.describe('k1 k2 k3 k4.'),
  }),
  z.object({
    model: z.literal('brown-conrady').describe("Brown and Conrady's, as OpenCV's `projectPoints`."),
    ...plane,
    coefficients: z
      .array(z.number())
      .refine(({ length }) => BROWN_CONRADY_LENGTHS.includes(length))
      .meta({
        description: 'k1 k2 p1 p2 [k3 [k4 k5 k6 [s1 s2 s3 s4 [τx τy]]]]: 4, 5, 8, 12 or 14 numbers.',
        // A JSON Schema cannot be derived from a function.
        anyOf: BROWN_CONRADY_LENGTHS.map((count) => ({ minItems: count, maxItems: count })),
      }),
  }),
  z.object({
    model: z
      .literal('mei')
      .describe("Mei and Rives 2007, OpenCV's `omnidir`: from ξ behind the unit sphere, then distorted."),
    ...plane,
    xi: z.number().nonnegative().describe('ξ, how far behind the centre of the unit sphere.'),
    coefficients: number4.describe('k1 k2 p1 p2.'),
  }),
  z.object({
    model: z.literal('double-sphere').describe('Usenko, Demmel and Cremers 2018.'),
    ...plane,
    xi: z.number().gt(-1).lt(1).describe('ξ, between the centres of the two spheres.'),
    alpha: z.number().min(0).max(1).describe('α.'),
  }),
  z.object({
    model: z
      .literal('eucm')
      .describe('The enhanced unified camera model, Khomutenko, Garcia and Martinet 2016.'),
    ...plane,
    alpha: z.number().min(0).max(1).describe('α.'),
    beta: z.number().positive().describe('β.'),
  }),
  z.object({
    model: z
      .literal('radial-polynomial')
      .describe("WoodScape's: r = k1 θ + k2 θ² + k3 θ³ + …, in focal lengths; in pixels where fx is 1."),
    ...plane,
    coefficients: z.array(z.number()).min(1).max(12).describe('k1 k2 k3 …, at most 12.'),
  }),
]);
export type Intrinsics = z.infer<typeof intrinsicsSchema>;

export const LENS_MODELS: ReadonlySet<string> = new Set(
  intrinsicsSchema.options.map(({ shape }) => shape.model.value),
);

/**
 * What stands on both sides of the pose that a file has, where a calibration is made up of several:
 * cameraFromLabel = cameraFromTarget · targetFromSource, the file's · sourceFromLabel.
 */
export const poseChainSchema = z.object({
  cameraFromTarget: rigidTransformSchema,
  sourceFromLabel: rigidTransformSchema,
});
export type PoseChain = z.infer<typeof poseChainSchema>;

export const cameraCalibrationSchema = z.object({
  intrinsics: intrinsicsSchema,
  /** From the label frame to the camera's OpenCV axes (z forward, x right, y down). */
  cameraFromLabel: rigidTransformSchema,
  /** A wrong pose in a file is put right where it stands, not in what it became. */
  chain: poseChainSchema.optional(),
  /** `sha256:` and 64 hex digits over intrinsics and pose, see `calibrationHash`. */
  hash: z.string(),
  /** The file that it was read from. */
  path: z.string().optional(),
  /**
   * Set where it is not what the file says but what a person accepted instead: the hash of what the file says, `null`
   * where that has no numbers.
   */
  correctedFrom: z.string().nullable().optional(),
});
export type CameraCalibration = z.infer<typeof cameraCalibrationSchema>;

/** Holds for the image of one frame in place of the camera's own. */
export const imageCalibrationSchema = cameraCalibrationSchema.extend({ camera: z.string() });
export type ImageCalibration = z.infer<typeof imageCalibrationSchema>;

export const cameraSchema = z.object({
  id: z.string(),
  /** Shown to people; the id unless the dataset says otherwise. */
  name: z.string(),
  /** Image size in pixels where the dataset states it; otherwise the first decoded image tells. */
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
  /**
   * Of its images that have none of their own, see `calibrationOfImage`. Where an image has neither it is shown, nothing
   * is projected, and `calibrationProblem` says why.
   */
  calibration: cameraCalibrationSchema.optional(),
  calibrationProblem: problemSchema.optional(),
  /** Numbers that are no calibration, as they were read: never projected with, only for finding out what is wrong. */
  refused: cameraCalibrationSchema.pick({ intrinsics: true, cameraFromLabel: true, chain: true }).optional(),
});
export type Camera = z.infer<typeof cameraSchema>;

export const lidarSchema = z.object({
  id: z.string(),
  name: z.string(),
  labelFromLidar: rigidTransformSchema,
  /** The float32 columns of its `.bin` files; x, y, z, intensity unless given. */
  binColumns: z.array(z.string()).min(3).optional(),
});
export type Lidar = z.infer<typeof lidarSchema>;

export const timestampSchema = z.object({
  ns: z
    .string()
    .regex(/^-?\d+$/)
    .describe('Whole nanoseconds by that clock, as a decimal string: they do not fit a double.'),
  clock: z.string().describe('The clock, by the name that the data has for it, or `unknown`.'),
  meaning: z
    .enum(['sweep start', 'sweep middle', 'sweep end', 'mid-exposure', 'unknown'])
    .describe('Which moment of the sweep or exposure it is.'),
});
export type Timestamp = z.infer<typeof timestampSchema>;

export const dataFileSchema = z.object({
  sensor: z.string(),
  path: z.string(),
  timestamp: timestampSchema.optional(),
});
export type DataFile = z.infer<typeof dataFileSchema>;

export const frameSchema = z.object({
  /** Unique in the dataset: the label file's place without its ending, e.g. `lidar/000965.pcd`. */
  id: z.string(),
  /** Shown to people: `000965`. */
  name: z.string(),
  /** 0-based position in its sequence. */
  index: z.number().int().nonnegative(),
  /** The reference lidar's sweep first. */
  clouds: z.array(dataFileSchema).min(1),
  images: z.array(dataFileSchema),
  worldFromEgo: rigidTransformSchema.optional(),
});
export type Frame = z.infer<typeof frameSchema>;

export const sequenceSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Where its `tracks.json` lies, unique in the dataset; absent: the dataset's own folder. */
  folder: z.string().optional(),
  /**
   * How the label frame lies in the vehicle, whose x points ahead where a layout may choose; absent where nothing tells,
   * and then labels do not follow `worldFromEgo`.
   */
  egoFromLabel: rigidTransformSchema.optional(),
  lidars: z.array(lidarSchema).min(1),
  cameras: z.array(cameraSchema),
  frames: z.array(frameSchema),
});
export type Sequence = z.infer<typeof sequenceSchema>;

export const ontologyClassSchema = z.object({
  name: z.string().min(1).describe('As it is written to label files.'),
  color: z
    .string()
    .regex(/^#[0-9A-Fa-f]{6}$/)
    .describe('The colour that it is shown in: `#RRGGBB`.'),
  size: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .describe('Typical length, width, height: metres; of a new cuboid where the points do not tell.'),
  glyph: z.string().min(1).max(2).describe("One letter (two at most) that is drawn on the class's swatch."),
});
export type OntologyClass = z.infer<typeof ontologyClassSchema>;

export const ontologySchema = z.object({
  classes: z
    .array(ontologyClassSchema)
    .min(1)
    .describe('What objects can be, in the order in which it is offered.'),
});
export type Ontology = z.infer<typeof ontologySchema>;

export const datasetSchema = z.object({
  name: z.string(),
  /** Which layout was recognised: `boxwright`, `sustechpoints`, … */
  layout: z.string(),
  /** The name of the frame that cuboids are written in: a lidar's id, or `ego`. */
  labelFrame: z.string(),
  ontology: ontologySchema,
  /** What the owner of the dataset holds for too much or too little, by the parameter's name: see `shared/quality/rule.ts`. */
  thresholds: z.record(z.string(), z.number()).optional(),
  sequences: z.array(sequenceSchema).min(1),
  /** What could well be otherwise, with what was taken. */
  questions: z.array(questionSchema),
  /** The forms of the calibrations that were read: what their numbers were taken to mean, see `CALIBRATION_CONVENTIONS`. */
  calibrationForms: z.array(calibrationFormSchema).optional(),
  /** Files skipped, things assumed and others to know, each with its reason. */
  problems: z.array(problemSchema),
});
export type Dataset = z.infer<typeof datasetSchema>;

/**
 * The calibration that holds for a camera's image in a frame; undefined: none, or the frame has no image of it.
 *
 * @param own of the frame's images that have one of their own: where every frame was calibrated, and where the vehicle
 *   moved between sweep and exposure. They come with the frame's labels, since a dataset may have a million of them.
 */
export function calibrationOfImage(
  camera: Camera,
  frame: Frame,
  own: readonly ImageCalibration[],
): CameraCalibration | undefined {
  if (!frame.images.some(({ sensor }) => sensor === camera.id)) return undefined;
  return own.find(({ camera: id }) => id === camera.id) ?? camera.calibration;
}
