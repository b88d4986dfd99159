import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { objectIdOf } from '#shared/labels/ids.ts';
import { serialiseSidecar, serialiseTracksFile } from '#shared/labels/frameSidecar.ts';
import {
  exampleObject,
  exampleSidecar,
  exampleTracksFile,
  EXAMPLE_TRACK_ID,
} from '../../testing/exampleLabels.ts';

const CLOUD = `VERSION 0.7
FIELDS x y z
SIZE 4 4 4
TYPE F F F
COUNT 1 1 1
WIDTH 1
HEIGHT 1
POINTS 1
DATA ascii
1 2 3
`;

/** A label file larger than any is read: sparse, it takes no room on the disk. */
const GIGABYTE = 2 ** 30;

/** What can be wrong with a sidecar that came from elsewhere, and what is said of it. */
export const BAD_SIDECARS: Readonly<
  Record<string, { damage: (text: string) => Uint8Array | string; said: RegExp }>
> = {
  gbk: {
    damage: (text) => Buffer.from(text.replace('"Car"', '"\xb3\xb5"'), 'latin1'),
    said: /the text is not UTF-8, first in line \d+, column 17/,
  },
  utf16: {
    damage: (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    said: /the text is UTF-16, save it as UTF-8/,
  },
  comma: {
    damage: (text) => text.replace('"class": "Car",', '"class": "Car",,'),
    said: /not readable JSON: line \d+, column 22/,
  },
  trailing: {
    damage: (text) => text.replace(/\n\}\n$/, ',\n}\n'),
    said: /not readable JSON: line \d+, column 1/,
  },
  repeated: {
    damage: (text) => text.replace('"yaw": 0.5', '"yaw": 0.5,\n        "yaw": 0.6'),
    said: /objects\[0\]\.cuboid\.yaw: the key stands twice.*, line \d+, column 9/,
  },
  text: {
    damage: (text) => text.replace('"yaw": 0.5', '"yaw": "0.5"'),
    said: /objects\[0\]\.cuboid\.yaw: a number.*, line \d+, column 16/,
  },
  nan: {
    damage: (text) => text.replace('"yaw": 0.5', '"yaw": NaN'),
    said: /not readable JSON: line \d+, column 16/,
  },
  cut: { damage: (text) => text.slice(0, 700), said: /not readable JSON: line \d+, column \d+/ },
  empty: { damage: () => '', said: /not readable JSON: line 1, column 1/ },
  later: { damage: (text) => text.replace('"version": 1', '"version": 99'), said: /99/ },
  huge: { damage: () => '', said: /the file is too large/ },
};

/** The frames of {@link writeBadLabels} whose labels are sound. */
export const SOUND_FRAMES = ['good', 'bom', 'unknown'] as const;

/** A dataset with a frame for each kind of bad sidecar, amid some that are sound, and files of others. */
export async function writeBadLabels(folder: string): Promise<void> {
  const names = [...SOUND_FRAMES, ...Object.keys(BAD_SIDECARS)];
  await mkdir(join(folder, 'lidar'), { recursive: true });
  for (const [index, name] of names.entries()) {
    const id = `lidar/${name}.pcd`;
    const sidecar = join(folder, `${id}.labels.json`);
    await writeFile(join(folder, id), CLOUD);
    const text = sidecarOf(id, index);
    const damaged = BAD_SIDECARS[name]?.damage(text) ?? text;
    await writeFile(sidecar, name === 'bom' ? `\uFEFF${text}` : damaged);
    if (name === 'huge') {
      const file = await open(sidecar, 'r+');
      await file.truncate(GIGABYTE);
      await file.close();
    }
  }
  await writeFile(join(folder, 'tracks.json'), serialiseTracksFile(exampleTracksFile()));
  await writeFile(join(folder, 'notes.json'), '{"not": ours,}');
  const frames = names.map((name) => ({ clouds: { lidar: `lidar/${name}.pcd` } }));
  const sequences = [{ id: 'example', folder: '', lidars: [{ id: 'lidar' }], frames }];
  const manifest = { format: 'boxwright-dataset', version: 1, labelFrame: 'lidar', sequences };
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(manifest));
}

function sidecarOf(id: string, index: number): string {
  const objects = [exampleObject({ id: objectIdOf(EXAMPLE_TRACK_ID, id), futureKey: index })];
  const { frame, ...example } = exampleSidecar({ objects, boxes2d: [], review: [], sources: [] });
  return serialiseSidecar({ ...example, frame: { ...frame, id, index } });
}
