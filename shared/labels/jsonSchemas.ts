import { z } from 'zod';
import { MANIFEST_VERSION, publishedManifestSchema } from '../dataset/manifest.ts';
import { SIDECAR_VERSION, sidecarSchema } from './sidecar.ts';
import { TRACKS_VERSION, tracksFileSchema } from './tracksFile.ts';

export const SCHEMA_NAMES = ['sidecar', 'tracks', 'dataset'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

interface Published {
  readonly version: number;
  readonly title: string;
  readonly schema: z.ZodType;
}

const PUBLISHED: Readonly<Record<SchemaName, Published>> = {
  sidecar: {
    version: SIDECAR_VERSION,
    title: 'Boxwright labels of one lidar frame',
    schema: sidecarSchema,
  },
  tracks: { version: TRACKS_VERSION, title: 'Boxwright tracks of one sequence', schema: tracksFileSchema },
  dataset: {
    version: MANIFEST_VERSION,
    title: 'Boxwright dataset manifest',
    schema: publishedManifestSchema,
  },
};

/** `sidecar-v1.schema.json`, as it lies in `docs/schema`. */
export function schemaFileName(name: SchemaName): string {
  return `${name}-v${PUBLISHED[name].version}.schema.json`;
}

/** The text of a published JSON Schema (2020-12), generated from the schema that the program itself parses with. */
export function jsonSchemaText(name: SchemaName): string {
  const { version, title, schema } = PUBLISHED[name];
  // `io: 'input'`: what a file may hold, which includes keys that are not named.
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  const published = { $schema, $id: `urn:boxwright:schema:${name}:${version}`, title, ...rest };
  return `${JSON.stringify(published, undefined, 2)}\n`;
}
