import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitraryNumber } from '../../testing/geometryArbitraries.ts';
import { CoarseDepth, depthCellPixels } from './coarseDepth.ts';

const WIDTH = 320;
const HEIGHT = 200;

const OPPOSITE = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly range: number;
}

function hiddenAmong(points: readonly Placed[]): boolean[] {
  const depth = new CoarseDepth(WIDTH, HEIGHT, {
    count: points.length,
    pixels: points.flatMap(({ x, y }) => [x, y]),
    ranges: points.map(({ range }) => range),
  });
  return points.map(({ x, y, range }) => depth.isHidden(x, y, range));
}

/** The rule as it is told, point by point: no grid, every pair looked at. */
function hiddenByReference(points: readonly Placed[]): boolean[] {
  const side = depthCellPixels(WIDTH, HEIGHT, points.length);
  const cellOf = ({ x, y }: Placed): readonly [number, number] => [
    Math.min(Math.ceil(WIDTH / side) - 1, Math.floor((x + 0.5) / side)),
    Math.min(Math.ceil(HEIGHT / side) - 1, Math.floor((y + 0.5) / side)),
  ];
  const nearest = (column: number, row: number): Placed | undefined =>
    points
      .filter((other) => cellOf(other).join() === [column, row].join())
      .toSorted((a, b) => Math.fround(a.range) - Math.fround(b.range))[0];
  return points.map((point) => {
    const [column, row] = cellOf(point);
    const own = nearest(column, row)!;
    const isBehind = (range: number, dx: number, dy: number, ratio: number): boolean =>
      Math.fround(nearest(column + dx, row + dy)?.range ?? Infinity) < range / ratio - 0.1;
    const isOwnLower = Math.fround(own.y) > point.y;
    const isHiddenByOwn =
      isBehind(point.range, 0, 0, 1.1) && (!isOwnLower || isBehind(point.range, 0, -1, 1.1));
    const ownRange = Math.fround(own.range);
    return (
      isHiddenByOwn ||
      OPPOSITE.some(([dx, dy]) => isBehind(ownRange, dx, dy, 1.04) && isBehind(ownRange, -dx, -dy, 1.04))
    );
  });
}

/** Further inside the wall than so many pixels? */
function isWithin({ x, y }: Placed, margin: number): boolean {
  return x > 100 + margin && x < 197 - margin && y > 50 + margin && y < 147 - margin;
}

/** Points 4 px apart over a rectangle, `range` given by where they are. */
function surface(
  [left, top, right, bottom]: readonly [number, number, number, number],
  range: (x: number, y: number) => number,
): Placed[] {
  const points: Placed[] = [];
  for (let y = top; y < bottom; y += 4) {
    for (let x = left; x < right; x += 4) points.push({ x, y, range: range(x, y) });
  }
  return points;
}

describe('what a surface hides', () => {
  test('is as the rule has it, for any points', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: arbitraryNumber(-0.5, WIDTH - 0.51),
            y: arbitraryNumber(-0.5, HEIGHT - 0.51),
            range: arbitraryNumber(0.5, 120),
          }),
          { minLength: 1, maxLength: 60 },
        ),
        (points) => {
          expect(hiddenAmong(points)).toEqual(hiddenByReference(points));
        },
      ),
    );
  });

  test('a wall hides what is behind it, its gaps included, and nothing beside it', () => {
    const wall = surface([100, 50, 200, 150], () => 10);
    const behind = surface([22, 22, 302, 182], () => 12);
    const hidden = hiddenAmong([...wall, ...behind]).slice(wall.length);
    expect(behind.filter((point, i) => isWithin(point, 8) && hidden[i] !== true)).toEqual([]);
    expect(behind.filter((point, i) => !isWithin(point, -8) && hidden[i] === true)).toEqual([]);
  });

  test('a level road is seen as far as it goes', () => {
    // Eye 1.6 m above it, focal length 700 px, horizon at row 20: depths differ by a third in one cell far away.
    const road = surface([0, 28, 320, 200], (_, y) => (700 * 1.6) / (y - 20));
    expect(hiddenAmong(road).filter((isHidden) => isHidden)).toEqual([]);
  });

  test('a wall seen at an angle hides nothing of itself', () => {
    const wall = surface([40, 40, 200, 160], (x) => 3000 / (300 - x));
    expect(hiddenAmong(wall).filter((isHidden) => isHidden)).toEqual([]);
  });

  test('nothing is in front of the nearest point', () => {
    const points = surface([0, 0, 320, 200], (x, y) => 5 + ((x * 7 + y * 13) % 50));
    const nearest = points.reduce((a, b) => (a.range < b.range ? a : b));
    expect(hiddenAmong(points)[points.indexOf(nearest)]).toBe(false);
  });
});

test('cells are as wide as points are apart, within bounds', () => {
  expect(depthCellPixels(1242, 375, 1_000_000)).toBe(4);
  expect(depthCellPixels(1242, 375, 18_630)).toBeCloseTo(7.5, 0);
  expect(depthCellPixels(1600, 900, 100)).toBe(32);
  expect(depthCellPixels(1600, 900, 0)).toBe(32);
});
