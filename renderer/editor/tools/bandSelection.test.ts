import { expect, test } from 'vitest';
import { lookingView, pixelOf } from '../testing/fakeViews.ts';
import { someCuboid } from '../testing/someRecords.ts';
import { bandBetween, cuboidsInBand } from './bandSelection.ts';

const record = someCuboid(1, 'a');
const view = lookingView([0, 0, 3], [10, 0, 0]);

test('a band is the same from whichever corner it is drawn', () => {
  expect(bandBetween([5, 9], [1, 2])).toEqual({ left: 1, top: 2, right: 5, bottom: 9 });
  expect(bandBetween([1, 9], [5, 2])).toEqual(bandBetween([5, 2], [1, 9]));
});

test('a cuboid is held by most of what is seen of it, though its centre is outside', () => {
  const [x, y] = pixelOf(view, record.cuboid.centre);
  expect(cuboidsInBand([record], view, bandBetween([x - 300, y + 1], [x + 300, y + 300]))).toEqual([record]);
  expect(cuboidsInBand([record], view, bandBetween([x - 300, y - 300], [x + 300, y - 1]))).toEqual([]);
});

test('one that reaches behind the viewer is held by its centre alone', () => {
  const around = { ...record, cuboid: { ...record.cuboid, size: [40, 40, 2] as const } };
  const everything = bandBetween([-1e5, -1e5], [1e5, 1e5]);
  expect(cuboidsInBand([around], view, everything)).toEqual([around]);
  expect(cuboidsInBand([around], view, bandBetween([0, 0], [10, 10]))).toEqual([]);
});
