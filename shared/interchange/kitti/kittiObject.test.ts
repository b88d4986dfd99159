import { describe, expect, test } from 'vitest';
import { AHEAD, madeObject, madeSet, writeAll } from '../../../testing/interchange.ts';
import { fromAxisAngle, fromYaw, multiply } from '../../geometry/quaternion.ts';
import type { LabelBox2d } from '../common/labelSet.ts';
import { kittiObjectFormat } from './kittiObjectFormat.ts';

/** x right = −y, y down = −z, z forward = x. */
const AHEAD_LEVEL = [0, -1, 0, 0, 0, -1, 1, 0, 0] as const;

describe('labels as KITTI’s object benchmark', () => {
  // The columns and axes as the benchmark's development kit defines them, worked out by hand.
  test('stand in the camera’s frame on their bottom centre, sizes as height, width, length', async () => {
    const level = {
      ...AHEAD.calibration!,
      cameraFromLabel: { rotation: AHEAD_LEVEL, translation: [0, 0, 0] },
    } as const;
    const object = madeObject({ centre: [20, 3, 0.25], size: [4, 2, 1.5], rotation: fromYaw(0.3) }, '1', {
      attributes: { occlusion: 1, colour: 'red' },
    });
    const set = madeSet([{ name: '000007', objects: [object] }], {
      cameras: [{ ...AHEAD, calibration: level }],
    });
    const { files, losses } = await writeAll(kittiObjectFormat, set);
    const columns = files['label_2/000007.txt']!.trim().split(' ');
    expect(columns.slice(8)).toEqual([
      '1.500000',
      '2.000000',
      '4.000000',
      '-3.000000',
      '0.500000',
      '20.000000',
      (-0.3 - Math.PI / 2).toFixed(6),
    ]);
    const [left, top, right, bottom] = columns.slice(4, 8).map(Number) as [number, number, number, number];
    const pixels = [-1, 1].flatMap((front) =>
      [-1, 1].flatMap((side) =>
        [-1, 1].map((up) => {
          const x = 20 + front * 2 * Math.cos(0.3) - side * Math.sin(0.3);
          const y = 3 + front * 2 * Math.sin(0.3) + side * Math.cos(0.3);
          return [640 - (900 * y) / x, 360 - (900 * (0.25 + up * 0.75)) / x] as const;
        }),
      ),
    );
    expect(left).toBeCloseTo(Math.min(...pixels.map(([u]) => u)), 1);
    expect(right).toBeCloseTo(Math.max(...pixels.map(([u]) => u)), 1);
    expect(top).toBeCloseTo(Math.min(...pixels.map(([, v]) => v)), 1);
    expect(bottom).toBeCloseTo(Math.max(...pixels.map(([, v]) => v)), 1);
    expect(columns.slice(0, 3)).toEqual(['car', '0.00', '1']);
    expect(Number(columns[3])).toBeCloseTo(-0.3 - Math.PI / 2 - Math.atan2(-3, 20), 5);
    expect(losses).toMatchObject({
      attributesLost: { colour: 1 },
      objects: { withoutPitchAndRoll: 0 },
      changed: [],
    });
  });

  test('that are tilted are named with the angle that is lost', async () => {
    const tilted = multiply(fromYaw(1), fromAxisAngle([0, 1, 0], 0.1));
    const set = madeSet(
      [{ name: '1', objects: [madeObject({ centre: [20, 3, 0], size: [4, 2, 1.5], rotation: tilted })] }],
      {
        cameras: [{ id: 'front' }],
      },
    );
    const { losses } = await writeAll(kittiObjectFormat, set);
    expect(losses.notes).toEqual({ assumedCameraAxes: 1 });
    expect(losses.changed).toMatchObject([{ frame: 'lidar/1.pcd', track: '1', lost: ['pitchRoll'] }]);
    expect(losses.changed[0]?.deviation?.tiltRad).toBeCloseTo(0.1, 6);
  });

  test('have the 2D boxes that people drew in place of those that are computed', async () => {
    const drawn = { left: 1, top: 2, right: 30.5, bottom: 40 };
    const box = { camera: 'front', rectangle: drawn, class: 'car', source: 'manual' } as const;
    const object = madeObject({ centre: [20, 3, 0], size: [4, 2, 1.5], rotation: [0, 0, 0, 1] });
    const boxes2d: LabelBox2d[] = [
      { ...box, track: '1', score: 0.5, attributes: { colour: 'red' } },
      { ...box, class: 'road sign', extent: 'visible', attributes: { occlusion: 3 } },
      { ...box, camera: 'rear' },
    ];
    const { files, losses } = await writeAll(
      kittiObjectFormat,
      madeSet([{ name: '1', objects: [object], boxes2d }]),
    );
    const lines = files['label_2/1.txt']!.trim().split('\n');
    expect(lines[0]).toContain(' 1.00 2.00 30.50 40.00 1.500000 ');
    expect(lines[1]).toBe('road_sign -1.00 3 -10 1.00 2.00 30.50 40.00 -1 -1 -1 -1000 -1000 -1000 -10');
    expect(lines).toHaveLength(2);
    expect(losses.boxes2d).toEqual({ written: 2, leftOut: 1 });
    expect(losses.attributesLost).toEqual({ colour: 1, extent: 1, score: 1 });
  });

  test('with numbers that are none are left out and named', async () => {
    const broken = madeObject({ centre: [NaN, 0, 0], size: [4, 2, 1], rotation: [0, 0, 0, 1] });
    const { files, losses } = await writeAll(kittiObjectFormat, madeSet([{ name: '1', objects: [broken] }]));
    expect(files['label_2/1.txt']).toBe('');
    expect(losses.changed).toEqual([
      { frame: 'lidar/1.pcd', track: '1', class: 'car', lost: ['object'], reason: 'notFinite' },
    ]);
  });
});
