import { expect, test } from 'vitest';
import { ghost } from '../rules/agreement/ghost.ts';
import { asksForPoints } from './asksForPoints.ts';
import { street, streetContext, withBoxes, withCar } from './testing/street.ts';

const rules = [{ rule: ghost, context: streetContext(ghost) }];
const compared = streetContext(ghost);

test('points are asked for where something disagrees, or may be a ghost, and nowhere else', () => {
  expect(asksForPoints(street(), rules, compared)).toBe(false);
  expect(asksForPoints({ ...street(), boxes2d: [] }, rules, compared)).toBe(false);
  const moved = withCar(2, ({ centre: [x, y, z] }) => ({ centre: [x, y + 1, z] }));
  expect(asksForPoints(moved, [], compared)).toBe(true);
  const [first] = street().objects;
  const unboxed = withBoxes((box) => (box.trackId === first!.trackId ? undefined : box));
  expect(asksForPoints(unboxed, [], compared)).toBe(false);
  expect(asksForPoints(unboxed, rules, compared)).toBe(true);
});
