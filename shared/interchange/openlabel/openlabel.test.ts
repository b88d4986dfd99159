import { describe, expect, test } from 'vitest';
import { AHEAD, lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../../testing/interchange.ts';
import { openlabelFaults } from '../../../testing/openlabelMeaning.ts';
import { openlabelRules } from '../../../testing/openlabelRules.ts';
import { fromAxisAngle, toMatrix3 } from '../../geometry/quaternion.ts';
import type { LabelCamera } from '../common/labelSet.ts';
import { openlabelFormat } from './openlabelFormat.ts';

const cuboid = { centre: [1, 2, 3], size: [4, 2, 1.5], rotation: fromAxisAngle([0, 1, 0], 0.2) } as const;
const TRACK = '6f1f7f0e-1c43-4f0e-8a39-5f7d3f2d5a10';
const pose = {
  rotation: toMatrix3(fromAxisAngle([0, 0, 1], 0.3)),
  translation: [400_000.25, 5_000_000.125, 12],
} as const;
const fisheye: LabelCamera = {
  id: 'left',
  calibration: {
    ...AHEAD.calibration!,
    intrinsics: {
      model: 'kannala-brandt',
      fx: 300,
      fy: 301,
      cx: 320,
      cy: 240,
      coefficients: [0.1, 0, -0.01, 0],
    },
  },
};
const distorted: LabelCamera = {
  ...AHEAD,
  calibration: {
    ...AHEAD.calibration!,
    intrinsics: {
      model: 'brown-conrady',
      fx: 900,
      fy: 901,
      cx: 640,
      cy: 360,
      coefficients: [-0.3, 0.1, 0, 0],
    },
  },
};
const mei: LabelCamera = {
  id: 'rear',
  calibration: {
    ...AHEAD.calibration!,
    intrinsics: { model: 'mei', fx: 1, fy: 1, cx: 2, cy: 2, xi: 1.2, coefficients: [0, 0, 0, 0] },
  },
};

const set = madeSet(
  [
    {
      name: '000',
      objects: [
        madeObject(cuboid, TRACK, {
          attributes: { colour: 'red', doors: 4, parked: false },
          points: 7,
          isKeyframe: true,
        }),
        madeObject(cuboid, 'a name', { class: 'bus' }),
      ],
      boxes2d: [
        {
          camera: 'front',
          rectangle: { left: 0.1, top: 0.2, right: 10.7, bottom: 20 },
          class: 'sign',
          source: 'model',
          score: 0.5,
        },
        {
          camera: 'front',
          rectangle: { left: 5, top: 6, right: 7, bottom: 8 },
          class: 'car',
          source: 'manual',
          track: TRACK,
          extent: 'amodal',
        },
      ],
      calibrations: new Map([
        [
          'front',
          {
            ...AHEAD.calibration!,
            cameraFromLabel: { ...AHEAD.calibration!.cameraFromLabel, translation: [0, 0, 1] as const },
          },
        ],
      ]),
    },
    { name: '001' },
    { name: '002', objects: [madeObject(cuboid, TRACK)] },
  ],
  { cameras: [distorted, fisheye, mei], egoFromLabel: { ...pose, translation: [1, 0, 2] } },
  (name, index) => ({ ...lidarFrame(name, index), worldFromEgo: pose }),
);

function data(...cuboids: unknown[]): object {
  return { object_data: { cuboid: cuboids } };
}

function entry(val: unknown, system = 'velodyne'): object {
  return { name: 'shape', val, coordinate_system: system };
}

describe('labels as OpenLABEL', () => {
  test('keep the rules of the standard’s schema, and what every reader needs beyond them', async () => {
    const { files } = await writeAll(openlabelFormat, set);
    expect(openlabelFaults(openlabelRules.parse(JSON.parse(files['openlabel.json']!)))).toEqual([]);
  });

  test('would be refused for what those rules forbid', async () => {
    const { files } = await writeAll(openlabelFormat, set);
    const text = files['openlabel.json']!;
    const refused = (change: (text: string) => string): boolean => {
      const parsed = openlabelRules.safeParse(JSON.parse(change(text)));
      return !parsed.success || openlabelFaults(parsed.data).length > 0;
    };
    expect(refused((same) => same)).toBe(false);
    const changes: [string, string][] = [
      [TRACK, 'track_7'],
      ['"schema_version": "1.0.0"', '"schema_version": "1.1.0"'],
      ['"type": "car"', '"kind": "car"'],
      ['"type": "camera"', '"type": "webcam"'],
      ['"frame_end": 2', '"frame_end": 1'],
      ['"parent": "ego"', '"parent": "elsewhere"'],
      ['"coordinate_system": "lidar"', '"coordinate_system": "radar"'],
      ['"lens_coeffs": [', '"lens_coeffs": [0,'],
      ['"distortion_coeffs": [', '"distortion_coeffs": [0,'],
    ];
    for (const [from, to] of changes) {
      expect(text).toContain(from);
      expect({ from, isRefused: refused((all) => all.replaceAll(from, to)) }).toEqual({
        from,
        isRefused: true,
      });
    }
  });

  test('come back with their tracks, attributes, 2D boxes, cameras, poses and times', async () => {
    const { files } = await writeAll(openlabelFormat, set);
    const { from, frames, problems, set: found } = await readBack(files);
    expect({ from, problems }).toEqual({ from: 'openlabel', problems: [] });
    const [first] = await Promise.all(
      set.sequences[0]!.frames.map((frame) => set.sequences[0]!.labelsOf(frame)),
    );
    expect(frames[0]!.objects).toEqual(first!.objects);
    expect(frames[0]!.boxes2d).toEqual(expect.arrayContaining([...first!.boxes2d]));
    expect(frames[0]!.calibrations?.get('front')?.cameraFromLabel.translation[2]).toBeCloseTo(1, 9);
    expect(found.sequences[0]!.frames).toEqual(set.sequences[0]!.frames);
    const lenses = found.sequences[0]!.cameras.map(({ calibration }) => calibration?.intrinsics);
    expect(lenses[0]).toMatchObject({ model: 'brown-conrady', coefficients: [-0.3, 0.1, 0, 0, 0] });
    expect(lenses.slice(1)).toMatchObject([fisheye.calibration?.intrinsics, mei.calibration?.intrinsics]);
    expect(await writeAll(openlabelFormat, found)).toMatchObject({ files });
  });

  test('of another hand may have Euler angles, and a broken entry costs only itself', async () => {
    const file = {
      openlabel: {
        metadata: { schema_version: '1.0.0' },
        objects: { 1: { name: 'car1', type: 'Car' }, 2: { name: 'x', type: 'Van' } },
        frames: {
          10: {
            objects: {
              1: data(entry([1, 2, 3, Math.PI / 2, 0, 0, 4, 2, 1])),
              2: data(entry([1, 2]), entry('x')),
            },
          },
          9: {
            objects: {
              2: data(entry([1, 2, 3, 0, 0, 0, 4, 2, 1]), entry([1, 2, 3, 0, 0, 0, 4, 2, 1], 'odom')),
            },
          },
        },
      },
    };
    const { frames, problems } = await readBack({ 'labels/openlabel_01.json': JSON.stringify(file) });
    expect(frames.map(({ name, objects }) => [name, objects.map(({ class: type }) => type)])).toEqual([
      ['9', ['Van']],
      ['10', ['Car']],
    ]);
    expect(frames[1]!.objects[0]!.cuboid.rotation[2]).toBeCloseTo(Math.SQRT1_2, 12);
    expect(problems.map(({ params }) => params?.['where'])).toEqual(['coordinate_system odom', 'val', 'val']);
  });

  test('a broken frame, object, stream or system costs only itself', async () => {
    const { files } = await writeAll(openlabelFormat, set);
    const { openlabel } = JSON.parse(files['openlabel.json']!) as {
      openlabel: Record<'coordinate_systems' | 'streams' | 'objects' | 'frames', Record<string, unknown>>;
    };
    openlabel.coordinate_systems['front'] = { type: 5 };
    openlabel.streams['left'] = 'broken';
    openlabel.objects[TRACK] = null;
    openlabel.frames['1'] = [];
    openlabel.frames['x'] = {};
    const { frames, problems } = await readBack({ 'openlabel.json': JSON.stringify({ openlabel }) });
    expect(frames.map(({ name, objects }) => [name, objects.map(({ class: type }) => type)])).toEqual([
      ['000', ['object', 'bus']],
      ['002', ['object']],
    ]);
    expect(problems.map(({ params }) => params?.['object'])).toEqual([
      'frames.1',
      'frames.x',
      'coordinate_systems.front',
      'streams.left',
      `objects.${TRACK}`,
    ]);
  });

  test('that are none are not taken for some', async () => {
    await expect(readBack({ 'openlabel.json': '{"openlabel": {"metadata": {}}}' })).rejects.toMatchObject({
      problem: { code: 'labels.schema' },
    });
    await expect(readBack({ 'other.json': '{"a": 1}' })).rejects.toMatchObject({
      problem: { code: 'folder.unrecognised' },
    });
  });
});
