import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleObject, exampleSidecar, exampleTracksFile } from '../../testing/exampleLabels.ts';
import { ProblemError, type Problem } from '../problems/problem.ts';
import { serialiseSidecar, serialiseTracksFile } from './frameSidecar.ts';
import { parseSidecar, wrongFrameProblem } from './parseSidecar.ts';
import { parseTracksFile } from './parseTracksFile.ts';
import type { TracksFile } from './tracksFile.ts';

const PATH = 'lidar/000965.pcd.labels.json';

function problemOf(
  text: string,
  parse: (text: string, path: string) => unknown = parseSidecar,
): Problem | undefined {
  try {
    parse(text, PATH);
    return undefined;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
}

/** The example as text, with one value replaced or added. */
function changed(path: string, value: unknown): string {
  const example = exampleSidecar();
  example.frame.done = { author: 'lin', markedAt: '7' };
  const sidecar: unknown = JSON.parse(serialiseSidecar(example));
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce<unknown>((inner, key) => Reflect.get(inner as object, key), sidecar) as object;
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else Reflect.set(holder, last, value);
  return JSON.stringify(sidecar);
}

/** Places of the example where an object of another program may have left keys. */
const PLACES = [
  '',
  'generator.',
  'frame.',
  'frame.timestamps.lidar.',
  'frame.worldFromEgo.',
  'frame.done.',
  'sources.0.',
  'objects.0.',
  'objects.0.cuboid.',
  'objects.0.provenance.',
  'objects.0.projections.0.',
  'objects.0.projections.0.clipped.',
  'boxes2d.0.',
  'boxes2d.0.rectangle.',
  'review.0.',
];

describe('save, load, save', () => {
  test('gives the same bytes, with unknown keys at every level', () => {
    const json = fc
      .jsonValue({ maxDepth: 2 })
      .filter((value) => problemOf(changed('x', value)) === undefined);
    const key = fc.stringMatching(/^x-[\w ]{0,8}$/);
    fc.assert(
      fc.property(fc.constantFrom(...PLACES), key, json, (place, name, value) => {
        const first = serialiseSidecar(parseSidecar(changed(`${place}${name}`, value), PATH));
        expect(serialiseSidecar(parseSidecar(first, PATH))).toBe(first);
        expect(first).toContain(JSON.stringify(name));
      }),
      { numRuns: 60 },
    );
  });

  test('never changes a number that was read', () => {
    const decimals9 = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 1e9);
    const rotations = fc.tuple(decimals9, decimals9, decimals9, decimals9);
    fc.assert(
      fc.property(rotations, fc.double({ noNaN: true, noDefaultInfinity: true }), (rotation, yaw) => {
        fc.pre(!Number.isInteger(yaw) || Number.isSafeInteger(yaw));
        const cuboid = { ...exampleObject().cuboid, rotation, yaw };
        const sidecar = exampleSidecar({ objects: [exampleObject({ cuboid })] });
        const read = parseSidecar(serialiseSidecar(sidecar), PATH).objects[0]!.cuboid;
        expect(read.rotation).toEqual(rotation.map((n) => n + 0));
        expect(read.yaw).toBe(yaw + 0);
      }),
    );
  });

  test('sorts objects by id', () => {
    const later = exampleObject({
      id: 'ffffffff-0000-4000-8000-000000000000',
      trackId: 'ffffffff-0000-4000-8000-000000000001',
    });
    const one = serialiseSidecar(exampleSidecar({ objects: [later, exampleObject()] }));
    const other = serialiseSidecar(exampleSidecar({ objects: [exampleObject(), later] }));
    expect(one).toBe(other);
  });

  test('tracks: the same bytes, with unknown keys at every level', () => {
    const places = fc.constantFrom<(file: TracksFile) => object>(
      (file) => file,
      (file) => file.generator,
      (file) => file.tracks[0]!,
    );
    const value = fc.oneof(
      fc.string(),
      fc.constant({ b: [1, { a: null }] }),
      fc.double({ noDefaultInfinity: true, noNaN: true, max: 1e9, min: -1e9 }),
    );
    fc.assert(
      fc.property(places, fc.stringMatching(/^x-[\w ]{0,8}$/), value, (place, name, added) => {
        const file = exampleTracksFile();
        file.tracks[0] = { ...file.tracks[0]!, size: [4.51, 1.83, 1.520000001], static: true };
        Reflect.set(place(file), name, added);
        const first = serialiseTracksFile(parseTracksFile(JSON.stringify(file), 'tracks.json'));
        expect(serialiseTracksFile(parseTracksFile(first, 'tracks.json'))).toBe(first);
        expect(JSON.parse(first)).toEqual(JSON.parse(JSON.stringify(file)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a sidecar that cannot be read', () => {
  test.each<[string, string, object]>([
    ['not JSON', '{"format": ', { code: 'labels.malformed', params: { line: 1, column: 12 } }],
    ['empty', '', { code: 'labels.malformed', params: { line: 1, column: 1 } }],
    ['a list', '[]', { code: 'labels.schema', params: { reason: 'expectObject' } }],
    ['a newer version', changed('version', 2), { code: 'labels.version', params: { version: 2 } }],
    [
      'another format',
      '{"format": "x", "version": 1}',
      { code: 'labels.version', params: { format: 'x', version: 1 } },
    ],
    ['no format', '{}', { code: 'labels.version' }],
    [
      'no size',
      changed('objects.0.cuboid.size', undefined),
      { params: { where: 'objects[0].cuboid.size', reason: 'missing' } },
    ],
    [
      'size 0',
      changed('objects.0.cuboid.size.0', 0),
      { params: { where: 'objects[0].cuboid.size[0]', reason: 'outOfRange' } },
    ],
    [
      'text for a number',
      changed('objects.0.cuboid.yaw', '0'),
      { params: { where: 'objects[0].cuboid.yaw', reason: 'expectNumber' } },
    ],
    [
      'five numbers',
      changed('objects.0.cuboid.rotation.4', 0),
      { params: { where: 'objects[0].cuboid.rotation', reason: 'wrongCount', expected: 4 } },
    ],
    [
      'an unknown source',
      changed('objects.0.provenance.source', 'dream'),
      { params: { where: 'objects[0].provenance.source', reason: 'wrongValue' } },
    ],
    [
      'an id twice',
      changed('boxes2d.1', exampleSidecar().boxes2d[0]),
      { params: { where: 'boxes2d[1].id', reason: 'duplicate' } },
    ],
    [
      'two objects of one track',
      changed('objects.1', exampleObject({ id: 'ffffffff-0000-4000-8000-000000000000' })),
      { params: { where: 'objects[1].trackId', reason: 'duplicateTrack' } },
    ],
  ])('%s', (_name, text, expected) => {
    expect(problemOf(text)).toMatchObject({ severity: 'error', path: PATH, ...expected });
  });

  test('a key __proto__ changes no prototype and is refused by place', () => {
    const text = changed('objects.0.attributes.doors', 4).replace('"doors"', '"__proto__"');
    expect(problemOf(text)).toMatchObject({
      code: 'labels.schema',
      params: { where: 'objects[0].attributes', reason: 'reservedKey' },
    });
  });

  test('whatever stands in a file, the answer is a sidecar or a problem', () => {
    const places = fc.constantFrom(
      ...PLACES.filter((place) => place !== '').map((place) => place.slice(0, -1)),
      'objects',
      'version',
      'objects.0.cuboid.centre.1',
    );
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom(1e300, -1, 2 ** 60, '__proto__', [[]]));
    fc.assert(
      fc.property(places, values, fc.nat(), fc.boolean(), (place, value, cut, isCut) => {
        const text = changed(place, value);
        const code = problemOf(isCut ? text.slice(0, cut % text.length) : text)?.code;
        expect([undefined, 'labels.malformed', 'labels.version', 'labels.schema']).toContain(code);
      }),
    );
  });
});

describe('a tracks.json that cannot be read', () => {
  const track = exampleTracksFile().tracks[0]!;
  test.each<[string, object, object]>([
    [
      'an id twice',
      { tracks: [track, { ...track, number: 2 }] },
      { where: 'tracks[1].id', reason: 'duplicate' },
    ],
    [
      'a number twice',
      { tracks: [track, { ...track, id: 'ffffffff-0000-4000-8000-000000000000' }] },
      { where: 'tracks[1].number', reason: 'duplicate' },
    ],
    ['number 0', { tracks: [{ ...track, number: 0 }] }, { where: 'tracks[0].number', reason: 'outOfRange' }],
  ])('%s', (_name, changes, params) => {
    const text = JSON.stringify(exampleTracksFile(changes));
    expect(problemOf(text, parseTracksFile)).toMatchObject({ code: 'labels.schema', params });
  });
});

describe('labels of something else', () => {
  const frame = { id: 'lidar/000965.pcd' };
  test('another frame', () => {
    const other = { id: 'lidar/000950.pcd' };
    expect(wrongFrameProblem(exampleSidecar(), { labelFrame: 'lidar' }, other, PATH)).toMatchObject({
      code: 'labels.wrongFrame',
      params: { found: frame.id, expected: other.id },
    });
  });

  test('another coordinate frame', () => {
    expect(wrongFrameProblem(exampleSidecar(), { labelFrame: 'ego' }, frame, PATH)).toMatchObject({
      params: { found: 'lidar', expected: 'ego' },
    });
  });

  test('the right ones', () => {
    expect(wrongFrameProblem(exampleSidecar(), { labelFrame: 'lidar' }, frame, PATH)).toBeUndefined();
  });
});
