import { describe, expect, test } from 'vitest';
import { calibrationOf } from '../../../testing/calibrationOf.ts';
import { createCameraModel } from '../../camera/createCameraModel.ts';
import { projectPoint } from '../../camera/projectPoint.ts';
import { CORNER_SIGNS, cuboidCorners } from '../../geometry/cuboid.ts';
import { openDataset, readDataset } from '../openDataset.ts';
import { folderOfWorld, labelsOf, rowOf } from './testing/nuscenesFolder.ts';
import {
  CAMERAS,
  CARS,
  cornerOf,
  LIDAR,
  pixelOf,
  secondsOf,
  seenFrom,
  vehicleAt,
  type Tables,
} from './testing/nuscenesWorld.ts';

const still = (tables: Tables): void => {
  for (const row of tables['ego_pose']!) Object.assign(row, vehicleAt(0));
};

describe('where things are', () => {
  test('cars land where they stand, seen from the lidar at its time', async () => {
    const folder = folderOfWorld();
    const dataset = await openDataset(folder);
    const labels = await labelsOf(folder, dataset, dataset.sequences[1]);
    for (const [i, frame] of labels.entries()) {
      for (const car of CARS) {
        const { cuboid } = frame!.objects.find(({ sourceId }) => sourceId === car.token)!;
        const [width, length, height] = car.size;
        expect(cuboid.size).toEqual([length, width, height]);
        const corners = cuboidCorners(cuboid);
        for (const [c, signs] of CORNER_SIGNS.entries()) {
          const expected = seenFrom(LIDAR, seenFrom(vehicleAt(secondsOf(i)), cornerOf(car, signs)));
          for (const axis of [0, 1, 2] as const) expect(corners[c]![axis]).toBeCloseTo(expected[axis], 6);
        }
      }
    }
  });

  test('their corners project to where each camera was when it was exposed', async () => {
    const folder = folderOfWorld();
    const { dataset, imageCalibrations } = await readDataset(folder);
    const sequence = dataset.sequences[1]!;
    const labels = await labelsOf(folder, dataset, sequence);
    let seen = 0;
    for (const camera of sequence.cameras) {
      for (const [i, frame] of sequence.frames.entries()) {
        const calibration = await calibrationOf(camera, frame, imageCalibrations);
        const { intrinsics, cameraFromLabel } = calibration!;
        const view = { model: createCameraModel(intrinsics), cameraFromLabel };
        for (const car of CARS) {
          const { cuboid } = labels[i]!.objects.find(({ sourceId }) => sourceId === car.token)!;
          for (const [c, corner] of cuboidCorners(cuboid).entries()) {
            const at = secondsOf(i) + CAMERAS[camera.id]!.delay;
            const expected = pixelOf(camera.id, at, cornerOf(car, CORNER_SIGNS[c]!));
            if (expected === undefined) continue;
            const found = projectPoint(corner, view)!;
            expect(Math.hypot(found[0] - expected[0], found[1] - expected[1])).toBeLessThan(0.001);
            seen++;
          }
        }
      }
    }
    expect(seen).toBeGreaterThan(100);
  });

  test('a vehicle that stands still needs no calibration per image', async () => {
    const standing = await readDataset(folderOfWorld(still));
    expect([...standing.imageCalibrations]).toEqual([]);
    const { dataset, imageCalibrations } = await readDataset(folderOfWorld());
    const { cameras, frames } = dataset.sequences[0]!;
    expect(cameras[0]!.calibration).toEqual(standing.dataset.sequences[0]!.cameras[0]!.calibration);
    const own = await calibrationOf(cameras[0]!, frames[0]!, imageCalibrations);
    expect(own!.hash).not.toBe(cameras[0]!.calibration!.hash);
    expect(own!.intrinsics).toEqual(cameras[0]!.calibration!.intrinsics);
  });

  test('the pose of the vehicle is that of the sweep', async () => {
    const { sequences } = await openDataset(folderOfWorld());
    const { translation } = sequences[1]!.frames[2]!.worldFromEgo!;
    expect(translation).toEqual(vehicleAt(secondsOf(2)).translation);
  });
});

describe('a second lidar', () => {
  test('is merged where it stands on the vehicle', async () => {
    const { sequences, problems } = await openDataset(
      folderOfWorld((tables, files) => {
        tables['sensor']!.push({ token: 'sensor-second', channel: 'LIDAR_FRONT', modality: 'lidar' });
        const pose = { translation: [3, 0, 0.5], rotation: [1, 0, 0, 0] };
        tables['calibrated_sensor']!.push({ token: 'second', sensor_token: 'sensor-second', ...pose });
        const row = rowOf(tables, 'sample_data', 'scene-0061-sample-0-LIDAR_TOP-key');
        const filename = 'samples/LIDAR_FRONT/1.pcd.bin';
        tables['sample_data']!.push({
          ...row,
          token: 'another',
          calibrated_sensor_token: 'second',
          filename,
        });
        files.push(filename);
      }),
    );
    const { lidars, frames } = sequences[1]!;
    expect(frames[0]!.clouds.map(({ sensor }) => sensor)).toEqual(['LIDAR_TOP', 'LIDAR_FRONT']);
    const expected = seenFrom(LIDAR, [3, 0, 0.5]);
    for (const axis of [0, 1, 2] as const) {
      expect(lidars[1]!.labelFromLidar.translation[axis]).toBeCloseTo(expected[axis], 12);
    }
    expect(problems.map(({ params }) => params?.['reason'])).toContain('assumedLidarsAtOnce');
  });
});
