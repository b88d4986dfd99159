import { describe, expect, test } from 'vitest';
import { AHEAD, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { cocoFormat } from './cocoFormat.ts';

const drawn = {
  camera: 'front',
  rectangle: { left: 9.5, top: 19.5, right: 39.5, bottom: 60 },
  class: 'sign',
  source: 'manual',
  extent: 'visible',
  track: 'a',
  attributes: { lit: true },
} as const;

describe('COCO as labels', () => {
  test('of our own come back with their sequences, frames, cameras, tracks and times', async () => {
    const object = madeObject({ centre: [20, 0, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] }, 'b');
    const set = madeSet([{ name: '0', objects: [object], boxes2d: [drawn] }, { name: '1' }], {
      cameras: [AHEAD],
    });
    const { files } = await writeAll(cocoFormat, set);
    const { frames, from, set: found } = await readBack(files);
    expect(from).toBe('coco');
    expect(frames).toMatchObject([
      { objects: [], boxes2d: [{ source: 'model', class: 'car', track: 'b' }, drawn] },
      { objects: [], boxes2d: [] },
    ]);
    const [sequence] = found.sequences;
    expect(sequence).toMatchObject({ id: 'drive', cameras: [{ id: 'front', width: 1280, height: 720 }] });
    expect(sequence!.frames).toMatchObject(
      set.sequences[0]!.frames.map(({ id, name, index, images }) => ({ id, name, index, images })),
    );
  });

  test('of another hand have cameras by folder, and images that are called alike are a frame', async () => {
    const file = {
      images: [
        { id: 2, file_name: 'right/10.jpg', width: 640, height: 480 },
        { id: 1, file_name: 'left/10.jpg', width: 640, height: 480 },
        { id: 3, file_name: 'left/9.jpg' },
      ],
      categories: [{ id: 1, name: 'car' }],
      annotations: [
        { id: 1, image_id: 1, category_id: 1, bbox: [10, 20, 30, 40], score: 0.5 },
        { id: 2, image_id: 3, category_id: 1, bbox: [10, 20, 30, 40] },
        { id: 3, image_id: 3, category_id: 1, bbox: [10, 20, -30, 40] },
      ],
    };
    const { frames, problems } = await readBack({ 'annotations/instances_val.json': JSON.stringify(file) });
    expect(frames).toMatchObject([
      { name: '9', boxes2d: [{ camera: 'left', source: 'imported' }] },
      {
        name: '10',
        boxes2d: [{ camera: 'left', source: 'model', score: 0.5, rectangle: { left: 9.5, bottom: 59.5 } }],
      },
    ]);
    expect(problems).toMatchObject([{ code: 'boxes.skipped', params: { reason: 'rectangleEmpty' } }]);
  });
});
