import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AHEAD, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { csvFormat } from './csvFormat.ts';
import { csvText, parseCsv } from './csvText.ts';

const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] } as const;

describe('comma-separated values', () => {
  test('are read as they were written, whatever the fields hold', () => {
    const field = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', ' ', 'a', '漢'), maxLength: 5 });
    const table = fc.array(fc.tuple(field, field), { maxLength: 4 });
    fc.assert(
      fc.property(table, (rows) => {
        const written = rows.map(([first, second]) => [first, second, 'x']);
        const { rows: found } = parseCsv(csvText(['a', 'b', 'end'], written));
        expect(found.map((row) => [row.get('a'), row.get('b'), row.get('end')])).toEqual(written);
      }),
    );
  });

  test('may come with a mark, with quotes, and with other line ends', () => {
    const { rows } = parseCsv('\uFEFFA,"b"\r\n1,"x, ""y""\n"\r\n\r\n2\r');
    expect(rows.map((row) => Array.from(row.values()))).toEqual([
      ['1', 'x, "y"\n'],
      ['2', ''],
    ]);
  });
});

describe('labels as CSV', () => {
  test('keep tracks, classes, attributes, counts, 2D boxes and the frames without any', async () => {
    const object = madeObject(cuboid, 'a,b', {
      class: 'a "car"',
      attributes: { colour: 'red', parked: true, seats: 5 },
      points: 12,
      isKeyframe: false,
    });
    const box = {
      camera: 'front',
      rectangle: { left: 1, top: 2.5, right: 3, bottom: 4 },
      class: 'sign',
      source: 'model',
      score: 0.5,
      extent: 'visible',
      track: 'a,b',
    } as const;
    const set = madeSet([{ name: '000', objects: [object], boxes2d: [box] }, { name: '001' }], {
      cameras: [AHEAD],
    });
    const { files } = await writeAll(csvFormat, set);
    const { frames, from, set: found } = await readBack(files);
    expect(from).toBe('csv');
    expect(frames).toMatchObject([
      { objects: [object], boxes2d: [box] },
      { objects: [], boxes2d: [] },
    ]);
    expect(found.sequences[0]!.frames).toMatchObject(
      set.sequences[0]!.frames.map(({ id, name, index, cloud }) => ({ id, name, index, cloud })),
    );
  });

  test('of another hand need little, and a broken row costs only itself', async () => {
    const text = [
      'Frame,Class,X,Y,Z,Length,Width,Height,Yaw',
      '7,car,1,2,3,4,2,1.5,0.5',
      '7,car,nan,2,3,4,2,1.5,0',
      '7,car,1,2,3,0,2,1,0',
    ];
    const { frames, problems } = await readBack({ 'objects.csv': text.join('\n') });
    expect(frames).toMatchObject([{ name: '7', objects: [{ class: 'car', cuboid: { centre: [1, 2, 3] } }] }]);
    expect(problems).toMatchObject([
      { code: 'labels.objectSkipped', params: { where: 'x', reason: 'notFinite' } },
      { code: 'labels.objectSkipped', params: { reason: 'sizeNotPositive' } },
    ]);
  });

  test('without the columns that are needed are refused by name', async () => {
    await expect(readBack({ 'objects.csv': 'frame,class,x\n' })).rejects.toMatchObject({
      problem: { code: 'labels.schema', params: { where: 'y' } },
    });
  });
});
