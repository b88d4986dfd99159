import { describe, expect, test } from 'vitest';
import {
  pixelOf,
  superviselyImages,
  type IndependentImageReader,
} from '../../testing/independent/imageReaders.ts';
import { segmentsImages } from '../../testing/independent/segmentsReaders.ts';
import { lidarFrame, madeObject, madeSet, readBack, writeAll } from '../../testing/interchange.ts';
import { diskFolder } from '../../testing/datasetFolders.ts';
import { describeWithReference } from '../../testing/referenceData.ts';
import { createCameraModel } from '../camera/createCameraModel.ts';
import { projectPoint } from '../camera/projectPoint.ts';
import type { Intrinsics } from '../dataset/dataset.ts';
import { fromAxisAngle, fromYaw, multiply, toMatrix3 } from '../geometry/quaternion.ts';
import { invertTransform, transformPoint } from '../geometry/rigidTransform.ts';
import type { Vec3 } from '../geometry/vec3.ts';
import { seededRandom } from '../pointcloud/random.ts';
import { calibrationIn, type LabelBox2d, type LabelCalibration } from './common/labelSet.ts';
import { segmentsFormat } from './segments/segmentsFormat.ts';
import { superviselyFormat } from './supervisely/superviselyFormat.ts';

const plane = { fx: 900, fy: 910, cx: 640.25, cy: 360.5 };
const PINHOLE: Intrinsics = { model: 'pinhole', ...plane };
const brown = (...coefficients: number[]): Intrinsics => ({ model: 'brown-conrady', ...plane, coefficients });
const LENSES: readonly Intrinsics[] = [
  PINHOLE,
  brown(-0.29, 0.076, 0.0015, -0.002),
  brown(-0.29, 0.076, 0.0015, -0.002, 0.01),
  brown(0.3, 0.1, 0.001, 0.002, 0.01, 0.5, 0.1, 0.02),
  { model: 'kannala-brandt', ...plane, coefficients: [-0.054, -0.01, -0.002, 0.001] },
];

interface Tried {
  readonly format: typeof segmentsFormat | typeof superviselyFormat;
  readonly read: IndependentImageReader;
  readonly lenses: readonly Intrinsics[];
  readonly beside: (name: string) => readonly string[];
}
const NAMES = ['000000', '000001', '000002'];
const TRIED: readonly Tried[] = [
  { format: segmentsFormat, read: segmentsImages, lenses: LENSES, beside: () => [] },
  {
    format: superviselyFormat,
    read: superviselyImages,
    lenses: [PINHOLE],
    beside: (name) => [
      `ds0/pointcloud/${name}.pcd`,
      ...['front', 'left'].map((camera) => `ds0/related_images/${name}_pcd/${camera}_${name}.jpg`),
    ],
  },
];

/** Cameras that look ahead, turned and shifted at random; each third frame has one of its own. */
function randomImages(intrinsics: Intrinsics) {
  const random = seededRandom(5);
  const between = (min: number, max: number): number => min + (max - min) * random();
  const calibration = (): LabelCalibration => {
    const turn = multiply(fromYaw(between(-3, 3)), fromAxisAngle([0, 1, 0], between(-0.5, 0.5)));
    const labelFromCamera = {
      rotation: toMatrix3(multiply(turn, [-0.5, 0.5, -0.5, 0.5])),
      translation: [between(-2, 2), between(-2, 2), between(0, 3)],
    } as const;
    return { intrinsics, cameraFromLabel: invertTransform(labelFromCamera) };
  };
  const box = (camera: string, track?: string): LabelBox2d => {
    const [left, top] = [between(0, 1000), between(0, 500)];
    const rectangle = { left, top, right: left + between(1, 200), bottom: top + between(1, 200) };
    const named = track === undefined ? {} : { track };
    return { camera, rectangle, class: track === undefined ? 'sign' : 'car', source: 'imported', ...named };
  };
  const cameras = ['front', 'left'].map((id) => ({ id, calibration: calibration() }));
  const frames = NAMES.map((name, i) => ({
    name,
    objects: ['7', '8'].map((track) =>
      madeObject({ centre: [10, 0, 0], size: [4, 2, 1], rotation: [0, 0, 0, 1] }, track),
    ),
    boxes2d: [box('front', '7'), box('front', '8'), box('left', '7'), box('left'), box('nowhere')],
    ...(i === 2 ? { calibrations: new Map([['left', calibration()]]) } : {}),
  }));
  const set = madeSet(frames, { cameras }, (name, index) => ({
    ...lidarFrame(name, index),
    images: ['front', 'left'].map((sensor) => ({ sensor, path: `camera/${sensor}/${name}.jpg` })),
  }));
  return { frames, cameras, set };
}

/** In front of the camera, within its image. */
function pointsAhead({ cameraFromLabel }: LabelCalibration): Vec3[] {
  const labelFromCamera = invertTransform(cameraFromLabel);
  const ahead: Vec3[] = [
    [0, 0, 8],
    [2, -1, 9],
    [-4, 2, 12],
    [5, 3, 20],
  ];
  return ahead.map((point) => transformPoint(labelFromCamera, point));
}

const CASES = TRIED.flatMap((tried) =>
  tried.lenses.map((lens, i) => [tried.format.id, lens.model, i, tried, lens] as const),
);

describe('calibrations and 2D boxes', () => {
  test.each(CASES)('in %s, %s %i', async (_id, _model, _i, { format, read, beside }, lens) => {
    const { frames, cameras, set } = randomImages(lens);
    const { files, losses } = await writeAll(format, set);
    expect(losses.boxes2d).toEqual({ written: 12, leftOut: 3 });
    expect(losses.notes['lensDistortion']).toBeUndefined();
    expect(losses.notes['boxesMadeObjects']).toBe(3);

    const theirs = read(files);
    expect(theirs.map(({ frame, camera }) => [frame, camera])).toEqual(
      NAMES.flatMap((name) => ['front', 'left'].map((camera) => [name, camera])),
    );
    const clouds = Object.fromEntries(NAMES.flatMap(beside).map((path) => [path, '']));
    const { set: found, frames: ours, problems } = await readBack({ ...clouds, ...files });
    expect(problems).toEqual([]);
    for (const [i, made] of frames.entries())
      for (const camera of cameras) {
        const calibration = calibrationIn(camera, made)!;
        const image = theirs.find((each) => each.frame === made.name && each.camera === camera.id)!;
        const back = calibrationIn(
          found.sequences[0]!.cameras.find((each) => each.id === camera.id)!,
          ours[i]!,
        )!;
        for (const point of pointsAhead(calibration)) {
          const [u, v] = projectPoint(point, view(calibration))!;
          const [theirU, theirV] = pixelOf(image.calibration!, point);
          expect(Math.hypot(theirU - u, theirV - v)).toBeLessThan(1e-3);
          const [ourU, ourV] = projectPoint(point, view(back))!;
          expect(Math.hypot(ourU - u, ourV - v)).toBeLessThan(1e-3);
        }
        const drawn = made.boxes2d.filter((box) => box.camera === camera.id);
        const kept = ours[i]!.boxes2d.filter((box) => box.camera === camera.id);
        expect(kept.map(({ class: name }) => name)).toEqual(drawn.map(({ class: name }) => name));
        expect(image.boxes.map(({ class: name }) => name)).toEqual(drawn.map(({ class: name }) => name));
        for (const [k, { rectangle, track }] of drawn.entries()) {
          const { left, top, right, bottom } = rectangle;
          // The corner of the image is half a pixel before the centre of its first.
          const corners = [left + 0.5, top + 0.5, right + 0.5, bottom + 0.5];
          for (const [side, value] of image.boxes[k]!.corners.entries())
            expect(value).toBeCloseTo(corners[side]!, 5);
          for (const [side, value] of Object.entries(kept[k]!.rectangle))
            expect(value).toBeCloseTo(rectangle[side as keyof typeof rectangle], 5);
          const object = ours[i]!.objects.find((each) => each.track === kept[k]!.track);
          expect(object !== undefined).toBe(track !== undefined);
          expect(image.boxes[k]!.object).toBe(kept[k]!.track);
        }
      }
    expect((await writeAll(format, found)).losses.notes['boxesMadeObjects']).toBeUndefined();
  });

  test.each(TRIED)(
    'what $format.id does not hold of a box or a lens is in the report',
    async ({ format }) => {
      const { set, cameras } = randomImages(brown(0.1, 0, 0, 0, 0, 0, 0, 0, 0.01, 0, 0, 0));
      const boxes2d: LabelBox2d[] = [
        {
          camera: 'front',
          rectangle: { left: 1, top: 1, right: 2, bottom: 2 },
          class: 'car',
          source: 'model',
          score: 0.5,
          extent: 'visible',
          attributes: { colour: 'red' },
        },
      ];
      const { frames } = set.sequences[0]!;
      const labelsOf = () => Promise.resolve({ objects: [], boxes2d });
      const { losses, files } = await writeAll(format, {
        ...set,
        sequences: [{ ...set.sequences[0]!, frames: frames.slice(0, 1), cameras, labelsOf }],
      });
      expect(losses.notes['lensDistortion']).toBe(2);
      const colour = format.id === 'segments' ? {} : { colour: 1 };
      expect(losses.attributesLost).toEqual({ ...colour, extent: 1, score: 1 });
      expect(Object.values(files).join('')).not.toContain('distortion');
    },
  );
});

describeWithReference('real calibrations', (root) => {
  test.each(['sustechpoints/example', 'kitti_object', 't4dataset_sample'])('of %s', async (name) => {
    const { set, frames } = await readBack({}, undefined, diskFolder(`${root}/data/${name}`));
    const [sequence] = set.sequences;
    for (const { format, read } of TRIED) {
      const { files, losses } = await writeAll(format, set);
      const isHeld = losses.notes['lensDistortion'] === undefined;
      let compared = 0;
      for (const { frame, camera, calibration } of read(files)) {
        const index = frames.findIndex((each) => each.name === frame);
        const known = calibrationIn(
          sequence!.cameras.find(({ id }) => id === camera)!,
          frames[index]!,
        );
        expect(calibration === undefined).toBe(known === undefined);
        if (known === undefined || !isHeld) continue;
        for (const point of pointsAhead(known)) {
          const [ours, theirs] = [projectPoint(point, view(known))!, pixelOf(calibration!, point)];
          expect(Math.hypot(theirs[0] - ours[0], theirs[1] - ours[1])).toBeLessThan(0.05);
          compared += 1;
        }
      }
      expect({ id: format.id, isCompared: compared > 0 || !isHeld }).toMatchObject({ isCompared: true });
    }
  });
});

function view({ intrinsics, cameraFromLabel }: LabelCalibration) {
  return { model: createCameraModel(intrinsics), cameraFromLabel };
}
