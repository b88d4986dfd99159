import { z } from 'zod';
import { attributesSchema, generatorSchema } from './sidecar.ts';

/** `tracks.json`, one per sequence: what is true of an object for its whole life. Wins over the copies in sidecars. */

export const TRACKS_FORMAT = 'boxwright-tracks';
export const TRACKS_VERSION = 1;

export const trackJsonSchema = z.looseObject({
  id: z.uuid().describe('The `trackId` of its objects and 2D boxes in sidecars.'),
  number: z.number().int().positive().describe('Short number shown to people, unique in the sequence.'),
  class: z.string().describe('The class of the object; wins over the copies in sidecars.'),
  attributes: attributesSchema.describe('What is true of the object for its whole life, by name.'),
  sourceId: z
    .string()
    .optional()
    .describe("The object's name in the data that it was imported from; absent: not imported."),
  size: z
    .tuple([z.number().positive(), z.number().positive(), z.number().positive()])
    .optional()
    .describe('Length, width, height that it has in every frame: metres; absent: each cuboid has its own.'),
  static: z
    .boolean()
    .optional()
    .describe(
      'True: it stands still in the world, so that where it is in one frame says where it is in all.',
    ),
});
export type TrackJson = z.infer<typeof trackJsonSchema>;

export const tracksFileSchema = z.looseObject({
  format: z.literal(TRACKS_FORMAT).describe('Says what kind of file this is.'),
  version: z.literal(TRACKS_VERSION).describe('Of this format.'),
  generator: generatorSchema,
  sequence: z.string().describe('The id of the sequence.'),
  tracks: z.array(trackJsonSchema).describe('Objects over the frames of the sequence, each once.'),
});
export type TracksFile = z.infer<typeof tracksFileSchema>;
