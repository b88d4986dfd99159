import { z } from 'zod';

/** As much of OpenLABEL 1.0 as we read; what else there is is passed over. */

/** Kept as they stand in the file: a broken entry costs only itself. */
const objectDataSchema = z.looseObject({
  cuboid: z.array(z.unknown()).optional(),
  bbox: z.array(z.unknown()).optional(),
  text: z.array(z.unknown()).optional(),
});
export type ObjectData = z.infer<typeof objectDataSchema>;

export const elementSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  object_data: objectDataSchema.optional(),
});
export const inFrameSchema = z.looseObject({ object_data: objectDataSchema.optional() });
export const systemSchema = z.looseObject({
  type: z.string(),
  parent: z.string(),
  pose_wrt_parent: z.unknown().optional(),
});

export const streamSchema = z.looseObject({
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

/** By their names; each is looked at by itself. */
const parts = z.record(z.string(), z.unknown());

export const frameSchema = z.looseObject({
  objects: parts.optional(),
  frame_properties: z
    .looseObject({
      timestamp: z.union([z.string(), z.number()]).optional(),
      streams: z.record(z.string(), streamSchema).optional(),
      transforms: z.record(z.string(), transformSchema).optional(),
      boxwright: z.looseObject({ frame: z.string().optional(), name: z.string().optional() }).optional(),
    })
    .optional(),
});
export type OpenlabelFrame = Pick<z.infer<typeof frameSchema>, 'frame_properties'> & {
  readonly objects: Readonly<Record<string, z.infer<typeof inFrameSchema>>>;
};

export const outlineSchema = z.looseObject({
  openlabel: z.looseObject({
    metadata: z.looseObject({ schema_version: z.string(), name: z.string().optional() }),
    coordinate_systems: parts.default({}),
    streams: parts.default({}),
    objects: parts.default({}),
    frames: parts.default({}),
  }),
});

export interface Openlabel {
  readonly metadata: z.infer<typeof outlineSchema>['openlabel']['metadata'];
  readonly coordinate_systems: Readonly<Record<string, z.infer<typeof systemSchema>>>;
  readonly streams: Readonly<Record<string, Stream>>;
  readonly objects: Readonly<Record<string, z.infer<typeof elementSchema>>>;
  /** By whole numbers. */
  readonly frames: Readonly<Record<string, OpenlabelFrame>>;
}

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
