import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { IDENTITY_TRANSFORM } from '../geometry/rigidTransform.ts';
import type { CalibrationReading } from './calibration.ts';
import type { Frame } from './dataset.ts';
import { calibrateImages, withImageCalibrations, type ImageReading } from './imageCalibrations.ts';

const FOLDER = memoryFolder('x', {});
const CAMERA = { id: 'front', name: 'Front' };
const MISSING: CalibrationReading = { fault: { code: 'calibration.missing' } };

function lens(fx: number): CalibrationReading {
  return {
    intrinsics: { model: 'pinhole', fx, fy: 1, cx: 0, cy: 0 },
    cameraFromLabel: IDENTITY_TRANSFORM,
  };
}

function images(...readings: readonly CalibrationReading[]): ImageReading[] {
  return readings.map((reading, i) => ({ image: `${i}.png`, reading, path: `${i}.json` }));
}

describe('calibrations of images', () => {
  test('that are all the same are the camera’s', async () => {
    const { camera, byImage, problems } = await calibrateImages(CAMERA, images(lens(1), lens(1)), FOLDER);
    expect(camera.calibration).toMatchObject({ intrinsics: { fx: 1 }, path: '0.json' });
    expect([byImage.size, problems]).toEqual([0, []]);
  });

  test('that differ are the images’', async () => {
    const { camera, byImage } = await calibrateImages(CAMERA, images(lens(1), lens(2)), FOLDER);
    expect(camera).toEqual(CAMERA);
    expect([...byImage].map(([image, { intrinsics }]) => [image, intrinsics.fx])).toEqual([
      ['0.png', 1],
      ['1.png', 2],
    ]);
  });

  test('that are broken here and there leave the others, and are named once', async () => {
    const read = images(lens(1), MISSING, lens(2), MISSING, MISSING);
    const { camera, byImage, problems } = await calibrateImages(CAMERA, read, FOLDER);
    expect(camera.calibration).toBeUndefined();
    expect(camera.calibrationProblem).toEqual(problems[0]);
    expect([...byImage.keys()]).toEqual(['0.png', '2.png']);
    expect(problems).toEqual([
      {
        code: 'calibration.missing',
        severity: 'warning',
        path: '1.json',
        params: { camera: 'Front', count: 2 },
      },
    ]);
  });

  test('none at all', async () => {
    expect(await calibrateImages(CAMERA, [], FOLDER)).toEqual({
      camera: CAMERA,
      byImage: new Map(),
      problems: [],
    });
  });
});

test('frames get the calibrations of their images', async () => {
  const frame: Frame = {
    id: 'a',
    name: 'a',
    index: 0,
    clouds: [{ sensor: 'lidar', path: 'a' }],
    images: [
      { sensor: 'front', path: '1.png' },
      { sensor: 'rear', path: 'other.png' },
    ],
  };
  const { byImage } = await calibrateImages(CAMERA, images(lens(1), lens(2)), FOLDER);
  const [found] = withImageCalibrations([frame], byImage);
  expect(found!.images.map(({ calibration }) => calibration?.intrinsics.fx)).toEqual([2, undefined]);
});
