import { expect, test } from 'vitest';
import { buildCloud } from '../pointcloud/cloud.ts';
import { forEachPacked } from '../pointcloud/packOrder.ts';
import { CloudPaint, type ImagePixels } from './cloudPaint.ts';
import type { SeenPoints } from './projectCloud.ts';

const RED = [200, 10, 20, 255];
const BLUE = [5, 30, 210, 255];
const NONE = [0, 0, 0, 0];

/** Of one colour, save for its top-left pixel. */
function image(color: readonly number[], corner: readonly number[] = color): ImagePixels {
  const [width, height] = [8, 6];
  const data = Uint8ClampedArray.from(
    { length: width * height * 4 },
    (_, i) => (i < 4 ? corner : color)[i % 4]!,
  );
  return { width, height, data };
}

function seen(points: readonly { index: number; at: readonly [number, number] }[]): SeenPoints {
  return {
    count: points.length,
    indices: Uint32Array.from(points, ({ index }) => index),
    pixels: Float32Array.from(points.flatMap(({ at }) => at)),
    ranges: new Float32Array(points.length).fill(5),
  };
}

const cloud = buildCloud({
  x: Float64Array.of(0, 10, 20, 30),
  y: Float64Array.of(0, 5, 10, 15),
  z: Float64Array.of(0, 0, 0, 0),
});

/** By index, which is not the order of the pack. */
function colorsOf(paint: CloudPaint): number[][] {
  const packed = paint.inPackOrder(cloud);
  const colors: number[][] = [];
  forEachPacked(cloud, (index, place) => {
    colors[index] = [...packed.subarray(4 * place, 4 * place + 4)];
  });
  return colors;
}

test('a point has the colour of the pixel that it is nearest to, and none where no camera sees it', () => {
  const paint = new CloudPaint(4);
  paint.add(
    seen([
      { index: 0, at: [-0.5, 0.4] },
      { index: 2, at: [0.6, 0.4] },
    ]),
    image(RED, BLUE),
  );
  expect(colorsOf(paint)).toEqual([BLUE, NONE, RED, NONE]);
});

test('of two cameras the one counts that sees it closer to the middle, in whatever order they come', () => {
  const [inMiddle, atEdge] = [seen([{ index: 1, at: [3.5, 2.5] }]), seen([{ index: 1, at: [7, 2.5] }])];
  const first = new CloudPaint(4);
  first.add(inMiddle, image(RED));
  first.add(atEdge, image(BLUE));
  expect(colorsOf(first)[1]).toEqual(RED);
  const second = new CloudPaint(4);
  second.add(atEdge, image(BLUE));
  second.add(inMiddle, image(RED));
  expect(colorsOf(second)[1]).toEqual(RED);
});

test('the last half pixel of an image is read from its last pixel', () => {
  const paint = new CloudPaint(4);
  paint.add(seen([{ index: 3, at: [7.4999, 5.4999] }]), image(RED));
  expect(colorsOf(paint)[3]).toEqual(RED);
});
