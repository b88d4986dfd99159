import { z } from 'zod';

/**
 * The rules that the JSON schema of ASAM OpenLABEL 1.0.0 enforces on what we write, in our own words: which keys there may
 * be, how objects and frames are keyed, how many numbers each value has. The schema leaves metadata, coordinate systems,
 * frame properties and values open to more keys.
 */

const key = z.string().regex(/^(-?[0-9]+|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/);
const numbers = (...counts: number[]) => z.array(z.number()).refine(({ length }) => counts.includes(length));
const named = <T extends z.ZodType>(val: T) => z.looseObject({ name: z.string(), val });
const attributes = z.strictObject({
  boolean: z.array(named(z.boolean())).optional(),
  num: z.array(named(z.number())).optional(),
  text: z.array(named(z.string())).optional(),
  vec: z.array(named(z.array(z.union([z.number(), z.string()])))).optional(),
});
const value = (counts: number[]) =>
  named(numbers(...counts)).extend({
    coordinate_system: z.string().optional(),
    attributes: attributes.optional(),
  });
const objectData = z.strictObject({
  cuboid: z.array(value([9, 10])).optional(),
  bbox: z.array(value([4])).optional(),
  text: z.array(named(z.string())).optional(),
});
const interval = z.strictObject({ frame_start: z.number().int(), frame_end: z.number().int() });
const transform = z.union([
  z.strictObject({ matrix4x4: numbers(16) }),
  z.strictObject({ quaternion: numbers(4), translation: numbers(3) }),
]);
const size = { width_px: z.number().int().optional(), height_px: z.number().int().optional() };
const stream = z.strictObject({
  description: z.string().optional(),
  type: z.enum(['camera', 'lidar', 'radar', 'gps_imu', 'other']),
  uri: z.string().optional(),
  stream_properties: z
    .looseObject({
      intrinsics_pinhole: z
        .looseObject({
          ...size,
          camera_matrix: numbers(12),
          distortion_coeffs: z.array(z.number()).min(5).max(14).optional(),
        })
        .optional(),
      intrinsics_fisheye: z.looseObject({ ...size, lens_coeffs: numbers(4) }).optional(),
      intrinsics_custom: z.looseObject({}).optional(),
    })
    .optional(),
});

export const openlabelRules = z.strictObject({
  openlabel: z.strictObject({
    metadata: z.looseObject({ schema_version: z.literal('1.0.0') }),
    coordinate_systems: z.record(
      z.string(),
      z.looseObject({
        type: z.string(),
        parent: z.string(),
        children: z.array(z.string()),
        pose_wrt_parent: transform.optional(),
      }),
    ),
    streams: z.record(z.string(), stream),
    objects: z.record(
      key,
      z.strictObject({
        name: z.string(),
        type: z.string(),
        frame_intervals: z.array(interval),
        object_data: objectData.optional(),
      }),
    ),
    frames: z.record(
      z.string().regex(/^[0-9]+$/),
      z.strictObject({
        objects: z.record(key, z.strictObject({ object_data: objectData })).optional(),
        frame_properties: z.looseObject({
          timestamp: z.string().optional(),
          streams: z.record(z.string(), stream).optional(),
          transforms: z
            .record(
              z.string(),
              z.looseObject({ src: z.string(), dst: z.string(), transform_src_to_dst: transform }),
            )
            .optional(),
        }),
      }),
    ),
    frame_intervals: z.array(interval),
  }),
});
export type OpenlabelFile = z.infer<typeof openlabelRules>;
