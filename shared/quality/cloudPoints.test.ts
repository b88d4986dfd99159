import { expect, test } from 'vitest';
import { DEFAULT_ONTOLOGY } from '../dataset/defaultOntology.ts';
import { fromYaw } from '../geometry/quaternion.ts';
import { layerOutside } from '../geometry/layerOutside.ts';
import { buildCloud } from '../pointcloud/cloud.ts';
import { cloudPoints } from './cloudPoints.ts';
import { objectOf } from './testing/qualityScenes.ts';

/** A flat road, and the sides and top of a car that stands on it ahead, headed along x. */
function street() {
  const points: [number, number, number][] = [];
  for (let x = -20; x <= 20; x += 0.25) for (let y = -10; y <= 10; y += 0.25) points.push([x, y, 0]);
  for (let z = 0.05; z <= 1.5; z += 0.05)
    for (let s = 0; s <= 1; s += 0.02) {
      points.push([7.75 + 4.5 * s, -0.92, z], [7.75, -0.92 + 1.84 * s, z]);
    }
  for (let s = 0; s <= 1; s += 0.02)
    for (let t = 0; t <= 1; t += 0.05) points.push([7.75 + 4.5 * s, -0.92 + 1.84 * t, 1.52]);
  const column = (axis: 0 | 1 | 2) => Float64Array.from(points, (point) => point[axis]);
  return buildCloud({ x: column(0), y: column(1), z: column(2) });
}

const asked = cloudPoints({ cloud: street(), sensor: [0, 0, 1.8], ontology: DEFAULT_ONTOLOGY });
const car = objectOf(1, { centre: [10, 0, 0.8] }).cuboid;

test('the ground is known where there are points of it, and nowhere else', () => {
  expect(asked.groundHeight(3, 3)).toBeCloseTo(0, 1);
  expect(asked.groundHeight(300, 3)).toBeUndefined();
});

test('points on a face are inside, those beyond it outside', () => {
  const [inside] = asked.count([car]);
  expect(inside).toBeGreaterThan(1000);
  expect(asked.countOutside(car, { axis: 1, sign: -1 }, 0.1)).toBe(0);
  // Of a car that is drawn 6 cm too narrow the side lies outside.
  const narrow = { ...car, size: [4.5, 1.78, 1.55] } as const;
  expect(asked.countOutside(narrow, { axis: 1, sign: -1 }, 0.1)).toBeGreaterThan(500);
  expect(asked.countOutside(narrow, { axis: 0, sign: 1 }, 0.1)).toBe(0);
});

test('the layer lies on its face, however the cuboid is turned', () => {
  const turned = { ...car, centre: [0, 0, 0], rotation: fromYaw(Math.PI / 2) } as const;
  const layer = layerOutside(turned, { axis: 0, sign: 1 }, 0.2);
  expect(layer.size).toEqual([0.2, 1.85, 1.55]);
  expect(layer.centre[1]).toBeCloseTo(2.25 + 0.1, 5);
});

test('the car is found while it has no cuboid, and again when that is gone', () => {
  const found = asked.unlabelled([]);
  expect(found.map((object) => object.class)).toContain('car');
  expect(asked.unlabelled([car])).toEqual([]);
  expect(asked.unlabelled([])).toEqual(found);
});

test('an empty cloud answers, and has no ground', () => {
  const none = new Float64Array(0);
  const empty = cloudPoints({
    cloud: buildCloud({ x: none, y: none, z: none }),
    sensor: [0, 0, 0],
    ontology: DEFAULT_ONTOLOGY,
  });
  expect(empty.count([car])).toEqual([0]);
  expect(empty.groundHeight(0, 0)).toBeUndefined();
  expect(empty.unlabelled([])).toEqual([]);
});
