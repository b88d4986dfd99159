import { z } from 'zod';

/**
 * As much of Segments.ai's files as we read; what else there is is passed over. Lists are kept as they stand in the file: a
 * broken entry costs only itself.
 */

export const xyz = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
export const turn = z
  .looseObject({ qx: z.number(), qy: z.number(), qz: z.number(), qw: z.number() })
  .refine(({ qx, qy, qz, qw }) => [qx, qy, qz, qw].some((part) => part !== 0));
const side = z.number().positive();
const whole = z.number().int();
const list = z.array(z.unknown());
const time = z.union([z.string(), z.number()]).optional().catch(undefined);

/** A frame of a sample: of its parts those that are sound. */
export const sampleFrameSchema = z.looseObject({
  name: z.string().optional().catch(undefined),
  pcd: z.looseObject({ url: z.string() }).optional().catch(undefined),
  images: list.optional().catch(undefined),
  timestamp: time,
  ego_pose: z.looseObject({ position: xyz, heading: turn }).nullish(),
});
export type SampleFrame = z.infer<typeof sampleFrameSchema>;

/** An image beside a cloud; what it says of its camera is looked at by itself. */
export const cameraImageSchema = z.looseObject({
  url: z.string().min(1),
  name: z.string().min(1).optional().catch(undefined),
});
export type CameraImage = z.infer<typeof cameraImageSchema>;

/** A frame of a camera among several sensors. */
export const imageFrameSchema = z.looseObject({
  image: z.looseObject({ url: z.string().nullish() }),
  timestamp: time,
});

/** Of a sequence, of a single cloud, or of several sensors. */
export const attributesSchema = z.looseObject({
  frames: list.optional(),
  sensors: z
    .array(
      z.looseObject({
        name: z.string().min(1).optional(),
        task_type: z.string().optional(),
        attributes: z.unknown().optional(),
      }),
    )
    .optional(),
});

export const labelFrameSchema = z.looseObject({ annotations: list.nullish() });

export const sampleSchema = z.looseObject({
  name: z.string().min(1),
  attributes: z.unknown().optional(),
  labels: z.record(z.string(), z.looseObject({ attributes: z.unknown().optional() }).nullable()).nullish(),
});
export type SegmentsSample = z.infer<typeof sampleSchema>;

export const categorySchema = z.looseObject({ id: whole, name: z.string().min(1) });

export const releaseSchema = z.looseObject({
  dataset: z.looseObject({
    task_attributes: z.looseObject({ categories: list.optional() }).nullish(),
    samples: list,
  }),
});

const ofAnyAnnotation = {
  id: whole.optional(),
  category_id: whole,
  track_id: z.union([whole, z.string()]).nullish(),
  attributes: z.looseObject({}).nullish(),
};

export const annotationSchema = z.looseObject({
  ...ofAnyAnnotation,
  position: xyz,
  dimensions: z.looseObject({ x: side, y: side, z: side }),
  yaw: z.number().nullish(),
  rotation: turn.nullish(),
  is_keyframe: z.boolean().nullish(),
});
export type SegmentsAnnotation = z.infer<typeof annotationSchema>;

const corner = z.tuple([z.number(), z.number()]);

export const boxSchema = z.looseObject({ ...ofAnyAnnotation, points: z.tuple([corner, corner]) });
