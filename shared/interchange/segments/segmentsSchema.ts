import { z } from 'zod';

/** As much of Segments.ai's files as we read; what else there is is passed over. */

const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const turn = z.looseObject({ qx: z.number(), qy: z.number(), qz: z.number(), qw: z.number() });
const side = z.number().positive();
const whole = z.number().int();

const sampleFrameSchema = z.looseObject({
  name: z.string().nullish(),
  pcd: z.looseObject({ url: z.string().nullish() }).nullish(),
  timestamp: z.union([z.string(), z.number()]).nullish(),
  ego_pose: z.looseObject({ position: xyz, heading: turn }).nullish(),
});
export type SampleFrame = z.infer<typeof sampleFrameSchema>;

/** Kept as they stand in the file: a broken one costs only itself. */
const annotations = z.array(z.unknown()).nullish();
const labelFrameSchema = z.looseObject({ annotations });

/** A sequence has frames, a single cloud is one; with several sensors each has its own. */
const sampleAttributes = z.looseObject({
  ...sampleFrameSchema.shape,
  frames: z.array(sampleFrameSchema).optional(),
});
const labelAttributes = z.looseObject({
  annotations,
  frames: z.array(labelFrameSchema.nullable()).optional(),
});
const ofSensors = <T extends z.ZodType>(attributes: T) =>
  z.array(z.looseObject({ task_type: z.string().optional(), attributes: attributes.nullish() })).optional();

export const labelSchema = labelAttributes.extend({ sensors: ofSensors(labelAttributes) });
export type SegmentsLabel = z.infer<typeof labelSchema>;

const sampleSchema = z.looseObject({
  name: z.string(),
  attributes: sampleAttributes.extend({ sensors: ofSensors(sampleAttributes) }).nullish(),
  labels: z.record(z.string(), z.looseObject({ attributes: labelSchema.nullish() }).nullable()).nullish(),
});
export type SegmentsSample = z.infer<typeof sampleSchema>;

export const releaseSchema = z.looseObject({
  dataset: z.looseObject({
    task_attributes: z
      .looseObject({ categories: z.array(z.looseObject({ id: whole, name: z.string() })).optional() })
      .nullish(),
    samples: z.array(sampleSchema),
  }),
});

export const annotationSchema = z.looseObject({
  id: whole.optional(),
  category_id: whole,
  position: xyz,
  dimensions: z.looseObject({ x: side, y: side, z: side }),
  yaw: z.number().nullish(),
  rotation: turn.nullish(),
  track_id: z.union([whole, z.string()]).nullish(),
  is_keyframe: z.boolean().nullish(),
  attributes: z.looseObject({}).nullish(),
});
export type SegmentsAnnotation = z.infer<typeof annotationSchema>;
