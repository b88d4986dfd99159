import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AHEAD, madeObject, madeSet, writeAll } from '../../../testing/interchange.ts';
import { cocoFormat } from './cocoFormat.ts';

function known(rows: readonly { id: number }[]): ReadonlySet<number> {
  return new Set(rows.map(({ id }) => id));
}

/** As every reader of the format needs it: images and categories by unique numbers, boxes as x, y, width, height. */
const fileSchema = z
  .object({
    images: z.array(
      z.object({ id: z.int(), file_name: z.string(), width: z.int(), height: z.int(), camera: z.string() }),
    ),
    categories: z.array(z.object({ id: z.int(), name: z.string() })),
    annotations: z.array(
      z.looseObject({
        id: z.int(),
        image_id: z.int(),
        category_id: z.int(),
        bbox: z.tuple([z.number(), z.number(), z.number().positive(), z.number().positive()]),
        area: z.number().positive(),
        iscrowd: z.literal(0),
        source: z.enum(['projection', 'manual', 'imported', 'model']),
      }),
    ),
  })
  .refine(({ images, categories, annotations }) => {
    const [ofImages, ofCategories] = [known(images), known(categories)];
    return (
      ofImages.size === images.length &&
      ofCategories.size === categories.length &&
      known(annotations).size === annotations.length &&
      annotations.every((row) => ofImages.has(row.image_id) && ofCategories.has(row.category_id))
    );
  });

const ahead = madeObject({ centre: [20, 0, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] }, 'a', {
  attributes: { b: 1, a: 'x' },
});
const behind = madeObject({ centre: [-20, 0, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] }, 'b');
const drawn = {
  camera: 'front',
  rectangle: { left: 9.5, top: 19.5, right: 39.5, bottom: 60 },
  class: 'sign',
  source: 'manual',
  extent: 'visible',
} as const;
const found = { ...drawn, class: 'car', source: 'model', score: 0.5, track: 'a' } as const;

describe('labels as COCO', () => {
  test('are projections and drawn boxes, told apart', async () => {
    const set = madeSet([
      { name: '0' },
      { name: '1', objects: [ahead, behind], boxes2d: [drawn, found, { ...drawn, camera: 'rear' }] },
    ]);
    const { files, losses } = await writeAll(cocoFormat, set);
    const file = fileSchema.parse(JSON.parse(files['instances.json']!));
    expect(file.images).toMatchObject([
      { id: 1, width: 1280 },
      { id: 2, file_name: 'camera/front/1.jpg' },
    ]);
    expect(file.categories.map(({ name }) => name)).toEqual(['car', 'sign']);
    expect(file.annotations).toMatchObject([
      { source: 'projection', image_id: 2, track_id: 'a', truncation: 0, attributes: { a: 'x', b: 1 } },
      { source: 'manual', bbox: [10, 20, 30, 40.5], area: 1215, extent: 'visible' },
      { source: 'model', score: 0.5, track_id: 'a', category_id: 1 },
    ]);
    // The near face is 18 m away and 2 m wide, seen by 900 px of focal length from a camera that is tilted by 3°.
    const [left, , width] = file.annotations[0]!.bbox;
    expect(width).toBeGreaterThan(95);
    expect(width).toBeLessThan(106);
    expect(left + width / 2).toBeCloseTo(640.5 + (900 * 0.1) / 20, -1);
    expect(losses).toMatchObject({
      objects: { written: 1, leftOut: 1 },
      boxes2d: { written: 2, leftOut: 1 },
      changed: [{ track: 'b', reason: 'notSeen' }],
    });
  });

  test('are the same bytes again', async () => {
    const set = madeSet([{ name: '1', objects: [ahead], boxes2d: [drawn] }], { cameras: [AHEAD] });
    expect((await writeAll(cocoFormat, set)).files).toEqual((await writeAll(cocoFormat, set)).files);
  });
});
