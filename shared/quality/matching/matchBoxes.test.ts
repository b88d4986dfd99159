import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeMatch } from './describeMatch.ts';
import { matchBoxes, type MatchBox, type MatchCuboid } from './matchBoxes.ts';

function box(id: string, left: number, width = 100, more: Partial<MatchBox> = {}): MatchBox {
  return { id, rectangle: { left, top: 0, right: left + width, bottom: width }, class: 'car', ...more };
}

function cuboid(id: string, left: number, width = 100, more: Partial<MatchCuboid> = {}): MatchCuboid {
  const rectangle = { left, top: 0, right: left + width, bottom: width };
  return { id, trackId: `t${id}`, class: 'car', rectangle, depth: 20, ...more };
}

function nameOf(id: string): string {
  return `car ${id}`;
}

describe('matching 2D boxes with cuboids', () => {
  test('takes the pairs that fit best as a whole, with what speaks for them', () => {
    const { matches, boxes, cuboids } = matchBoxes(
      [box('a', 0), box('b', 300)],
      [cuboid('2', 305), cuboid('1', 10)],
    );
    expect(matches).toMatchObject([
      {
        box: 'a',
        cuboid: '1',
        reason: { kind: 'fits', isSameClass: true, depthRatio: 1, hidden: 0, rivals: 0 },
      },
      { box: 'b', cuboid: '2', reason: { kind: 'fits' } },
    ]);
    expect(matches[0]!.reason).toHaveProperty('iou', expect.closeTo(90 / 110, 9));
    expect([boxes, cuboids]).toEqual([[], []]);
  });

  test('says why what is left over has none', () => {
    const { matches, boxes, cuboids } = matchBoxes(
      [box('a', 0), box('b', 12), box('far', 5000), box('little', 380)],
      [cuboid('1', 0), cuboid('2', 300), cuboid('3', 0, 100, { rectangle: undefined })],
    );
    expect(matches).toMatchObject([{ box: 'a', cuboid: '1', reason: { rivals: 1 } }]);
    expect(boxes).toEqual([
      { id: 'b', reason: { kind: 'taken', other: '1', rival: 'a' } },
      { id: 'far', reason: { kind: 'alone' } },
      { id: 'little', reason: { kind: 'overlap', other: '2', iou: expect.closeTo(20 / 180, 9), limit: 0.3 } },
    ]);
    expect(cuboids).toEqual([
      { id: '2', reason: { kind: 'overlap', other: 'little', iou: expect.closeTo(20 / 180, 9), limit: 0.3 } },
      { id: '3', reason: { kind: 'unseen' } },
    ]);
  });

  test('a class that is the same decides between two that overlap alike', () => {
    const pedestrian = cuboid('1', 0, 100, { class: 'pedestrian' });
    const { matches } = matchBoxes([box('a', 0)], [pedestrian, cuboid('2', 0)]);
    expect(matches).toMatchObject([{ cuboid: '2' }]);
    expect(matchBoxes([box('a', 0)], [pedestrian]).matches).toMatchObject([
      { cuboid: '1', reason: { isSameClass: false } },
    ]);
  });

  test('of two in one place the nearer one, which hides the other', () => {
    const { matches, cuboids } = matchBoxes(
      [box('a', 0)],
      [cuboid('far', 0, 100, { depth: 40 }), cuboid('near', 2)],
    );
    expect(matches).toMatchObject([{ cuboid: 'near', reason: { hidden: 0 } }]);
    expect(cuboids).toEqual([{ id: 'far', reason: { kind: 'taken', other: 'a', rival: 'near' } }]);
  });

  test('not what would have to be at another distance to look as large', () => {
    const { boxes } = matchBoxes([box('a', 0, 100)], [cuboid('1', 0, 180, { depth: 5 })], {
      minIou: 0.1,
      otherClass: 0.5,
      maxDepthRatio: 1.5,
    });
    expect(boxes).toEqual([{ id: 'a', reason: { kind: 'depth', other: '1', depthRatio: 1.8, limit: 1.5 } }]);
  });

  test('leaves what is linked as it is, and gives its cuboid to no other', () => {
    const { matches, boxes } = matchBoxes(
      [box('a', 500, 10, { trackId: 't1' }), box('b', 0), box('c', 0, 100, { trackId: 'gone' })],
      [cuboid('1', 0)],
    );
    expect(matches).toEqual([{ box: 'a', cuboid: '1', reason: { kind: 'linked' } }]);
    expect(boxes).toEqual([
      { id: 'c', reason: { kind: 'alone' } },
      { id: 'b', reason: { kind: 'occupied', other: '1', iou: 1 } },
    ]);
  });

  test('names each box and each cuboid just once, whatever the rectangles are', () => {
    const numbers = fc.oneof(fc.integer({ min: -50, max: 300 }), fc.constantFrom(NaN, Infinity, 1e300, -0));
    const rectangle = fc.record({ left: numbers, top: numbers, right: numbers, bottom: numbers });
    const classes = fc.constantFrom('car', 'bus');
    fc.assert(
      fc.property(
        fc.array(fc.record({ rectangle, class: classes }), { maxLength: 5 }),
        fc.array(
          fc.record({ rectangle: fc.option(rectangle, { nil: undefined }), class: classes, depth: numbers }),
          { maxLength: 5 },
        ),
        (someBoxes, someCuboids) => {
          const boxes = someBoxes.map((one, i) => ({ ...one, id: `b${i}` }));
          const cuboids = someCuboids.map((one, i) => ({ ...one, id: `c${i}`, trackId: `t${i}` }));
          const found = matchBoxes(boxes, cuboids);
          const named = [...found.matches.map((match) => match.box), ...found.boxes.map(({ id }) => id)];
          expect(named.toSorted()).toEqual(boxes.map(({ id }) => id));
          const others = [
            ...found.matches.map((match) => match.cuboid),
            ...found.cuboids.map(({ id }) => id),
          ];
          expect(others.toSorted()).toEqual(cuboids.map(({ id }) => id));
          const reasons = [...found.matches, ...found.boxes, ...found.cuboids].map(({ reason }) => reason);
          for (const reason of reasons)
            for (const language of ['en', 'zh-CN'] as const)
              expect(describeMatch(reason, language, (id) => id)).not.toMatch(/undefined|NaN/);
        },
      ),
    );
  });

  test('is said in both languages', () => {
    const { matches, boxes } = matchBoxes([box('a', 0), box('b', 12)], [cuboid('1', 0)]);
    expect(describeMatch(matches[0]!.reason, 'en', nameOf)).toBe(
      'Overlap 100 %, same class, size as at 1.00 times its distance, better as a whole than 1 other pair',
    );
    expect(describeMatch(boxes[0]!.reason, 'zh-CN', nameOf)).toBe('与 car 1 相符，但后者与 car a 更相符');
  });
});
