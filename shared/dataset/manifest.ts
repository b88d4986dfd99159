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
    /** Unit quaternion x y z w. */
    rotation: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    /** Metres, in the target frame. */
    translation: number3,
  }),
  z.object({
    /** 4 × 4, row by row. */
    matrix: z.array(z.number()).length(16),
  }),
]);
export type Pose = z.infer<typeof poseSchema>;

const sensorId = z.string().min(1);
/** Part of a file name in some datasets: see `folder`. */
const sequenceId = z
  .string()
  .min(1)
  .regex(/^(?!\.{1,2}$)[^/\\\0]+$/);

export const manifestLidarSchema = z.looseObject({
  id: sensorId,
  name: z.string().optional(),
  egoFromLidar: poseSchema.optional(),
  labelFromLidar: poseSchema.optional(),
  /** The float32 columns of its `.bin` files; x, y, z, intensity unless given. */
  binColumns: z.array(z.string()).min(3).optional(),
});
export type ManifestLidar = z.infer<typeof manifestLidarSchema>;

/** One of the two poses; with both, `cameraFromLabel` is used. */
export const manifestCalibrationSchema = z.looseObject({
  intrinsics: intrinsicsSchema.optional(),
  egoFromCamera: poseSchema.optional(),
  cameraFromLabel: poseSchema.optional(),
});

const cameraSchema = z.looseObject({
  id: sensorId,
  name: z.string().optional(),
  width: z.number().int().positive().optional(),
  height: z.number().int().positive().optional(),
});
export type ManifestCamera = z.infer<typeof cameraSchema>;

export const manifestFrameSchema = z.looseObject({
  /** Shown to people; the cloud's file name without its ending unless given. */
  name: z.string().optional(),
  /** lidar id → path. */
  clouds: z.record(z.string(), z.string()),
  /** camera id → path. */
  images: z.record(z.string(), z.string()).optional(),
  /** sensor id → time. */
  timestamps: z.record(z.string(), timestampSchema).optional(),
  worldFromEgo: poseSchema.optional(),
});
export type ManifestFrame = z.infer<typeof manifestFrameSchema>;

/** Of rules: `<rule id>.<parameter>` or, of one class, `<rule id>.<parameter>.<class>`. */
const thresholdsSchema = z.record(z.string(), z.number());

/** In the order in which they were accepted. */
const acceptedCorrections = z.array(acceptedCorrectionSchema).optional();

function schemaWith<C extends z.ZodType, F extends z.ZodType>(camera: C, frame: F) {
  return z.looseObject({
    format: z.literal(MANIFEST_FORMAT),
    version: z.literal(MANIFEST_VERSION),
    name: z.string().optional(),
    /** The id of a lidar that every sequence has, or `ego`. */
    labelFrame: z.string().min(1),
    ontology: ontologySchema.optional(),
    thresholds: thresholdsSchema.optional(),
    sequences: z
      .array(
        z.looseObject({
          id: sequenceId,
          name: z.string().optional(),
          /** Where the sequence's `tracks.json` lies; the deepest folder that holds its files unless given. */
          folder: z.string().optional(),
          lidars: z.array(manifestLidarSchema).min(1),
          cameras: z.array(camera).optional(),
          frames: z.array(frame),
        }),
      )
      .min(1),
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
  format: z.literal(MANIFEST_FORMAT),
  version: z.literal(MANIFEST_VERSION),
  /** Question id → the option that a person chose. */
  choices: z.partialRecord(z.enum(QUESTION_IDS), z.string()).optional(),
  /** As those of a manifest. */
  thresholds: thresholdsSchema.optional(),
});
export type ChoicesOutline = z.infer<typeof choicesOutlineSchema>;

/** A manifest that says what people decided about data of another layout, and describes nothing itself. */
export const choicesManifestSchema = choicesOutlineSchema.extend({ acceptedCorrections });

const DECISIONS = ['choices', 'thresholds', 'acceptedCorrections'];

/** What is published of a `dataset.json`: it describes a dataset, or it keeps at least one decision and describes none. */
export const publishedManifestSchema = z.union([
  manifestSchema,
  choicesManifestSchema
    .extend({ sequences: z.never().optional() })
    .refine((file) => DECISIONS.some((key) => Object.hasOwn(file, key)))
    // A JSON Schema cannot be derived from a function.
    .meta({ anyOf: DECISIONS.map((key) => ({ properties: { [key]: {} }, required: [key] })) }),
]);

/** Other programs have a dataset.json too; one that names our format is ours even when the rest is broken. */
export function namesOurFormat(text: string): boolean {
  return text.includes(`"${MANIFEST_FORMAT}"`);
}
