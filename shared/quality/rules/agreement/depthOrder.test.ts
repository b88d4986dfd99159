import { expect, test } from 'vitest';
import { boxesOf, check, frontBox, object, street, uuid } from '../../agreement/testing/street.ts';
import { depthOrder } from './depthOrder.ts';

const objects = [object(1, [15, 0, -0.9], 1.5), object(2, [25, 1.5, -0.9], 1.5)];
const cameras = street().cameras.slice(0, 1);

function flagged(front: number, back: number): ReturnType<typeof street> {
  const boxes2d = boxesOf(objects, cameras).map((box) =>
    Object.assign({}, box, { attributes: { occlusion: box.id === frontBox(1) ? front : back } }),
  );
  return street({ objects, cameras, boxes2d });
}

test('the nearer of two cannot be the one that is hidden', () => {
  expect(check(depthOrder, flagged(0, 1))).toEqual([]);
  expect(check(depthOrder, flagged(1, 0))).toMatchObject([
    { rule: 'AGR012', trackId: uuid(2), params: { number: 2, other: 1 } },
  ]);
});

test('what is behind another by most of it is not in plain view, but a little may be', () => {
  expect(check(depthOrder, flagged(0, 0), { leastShareAlone: 0.3 })).toHaveLength(1);
  expect(check(depthOrder, flagged(0, 0), { leastShareAlone: 1 })).toEqual([]);
});
