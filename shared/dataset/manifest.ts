import { z } from 'zod';
import { acceptedCorrectionSchema } from './acceptedCorrection.ts';
import { intrinsicsSchema, ontologySchema, timestampSchema } from './dataset.ts';
import { QUESTION_IDS } from './questions.ts';

/** `dataset.json`: what a dataset holds, written down by its owner. Unknown keys are allowed everywhere. */

export const MANIFEST_FORMAT = 'boxwright-dataset';
export const MANIFEST_VERSION = 1;
export const MANIFEST_NAME = 'dataset.json';

const number3 = z.tuple([z.number(), z.number(), z.number()]);

/** A pose named targetFromSource: p_target = rotation · p_source + translation. */
export const poseSchema = z.union([
  z.object({
    rotation: z
      .tuple([z.number(), z.number(), z.number(), z.number()])
      .describe('Unit quaternion x y z w: p_target = rotation · p_source + translation.'),
    translation: number3.describe('Where the origin of the source frame is in the target frame: metres.'),
  }),
  z.object({
    matrix: z
      .array(z.number())
      .length(16)
      .describe('4 × 4, row by row, the last row 0 0 0 1: p_target = matrix · p_source, metres.'),
  }),
]);
export type Pose = z.infer<typeof poseSchema>;

const sensorId = z.string().min(1);
const sequenceId = z
  .string()
  .min(1)
  .regex(/^(?!\.{1,2}$)[^/\\\0]+$/);

export const manifestLidarSchema = z.looseObject({
  id: sensorId.describe('Unique among the lidars and cameras of the sequence.'),
  name: z.string().optional().describe('Shown to people; absent: the id.'),
  egoFromLidar: poseSchema.optional().describe('Pose on the vehicle; absent: not known, or not needed.'),
  labelFromLidar: poseSchema
    .optional()
    .describe('Pose in the label frame; absent: by way of `egoFromLidar`, or it is itself the label frame.'),
  binColumns: z
    .array(z.string())
    .min(3)
    .optional()
    .describe('The float32 columns of its `.bin` files; absent: x, y, z, intensity.'),
});
export type ManifestLidar = z.infer<typeof manifestLidarSchema>;

export const manifestCalibrationSchema = z.looseObject({
  intrinsics: intrinsicsSchema
    .optional()
    .describe('The lens: pixels; (0, 0) is the centre of the top-left pixel; absent: not known.'),
  egoFromCamera: poseSchema
    .optional()
    .describe(
      "Pose on the vehicle of the camera's OpenCV axes (x right, y down, z forward); absent: not known, or not needed.",
    ),
  cameraFromLabel: poseSchema
    .optional()
    .describe(
      "From the label frame to the camera's OpenCV axes (x right, y down, z forward); wins over `egoFromCamera`; absent: by way of that.",
    ),
});

const cameraSchema = z.looseObject({
  id: sensorId.describe('Unique among the lidars and cameras of the sequence.'),
  name: z.string().optional().describe('Shown to people; absent: the id.'),
  width: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Of its images: pixels; absent: the first of them tells.'),
  height: z
    .number()
    .int()
    .positive()
    .optional()
    .describe('Of its images: pixels; absent: the first of them tells.'),
});
export type ManifestCamera = z.infer<typeof cameraSchema>;

export const manifestFrameSchema = z.looseObject({
  name: z
    .string()
    .optional()
    .describe("Shown to people; absent: the reference cloud's file name without its ending."),
  clouds: z
    .record(z.string(), z.string())
    .describe(
      "By lidar id, the path relative to the dataset's folder, with `/`; the reference lidar's is the frame's id.",
    ),
  images: z
    .record(z.string(), z.string())
    .optional()
    .describe("By camera id, the path relative to the dataset's folder, with `/`; absent: none."),
  timestamps: z
    .record(z.string(), timestampSchema)
    .optional()
    .describe('By sensor id; a sensor that is not named has no known time.'),
  worldFromEgo: poseSchema.optional().describe('Pose of the vehicle in the world; absent: not known.'),
});
export type ManifestFrame = z.infer<typeof manifestFrameSchema>;

const formatAndVersion = {
  format: z.literal(MANIFEST_FORMAT).describe('Says what kind of file this is.'),
  version: z.literal(MANIFEST_VERSION).describe('Of this format.'),
};

const thresholds = z
  .record(z.string(), z.number())
  .optional()
  .describe(
    "Parameters of rules: `<rule id>.<parameter>` or, of one class, `<rule id>.<parameter>.<class>`; absent: the rules' own.",
  );

const acceptedCorrections = z
  .array(acceptedCorrectionSchema)
  .optional()
  .describe('Corrections of calibrations, in the order in which people accepted them; absent: none.');

function schemaWith<C extends z.ZodType, F extends z.ZodType>(camera: C, frame: F) {
  return z.looseObject({
    ...formatAndVersion,
    name: z.string().optional().describe("Shown to people; absent: the folder's name."),
    labelFrame: z
      .string()
      .min(1)
      .describe(
        'The frame that cuboids are written in: the id of a lidar that every sequence has, or `ego`.',
      ),
    ontology: ontologySchema.optional().describe('What objects can be; absent: eight classes of road users.'),
    thresholds,
    sequences: z
      .array(
        z.looseObject({
          id: sequenceId.describe('Unique in the dataset; part of a file name in some formats.'),
          name: z.string().optional().describe('Shown to people; absent: the id.'),
          folder: z
            .string()
            .optional()
            .describe('Where its `tracks.json` lies; absent: the deepest folder that holds its files.'),
          lidars: z.array(manifestLidarSchema).min(1).describe('Its lidars.'),
          cameras: z.array(camera).optional().describe('Its cameras; absent: none.'),
          frames: z.array(frame).describe('Its frames, in order of time.'),
        }),
      )
      .min(1)
      .describe('What was recorded in one go, each with its sensors and frames.'),
  });
}

/** Everything, strictly. */
export const manifestSchema = schemaWith(
  cameraSchema.extend(manifestCalibrationSchema.shape),
  manifestFrameSchema,
).extend({ acceptedCorrections });

/** What must be right for anything to open: a broken calibration or frame is found later and costs only itself. */
export const manifestOutlineSchema = schemaWith(cameraSchema, z.unknown());
export type ManifestOutline = z.infer<typeof manifestOutlineSchema>;
export type ManifestSequence = ManifestOutline['sequences'][number];

/** What must be right for its answers to count: a broken correction is found later and costs only itself. */
export const choicesOutlineSchema = z.looseObject({
  ...formatAndVersion,
  choices: z
    .partialRecord(z.enum(QUESTION_IDS), z.string())
    .optional()
    .describe('By the question about the data, the option that a person chose; absent: none was answered.'),
  thresholds,
});
export type ChoicesOutline = z.infer<typeof choicesOutlineSchema>;

/** A manifest that says what people decided about data of another layout, and describes nothing itself. */
export const choicesManifestSchema = choicesOutlineSchema.extend({ acceptedCorrections });

const DECISIONS = ['choices', 'thresholds', 'acceptedCorrections'];

/** What is published of a `dataset.json`: it describes a dataset, or it keeps at least one decision and describes none. */
export const publishedManifestSchema = z.union([
  manifestSchema,
  choicesManifestSchema
    .extend({
      sequences: z
        .never()
        .optional()
        .describe('Absent: the file describes no data, which are of another layout.'),
    })
    .refine((file) => DECISIONS.some((key) => Object.hasOwn(file, key)))
    // A JSON Schema cannot be derived from a function.
    .meta({ anyOf: DECISIONS.map((key) => ({ properties: { [key]: true }, required: [key] })) }),
]);

/** Other programs have a dataset.json too; one that names our format is ours even when the rest is broken. */
export function namesOurFormat(text: string): boolean {
  return text.includes(`"${MANIFEST_FORMAT}"`);
}
