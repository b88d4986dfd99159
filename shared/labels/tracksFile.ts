import { z } from 'zod';
import { attributesSchema } from './sidecar.ts';

/** `tracks.json`, one per sequence: what is true of an object for its whole life. Wins over the copies in sidecars. */

export const TRACKS_FORMAT = 'boxwright-tracks';
export const TRACKS_VERSION = 1;

export const trackJsonSchema = z.looseObject({
  id: z.uuid(),
  /** Short number shown to people, unique in the sequence. */
  number: z.number().int().positive(),
  class: z.string(),
  attributes: attributesSchema,
  /** The object's name in the data that it was imported from. */
  sourceId: z.string().optional(),
  /** Length, width, height that the object has in every frame, metres; absent: each cuboid has its own. */
  size: z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]).optional(),
  /** It stands still in the world: where it is in one frame says where it is in all. */
  static: z.boolean().optional(),
});
export type TrackJson = z.infer<typeof trackJsonSchema>;

export const tracksFileSchema = z.looseObject({
  format: z.literal(TRACKS_FORMAT),
  version: z.literal(TRACKS_VERSION),
  generator: z.looseObject({ name: z.string(), version: z.string() }),
  sequence: z.string(),
  tracks: z.array(trackJsonSchema),
});
export type TracksFile = z.infer<typeof tracksFileSchema>;
