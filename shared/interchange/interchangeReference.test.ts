import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { EVERY_FORMAT } from '../../testing/everyFormat.ts';
import {
  distance,
  minus,
  transposed,
  turned,
  yaw,
  type IndependentBox,
  type Numbers3,
} from '../../testing/independent/boxes.ts';
import { readBack, writeAll } from '../../testing/interchange.ts';
import { nuscenesFaults, nuscenesRows } from '../../testing/nuscenesFaults.ts';
import { openlabelFaults } from '../../testing/openlabelMeaning.ts';
import { openlabelRules } from '../../testing/openlabelRules.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { cuboidYaw, type Cuboid } from '../geometry/cuboid.ts';
import type { LabelObject } from './common/labelSet.ts';

/** Metres and radians. */
const LARGEST = 1e-4;

/** Points that an independent program has counted in the labelled boxes of a cloud. */
interface Counted {
  readonly lidar: string;
  readonly boxes: readonly {
    readonly obj_id?: string;
    readonly id?: string;
    readonly points_inside: number;
    readonly within_0p1mm_of_face?: number;
  }[];
}

function counted(root: string, key: 'sustechpoints' | 'kitti'): Counted[] {
  const all = JSON.parse(readFileSync(`${root}/oracle/points_in_box.json`, 'utf8')) as Record<
    string,
    Counted[]
  >;
  return all[key]!;
}

/** Rows of float32 that begin with x, y, z; a PCD's after its header. */
function readPoints(path: string): Numbers3[] {
  const file = readFileSync(path);
  const header = file.indexOf('DATA binary\n');
  const [start, row] = header === -1 ? [0, 16] : [header + 'DATA binary\n'.length, 48];
  const points: Numbers3[] = [];
  for (let at = start; at + row <= file.length; at += row)
    points.push([file.readFloatLE(at), file.readFloatLE(at + 4), file.readFloatLE(at + 8)]);
  return points;
}

/** Those that may be in a box: so many boxes are tried that all points would take seconds each time. */
function pointsNear({ centre, size }: Cuboid, points: readonly Numbers3[]): Numbers3[] {
  const reach = Math.hypot(...size) / 2 + 0.01;
  return points.filter(
    (point) => Math.abs(point[0] - centre[0]) <= reach && distance(point, centre) <= reach,
  );
}

function countInside({ centre, size, rotation }: IndependentBox, points: readonly Numbers3[]): number {
  const boxFromLabel = transposed(rotation);
  return points.filter((point) =>
    turned(boxFromLabel, minus(point, centre)).every((part, axis) => Math.abs(part) <= size[axis]! / 2),
  ).length;
}

interface Off {
  readonly object: LabelObject;
  readonly box: IndependentBox;
  readonly metres: number;
  readonly radians: number;
}

function nearest(object: LabelObject, boxes: readonly IndependentBox[]): Off {
  const { cuboid } = object;
  const all = boxes.map((box): Off => {
    const turn = yaw(box) - cuboidYaw(cuboid);
    const sides = box.size.map((side, axis) => Math.abs(side - cuboid.size[axis]!));
    return {
      object,
      box,
      metres: Math.max(distance(box.centre, cuboid.centre), ...sides),
      radians: Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn))),
    };
  });
  return all.reduce((a, b) => (a.metres + a.radians <= b.metres + b.radians ? a : b));
}

describeWithReference('real labels', (root) => {
  test.each([
    { name: 'kitti_object', layout: 'kitti-object', oracle: 'kitti' },
    { name: 'sustechpoints', layout: 'sustechpoints', oracle: 'sustechpoints' },
    { name: 't4dataset_sample', layout: 't4', oracle: undefined },
    { name: 'datumaro_assets/sly_pointcloud_dataset', layout: 'supervisely', oracle: undefined },
  ] as const)('of $name go through every format', async ({ name, layout, oracle }) => {
    const { set, frames, problems } = await readBack({}, layout, diskFolder(`${root}/data/${name}`));
    expect(problems.filter(({ code }) => code.startsWith('labels.'))).toEqual([]);
    const objects = frames.flatMap((frame) => frame.objects);
    expect(objects.length).toBeGreaterThan(0);
    const known =
      oracle === undefined
        ? []
        : counted(root, oracle).flatMap(({ lidar, boxes }) => {
            const points = readPoints(`${root}/data/${lidar}`);
            const labelled = frames.find((frame) => lidar.includes(frame.name))!.objects;
            return boxes.map(({ points_inside: inside, within_0p1mm_of_face: onFace = 0 }, i) => ({
              object: labelled[i]!,
              points: pointsNear(labelled[i]!.cuboid, points),
              inside,
              onFace,
            }));
          });
    expect(known.length > 0).toBe(oracle !== undefined);
    for (const { id, format, tried } of EVERY_FORMAT) {
      const { files, losses } = await writeAll(format, set);
      expect({ id, ...losses.objects }).toMatchObject({ id, written: objects.length, leftOut: 0 });
      const openlabel = id === 'openlabel' ? Object.values(files) : [];
      expect(openlabel.flatMap((text) => openlabelFaults(openlabelRules.parse(JSON.parse(text))))).toEqual(
        [],
      );
      const tables = id === 'nuscenes' ? [nuscenesRows(files)] : [];
      expect(tables.flatMap(nuscenesFaults)).toEqual([]);
      const boxes = tried.read(files);
      expect({ id, boxes: boxes.length }).toEqual({ id, boxes: objects.length });
      const pairs = new Map(objects.map((object) => [object, nearest(object, boxes)]));
      const worst = Math.max(...[...pairs.values()].map(({ metres }) => metres));
      expect({ id, isWithin: worst <= LARGEST, worst }).toMatchObject({ isWithin: true });
      // The sample of T4 has a camera that looks straight up: upright in it is level here, and the report names each object.
      const isNamed = losses.changed.length === objects.length && layout === 't4';
      const turn = Math.max(...[...pairs.values()].map(({ radians }) => radians));
      expect({ id, isWithin: isNamed || turn <= LARGEST, turn }).toMatchObject({ isWithin: true });
      if (format.describeLoss.rotation !== 'full' && id !== layout) continue;
      for (const { object, points, inside, onFace } of known) {
        const found = countInside(pairs.get(object)!.box, points);
        const isSame = Math.abs(found - inside) <= onFace;
        expect({ id, track: object.track, found, inside, isSame }).toMatchObject({ isSame: true });
      }
    }
  });
});
