import { z } from 'zod';
import { choicesManifestSchema, MANIFEST_VERSION, manifestSchema } from '../dataset/manifest.ts';
import { SIDECAR_VERSION, sidecarSchema } from './sidecar.ts';
import { TRACKS_VERSION, tracksFileSchema } from './tracksFile.ts';

/** The published JSON Schemas (2020-12) by file name, generated from the schemas that the program itself parses with. */
export const JSON_SCHEMAS: Readonly<Record<string, object>> = {
  [`sidecar-v${SIDECAR_VERSION}.schema.json`]: published(
    sidecarSchema,
    'Boxwright labels of one lidar frame',
  ),
  [`tracks-v${TRACKS_VERSION}.schema.json`]: published(tracksFileSchema, 'Boxwright tracks of one sequence'),
  [`dataset-v${MANIFEST_VERSION}.schema.json`]: published(
    z.union([manifestSchema, choicesManifestSchema]),
    'Boxwright dataset manifest',
  ),
};

/** `io: 'input'`: what a file may hold, which includes keys that are not named. */
function published(schema: z.ZodType, title: string): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return { $schema, title, ...rest };
}
