import { compareSides, type ThreeWay, type Verdict } from './threeWay.ts';

/**
 * Whose place stands, a cuboid's or a rectangle's, and with it how it was found. The numbers of a place belong together:
 * one person's centre in another's size is a box that nobody drew. How it was found goes with the place; where one side
 * moved it and the other said something else of how it was found, neither holds of the other.
 */
export function placeVerdict(place: ThreeWay<unknown>, origin: ThreeWay<unknown>): Verdict {
  const moved = compareSides(place);
  const said = compareSides(origin);
  if (moved === 'same') return said;
  return said === 'same' || said === moved ? moved : 'conflict';
}
