import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../testing/datasetFolders.ts';
import { IDENTITY_TRANSFORM } from '../geometry/rigidTransform.ts';
import { calibrationHash, type CalibrationReading } from './calibration.ts';
import {
  calibrateImages,
  calibrationsIn,
  type CollectedCalibrations,
  type ImageReading,
} from './imageCalibrations.ts';

const FOLDER = memoryFolder('x', {});
const CAMERA = { id: 'front', name: 'Front' };
const MISSING: CalibrationReading = { fault: { code: 'calibration.missing' } };

function lens(fx: number): CalibrationReading {
  return {
    intrinsics: { model: 'pinhole', fx, fy: 1, cx: 0, cy: 0 },
    cameraFromLabel: IDENTITY_TRANSFORM,
  };
}

async function calibrate(...readings: readonly CalibrationReading[]) {
  const images = readings.map((reading, i): ImageReading => ({ frame: `${i}`, reading, path: `${i}.json` }));
  const own: CollectedCalibrations = new Map();
  return { ...(await calibrateImages(CAMERA, images, FOLDER, own)), own };
}

describe('calibrations of images', () => {
  test('that are all the same are the camera’s', async () => {
    const { camera, own, problems } = await calibrate(lens(1), lens(1));
    expect(camera.calibration).toMatchObject({ intrinsics: { fx: 1 }, path: '0.json' });
    expect([own.size, problems]).toEqual([0, []]);
  });

  test('that differ are the images’', async () => {
    const { camera, own } = await calibrate(lens(1), lens(2));
    expect(camera).toEqual(CAMERA);
    expect(await calibrationsIn('1', own, FOLDER)).toMatchObject([
      { camera: 'front', intrinsics: { fx: 2 }, path: '1.json' },
    ]);
    expect(await calibrationsIn('2', own, FOLDER)).toEqual([]);
  });

  test('have the hash that they would have as the camera’s', async () => {
    const [own] = await calibrationsIn('1', (await calibrate(lens(1), lens(2))).own, FOLDER);
    expect(own!.hash).toBe(await calibrationHash(own!, FOLDER.sha256));
    expect(own!.hash).toBe((await calibrate(lens(2))).camera.calibration!.hash);
  });

  test('that are broken here and there leave the others, and are named once', async () => {
    const { camera, own, problems } = await calibrate(lens(1), MISSING, lens(1), MISSING, MISSING);
    expect(camera.calibration).toBeUndefined();
    expect(camera.calibrationProblem).toEqual(problems[0]);
    expect([...own.keys()]).toEqual(['0', '2']);
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
    expect(await calibrate()).toEqual({ camera: CAMERA, own: new Map(), problems: [] });
  });
});
