import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layOutTags, TAG_HEIGHT, type TagWish } from './tagLayout.ts';

const VIEW = { width: 700, height: 400 };
const wish: fc.Arbitrary<TagWish> = fc.record({
  anchor: fc.tuple(fc.integer({ min: -50, max: 750 }), fc.integer({ min: -50, max: 450 })),
  width: fc.integer({ min: 20, max: 120 }),
  isRequired: fc.constant(false),
});

describe('tags', () => {
  test('never cover each other, stay in the view, and are at most 24', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        const placed = layOutTags(wishes, VIEW);
        expect(placed.length).toBeLessThanOrEqual(24);
        placed.forEach((tag, i) => {
          expect(tag.at[0]).toBeGreaterThanOrEqual(2);
          expect(tag.at[0] + tag.wish.width).toBeLessThanOrEqual(VIEW.width - 2);
          expect(tag.at[1]).toBeGreaterThanOrEqual(2);
          expect(tag.at[1] + TAG_HEIGHT).toBeLessThanOrEqual(VIEW.height - 2);
          for (const other of placed.slice(i + 1)) {
            const apartX =
              tag.at[0] + tag.wish.width <= other.at[0] || other.at[0] + other.wish.width <= tag.at[0];
            expect(apartX || Math.abs(tag.at[1] - other.at[1]) >= TAG_HEIGHT).toBe(true);
          }
        });
      }),
    );
  });

  test('the first wish sits on its anchor, the second climbs', () => {
    const same: TagWish = { anchor: [200, 200], width: 50, isRequired: false };
    const [first, second] = layOutTags([same, { ...same }], VIEW);
    expect(first?.at).toEqual([175, 180]);
    expect(second?.at[1]).toBeLessThan(180 - TAG_HEIGHT);
  });

  test('a required tag is placed where there is no room', () => {
    const crowd = Array.from({ length: 10 }, (): TagWish => ({
      anchor: [200, 0],
      width: 50,
      isRequired: false,
    }));
    const required: TagWish = { anchor: [200, 0], width: 50, isRequired: true };
    expect(layOutTags([...crowd, required], VIEW).map((tag) => tag.wish)).toContain(required);
  });
});
