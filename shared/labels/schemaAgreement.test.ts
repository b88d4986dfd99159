import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { exampleObject, exampleSidecar, exampleTracksFile } from '../../testing/exampleLabels.ts';
import { publishedManifestSchema } from '../dataset/manifest.ts';
import { jsonSchemaText, type SchemaName } from './jsonSchemas.ts';
import { sidecarSchema } from './sidecar.ts';
import { tracksFileSchema } from './tracksFile.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Read from a text, so that nothing is shared and nothing is undefined. */
function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

const pinhole = { model: 'pinhole', fx: 1, fy: 1, cx: 0, cy: 0 };
const identity = { rotation: [0, 0, 0, 1], translation: [0, 0, 0] };
const manifest = {
  format: 'boxwright-dataset',
  version: 1,
  labelFrame: 'ego',
  ontology: { classes: [{ name: 'Car', color: '#1f77b4', size: [4, 2, 1.5], glyph: 'C' }] },
  thresholds: { 'GEO001.mostLengthShare': 0.5 },
  sequences: [
    {
      id: 'a',
      lidars: [{ id: 'lidar', egoFromLidar: identity, binColumns: ['x', 'y', 'z'] }],
      cameras: [
        { id: 'front', width: 10, height: 10, intrinsics: pinhole, egoFromCamera: identity },
        {
          id: 'rear',
          intrinsics: { ...pinhole, model: 'brown-conrady', coefficients: [0, 0, 0, 0, 0] },
          cameraFromLabel: { matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] },
        },
        { id: 'wide', intrinsics: { ...pinhole, model: 'kannala-brandt', coefficients: [0, 0, 0, 0] } },
        { id: 'dome', intrinsics: { ...pinhole, model: 'double-sphere', xi: 0.5, alpha: 0.5 } },
      ],
      frames: [
        {
          clouds: { lidar: '1.pcd' },
          timestamps: { lidar: { ns: '1', clock: 'gps', meaning: 'sweep end' } },
        },
      ],
    },
  ],
  acceptedCorrections: [{ camera: 'front', correction: { kind: 'invert' }, replaces: null }],
};
const choices = { format: 'boxwright-dataset', version: 1, choices: { binColumns: 'x y z' }, thresholds: {} };
const samples = readFileSync(
  fileURLToPath(new URL('../../samples/drive/dataset.json', import.meta.url)),
  'utf8',
);

type Manifest = { sequences: { frames: object[] }[] };

/** With two of its frames: the others are alike. */
function shortened(long: Manifest): Manifest {
  return {
    ...long,
    sequences: long.sequences.map(({ frames, ...rest }) => ({ frames: frames.slice(0, 2), ...rest })),
  };
}

/** Sound files of each kind, and what the program takes of what becomes of them. */
const KINDS: Readonly<Record<SchemaName, { files: readonly Json[]; schema: z.ZodType }>> = {
  sidecar: {
    files: [
      exampleSidecar(),
      exampleSidecar({ objects: [exampleObject({ points: null, projections: [], futureKey: { a: [1] } })] }),
    ].map(json),
    schema: sidecarSchema,
  },
  tracks: {
    files: [exampleTracksFile()].map(json),
    schema: tracksFileSchema,
  },
  dataset: {
    files: [manifest, choices, shortened(JSON.parse(samples) as Manifest)].map(json),
    schema: publishedManifestSchema,
  },
};

/** What may stand in the place of a value: of every type, at the borders of what is allowed, and nearly right. */
const replacements = fc.constantFrom(
  ...(JSON.parse(`[null, true, 0, -1, 1, 0.5, 1.5, 2, 1e300, -0.999, [], {}, [1], [1, 2, 3], [0, 0, 0, 1], [[1]], ["a"],
    {"x": 1}, {"id": "a"}, "", "1", "-1", "x", "Car", "manual", "ego", "1.5", "#12345", "pinhole", "..", "a/b",
    "1878AAB0-63C2-57C0-B8F9-3F8F78F2B8D0", "7e000000-0000-4000-8000-00000000000G"]`) as Json[]),
);

/** Where each value of a file stands: what holds it, and its key there. */
function* placesOf(value: Json): Generator<readonly [holder: Json[] | Record<string, Json>, key: string]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [value, key];
    yield* placesOf(inner);
  }
}

type Change = { kind: 'replace' | 'remove' | 'add' | 'repeat'; at: number; value: Json };

function change(file: Json, { kind, at, value }: Change): Json {
  const changed = json(file);
  const places = [...placesOf(changed)];
  const [holder, key] = places[at % places.length] ?? [[], ''];
  if (kind === 'replace') Reflect.set(holder, key, value);
  else if (Array.isArray(holder)) holder.splice(Number(key), 1, ...(kind === 'remove' ? [] : [value, value]));
  else if (kind === 'add') Reflect.set(holder, 'x-added', value);
  else Reflect.deleteProperty(holder, key);
  return changed;
}

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });

function published(name: SchemaName): (file: Json) => boolean {
  const schema = JSON.parse(jsonSchemaText(name)) as { $id: string };
  return ajv.getSchema(schema.$id) ?? ajv.compile(schema);
}

describe('what the published schema takes, the program takes, and the reverse', () => {
  test.each(Object.keys(KINDS) as SchemaName[])('%s', (name) => {
    const { files, schema } = KINDS[name];
    const validate = published(name);
    const isTaken = (file: Json): boolean => schema.safeParse(file).success;
    expect(files.map((file) => [validate(file), isTaken(file)])).toEqual(files.map(() => [true, true]));
    const changes = fc.array(
      fc.record<Change>({
        kind: fc.constantFrom('replace', 'remove', 'add', 'repeat'),
        at: fc.nat(),
        value: replacements,
      }),
      { minLength: 1, maxLength: 2 },
    );
    let refused = 0;
    fc.assert(
      fc.property(fc.constantFrom(...files), changes, (file, all) => {
        const changed = all.reduce(change, file);
        const program = isTaken(changed);
        if (!program) refused += 1;
        return validate(changed) === program;
      }),
      { numRuns: 120 },
    );
    // Or nothing would have been compared.
    expect(refused).toBeGreaterThan(60);
  });

  test.each([3, 4, 6, 12, 13, 15])('a lens with %i coefficients', (count) => {
    const coefficients = Array.from({ length: count }, () => 0);
    const camera = { id: 'rear', intrinsics: { ...pinhole, model: 'brown-conrady', coefficients } };
    const sequences = manifest.sequences.map((sequence) =>
      Object.assign({}, sequence, { cameras: [camera] }),
    );
    const file = json({ ...manifest, sequences });
    const isTaken = count === 4 || count === 12;
    expect([published('dataset')(file), publishedManifestSchema.safeParse(file).success]).toEqual([
      isTaken,
      isTaken,
    ]);
  });
});
