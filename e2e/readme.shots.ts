import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import { objectIdOf } from '#shared/labels/ids.ts';
import { sidecarPath, tracksPath } from '#shared/labels/labelPaths.ts';
import { TRACKS_FORMAT, TRACKS_VERSION, type TrackJson } from '#shared/labels/tracksFile.ts';
import { diskFolder } from '../testing/datasetFolders.ts';
import { test } from './support/app.ts';

interface Truth {
  frames: {
    objects: { trackId: string; number: number; class: string; points: number; cuboid: Cuboid }[];
  }[];
}

const repository = fileURLToPath(new URL('..', import.meta.url));
const generator = { name: 'boxwright', version: '0' };

/** Labels the first frames of a copy of the sample drive with what its generator knows. */
async function labelDrive(folder: string, frames: number): Promise<void> {
  const truth = JSON.parse(readFileSync(join(repository, 'samples/drive-truth/truth.json'), 'utf8')) as Truth;
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  const tracks = new Map<string, TrackJson>();
  for (const frame of sequence.frames.slice(0, frames)) {
    const seen = truth.frames[frame.index]!.objects.filter(({ points }) => points >= 12);
    for (const { trackId, number, class: name } of seen) {
      tracks.set(trackId, { id: trackId, number, class: name, attributes: {} });
    }
    const objects = seen.map((object) => ({
      id: objectIdOf(object.trackId, frame.id),
      trackId: object.trackId,
      class: object.class,
      attributes: {},
      cuboid: {
        centre: [...object.cuboid.centre] as [number, number, number],
        size: [...object.cuboid.size] as [number, number, number],
        rotation: [...object.cuboid.rotation] as [number, number, number, number],
        yaw: cuboidYaw(object.cuboid),
      },
      points: object.points,
      provenance: { source: 'manual' as const, keyframe: true },
      status: 'confirmed' as const,
      projections: [],
    }));
    const parts = { dataset, sequence, frame, objects, boxes2d: [], review: [], generator };
    writeFileSync(join(folder, sidecarPath(frame.id)), serialiseSidecar(buildSidecar(parts)));
  }
  writeFileSync(
    join(folder, tracksPath(sequence)),
    serialiseTracksFile({
      format: TRACKS_FORMAT,
      version: TRACKS_VERSION,
      generator,
      sequence: sequence.id,
      tracks: [...tracks.values()],
    }),
  );
}

const PICTURES = [
  { name: 'label-en', locale: 'en-GB', select: 26 },
  { name: 'label-zh', locale: 'zh-CN', select: 42 },
] as const;

for (const { name, locale, select } of PICTURES) {
  test.describe(name, () => {
    test.use({ locale });

    test('picture', async ({ page, sampleDrive, openFolder }) => {
      const folder = sampleDrive();
      await labelDrive(folder, 5);
      await openFolder(folder);
      await page.getByTestId(`object-row-${select}`).click();
      await page.keyboard.press('KeyJ');
      await page.waitForTimeout(12_000);
      await page.mouse.move(700, 5);
      await page.screenshot({ path: join(repository, `docs/images/${name}.png`) });
    });
  });
}
