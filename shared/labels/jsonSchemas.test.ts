import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { exampleObject, exampleSidecar, exampleTracksFile } from '../../testing/exampleLabels.ts';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { openDataset } from '../dataset/openDataset.ts';
import { SIDECAR_CONVENTIONS } from './conventions.ts';
import { serialiseSidecar, serialiseTracksFile } from './frameSidecar.ts';
import { jsonSchemaText, SCHEMA_NAMES, schemaFileName, type SchemaName } from './jsonSchemas.ts';
import { parseSidecar } from './parseSidecar.ts';
import { parseTracksFile } from './parseTracksFile.ts';
import { validateSidecar } from './validateLabels.ts';

const folder = fileURLToPath(new URL('../../docs/schema/', import.meta.url));
const REFRESH = 'UPDATE_SCHEMAS=1 npx vitest run shared/labels/jsonSchemas.test.ts';

describe('the published schemas', () => {
  test.each(SCHEMA_NAMES)('%s is what the code says', (name) => {
    const text = jsonSchemaText(name);
    const file = `${folder}${schemaFileName(name)}`;
    if (process.env['UPDATE_SCHEMAS'] !== undefined) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    const published = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // the answer to a stale file is the command that refreshes it
    expect(published === text ? 'fresh' : `stale, run ${REFRESH}`).toBe('fresh');
  });

  test.each(SCHEMA_NAMES)('%s says of every property what it is', (name) => {
    const properties = propertiesOf(parse(jsonSchemaText(name)));
    expect(properties.length).toBeGreaterThan(10);
    const untold = properties.filter(({ schema }) => !/\S\.$/.test(String(schema['description'])));
    expect(untold.map(({ place }) => place)).toEqual([]);
  });

  test('are all there is in their folder, versions before included', () => {
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(SCHEMA_NAMES.map(schemaFileName)));
    for (const name of readdirSync(folder))
      expect(name).toMatch(/^(sidecar|tracks|dataset)-v\d+\.schema\.json$/);
  });
});

// formats are annotations in 2020-12; uuids are checked by their pattern
const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, validateFormats: false });

function compiled(name: SchemaName): ValidateFunction {
  const schema = parse(jsonSchemaText(name)) as { $id: string };
  return ajv.getSchema(schema.$id) ?? ajv.compile(schema);
}

describe('another validator', () => {
  const isSidecar = compiled('sidecar');
  const isTracksFile = compiled('tracks');
  const isManifest = compiled('dataset');

  test('takes the example files, with keys of later versions', () => {
    const sidecar = exampleSidecar({ futureKey: 1, objects: [exampleObject({ futureKey: {} })] });
    expect(errors(isSidecar, sidecar)).toBeNull();
    expect(errors(isTracksFile, exampleTracksFile())).toBeNull();
  });

  test.each([
    ['a short quaternion', { cuboid: { ...exampleObject().cuboid, rotation: [0, 0, 1] } }],
    ['a flat box', { cuboid: { ...exampleObject().cuboid, size: [1, 1, 0] } }],
    ['a track id that is no uuid', { trackId: '4' }],
    ['no class', { class: undefined }],
  ])('refuses %s', (_name, changes) => {
    const sidecar = exampleSidecar();
    const objects = [{ ...exampleObject(), ...changes }];
    expect(isSidecar(JSON.parse(JSON.stringify({ ...sidecar, objects })))).toBe(false);
  });

  test('takes the examples of the documentation', () => {
    for (const manifest of manifests().map(parse)) expect(errors(isManifest, manifest)).toBeNull();
    const [sidecar, tracks] = examples('sidecar.md').map(parse);
    expect(errors(isSidecar, sidecar)).toBeNull();
    expect(errors(isTracksFile, tracks)).toBeNull();
  });
});

describe('the examples of the documentation', () => {
  test('are files as we write them, and valid', () => {
    const [sidecarText = '', tracksText = ''] = examples('sidecar.md');
    const sidecar = parseSidecar(sidecarText, 'sidecar.md');
    const tracks = parseTracksFile(tracksText, 'sidecar.md');
    expect(serialiseSidecar(sidecar)).toBe(sidecarText);
    expect(serialiseTracksFile(tracks)).toBe(tracksText);
    expect(sidecar.conventions).toEqual(SIDECAR_CONVENTIONS);
    expect(validateSidecar(sidecarText, 'sidecar.md', tracks.tracks)).toEqual([]);
  });

  test('the manifest opens', async () => {
    const files = {
      'dataset.json': manifests().find((text) => text.includes('"sequences"'))!,
      'clouds/000001.pcd': 'x',
      'images/000001.jpg': 'x',
    };
    const { problems, sequences } = await openDataset(memoryFolder('drive', files));
    expect(problems).toEqual([]);
    expect(sequences[0]!.cameras[0]!.calibration).toBeDefined();
  });
});

/** What a validator has against a value; null when nothing. */
function errors(validate: ValidateFunction, value: unknown): unknown {
  return validate(value) ? null : validate.errors;
}

interface Property {
  readonly place: string;
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The properties at every depth of a schema; `true` stands where one is merely named. */
function propertiesOf(schema: unknown, at = ''): Property[] {
  if (!isRecord(schema)) return [];
  const named = isRecord(schema['properties']) ? Object.entries(schema['properties']) : [];
  const own = named.flatMap(([key, value]) =>
    isRecord(value) ? [{ place: `${at}/${key}`, schema: value }] : [],
  );
  return [...own, ...Object.entries(schema).flatMap(([key, value]) => propertiesOf(value, `${at}/${key}`))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The manifests among the examples of the layouts, which are of many formats. */
function manifests(): string[] {
  return examples('dataset-layouts.md').filter((text) => text.includes('boxwright-dataset'));
}

/** The JSON blocks of a page. */
function examples(page: string): string[] {
  const text = readFileSync(`${folder}../${page}`, 'utf8');
  return [...text.matchAll(/```json\n([^]*?)```/g)].map((match) => match[1]!);
}

function parse(text: string): unknown {
  return JSON.parse(text);
}
