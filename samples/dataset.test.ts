import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { projectCuboid } from '#shared/camera/projectCuboid.ts';
import type { Camera, Dataset } from '#shared/dataset/dataset.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { diskFolder } from '../testing/datasetFolders.ts';
import type { TruthFrame } from './truth.ts';

const root = new URL('./drive/', import.meta.url);

const folder = diskFolder(fileURLToPath(root));

describe('the drive as the app reads it', () => {
  let dataset: Dataset;
  let frames: TruthFrame[];
  beforeAll(async () => {
    dataset = await openDataset(folder);
    const truth = await readFile(new URL('./drive-truth/truth.json', import.meta.url), 'utf8');
    frames = (JSON.parse(truth) as { frames: TruthFrame[] }).frames;
  });

  test('opens without a single problem: every frame with its cloud, images, times and pose', () => {
    expect(dataset.problems).toEqual([]);
    const [sequence] = dataset.sequences;
    expect(sequence?.frames.map(({ name }) => name)).toEqual(frames.map(({ frame }) => frame));
    for (const frame of sequence!.frames) {
      expect(frame.clouds.length).toBe(1);
      expect(frame.images.length).toBe(3);
      expect(frame.worldFromEgo).toBeDefined();
      expect([...frame.clouds, ...frame.images].every(({ timestamp }) => timestamp !== undefined)).toBe(true);
    }
  });

  // The images' pixels come from the rays of samples/render/lens.ts, the rectangles from the app's own projection.
  test('the app’s projection of each true cuboid holds every pixel that shows its object', () => {
    const outside: string[] = [];
    let compared = 0;
    for (const camera of dataset.sequences[0]!.cameras) {
      for (const { frame, objects } of frames) {
        for (const { number, cuboid, visible } of objects) {
          const seen = visible[camera.id];
          if (seen === undefined) continue;
          compared++;
          const box = projectCuboid(cuboid, viewOf(camera))?.clipped;
          const isInside =
            box !== undefined &&
            seen.left >= box.left - 1 &&
            seen.right <= box.right + 1 &&
            seen.top >= box.top - 1 &&
            seen.bottom <= box.bottom + 1;
          if (!isInside) outside.push(`${camera.id} ${frame} ${number}`);
        }
      }
    }
    expect(outside).toEqual([]);
    expect(compared).toBeGreaterThan(400);
  });
});

function viewOf({ calibration, width, height }: Camera): Parameters<typeof projectCuboid>[1] {
  return {
    model: createCameraModel(calibration!.intrinsics),
    cameraFromLabel: calibration!.cameraFromLabel,
    width: width!,
    height: height!,
  };
}
