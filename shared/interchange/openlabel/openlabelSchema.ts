import { z } from 'zod';

/** As much of OpenLABEL 1.0 as we read; what else there is is passed over. */

const elementSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  object_data: z.unknown().optional(),
});

/** Kept as they stand in the file: a broken entry costs only itself. */
const objectDataSchema = z.looseObject({
  cuboid: z.array(z.unknown()).optional(),
  bbox: z.array(z.unknown()).optional(),
  text: z.array(z.unknown()).optional(),
});
export type ObjectData = z.infer<typeof objectDataSchema>;

const streamSchema = z.looseObject({
  type: z.string().optional(),
  uri: z.string().optional(),
  stream_properties: z.unknown().optional(),
});
export type Stream = z.infer<typeof streamSchema>;

const transformSchema = z.looseObject({
  src: z.string(),
  dst: z.string(),
  transform_src_to_dst: z.unknown().optional(),
});

const frameSchema = z.looseObject({
  objects: z.record(z.string(), z.looseObject({ object_data: objectDataSchema.optional() })).optional(),
  frame_properties: z
    .looseObject({
      timestamp: z.union([z.string(), z.number()]).optional(),
      streams: z.record(z.string(), streamSchema).optional(),
      transforms: z.record(z.string(), transformSchema).optional(),
      boxwright: z.looseObject({ frame: z.string().optional(), name: z.string().optional() }).optional(),
    })
    .optional(),
});
export type OpenlabelFrame = z.infer<typeof frameSchema>;

export const openlabelSchema = z.looseObject({
  openlabel: z.looseObject({
    metadata: z.looseObject({ schema_version: z.string(), name: z.string().optional() }),
    coordinate_systems: z
      .record(
        z.string(),
        z.looseObject({ type: z.string(), parent: z.string(), pose_wrt_parent: z.unknown().optional() }),
      )
      .default({}),
    streams: z.record(z.string(), streamSchema).default({}),
    objects: z
      .record(z.string(), elementSchema.extend({ object_data: objectDataSchema.optional() }))
      .default({}),
    frames: z.record(z.string().regex(/^\d+$/), frameSchema).default({}),
  }),
});
export type Openlabel = z.infer<typeof openlabelSchema>['openlabel'];

export const entrySchema = z.looseObject({
  val: z.array(z.number()),
  coordinate_system: z.string().optional(),
  attributes: z.unknown().optional(),
  boxwright: z
    .looseObject({
      points: z.number().int().nonnegative().optional(),
      keyframe: z.boolean().optional(),
      linked: z.boolean().optional(),
      source: z.enum(['manual', 'imported', 'model']).optional(),
      class: z.string().optional(),
      extent: z.enum(['visible', 'amodal']).optional(),
      score: z.number().min(0).max(1).optional(),
    })
    .optional(),
});
