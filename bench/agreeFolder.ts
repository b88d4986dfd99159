import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agreeCommand } from '#electron/cli/agreeCommand.ts';
import { validateCommand } from '#electron/cli/validateCommand.ts';
import { createCameraModel } from '#shared/camera/createCameraModel.ts';
import { openDataset } from '#shared/dataset/openDataset.ts';
import { inverse } from '#shared/geometry/matrix3.ts';
import { boxFromLabel, labelFromBox } from '#shared/geometry/cuboid.ts';
import { buildSidecar, serialiseSidecar } from '#shared/labels/frameSidecar.ts';
import { sidecarPath } from '#shared/labels/labelPaths.ts';
import { projectionsOf } from '#shared/labels/projectionsOf.ts';
import type { ObjectJson } from '#shared/labels/sidecar.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { AGREEMENT_RULES } from '#shared/quality/agreement/agreementRules.ts';
import { diskFolder } from '../testing/datasetFolders.ts';
import { humanBoxes } from '../testing/agreement/humanBoxes.ts';
import { IMAGE_SIZE, labelledCars, LENS, levelCamera } from './ringScene.ts';

/**
 * What the command line takes for a folder of 1,000 frames with six cameras and 40 objects, from the files on disk to the
 * answer: at most 60 s on two processors and 500 MB. A tenth of the cuboids is wrong. `node bench/run.mjs agreeFolder`;
 * `FRAMES` (1000) and `POINTS` (20000 in each cloud) change how much there is, `ONLY=agree,clouds,validate` what is run:
 * `agree` without clouds, and with them.
 */
const FRAMES = Number(process.env['FRAMES'] ?? 1000);
const POINTS = Number(process.env['POINTS'] ?? 20_000);
const ONLY = (process.env['ONLY'] ?? 'agree,clouds,validate').split(',');
const OBJECTS = 40;
const CAMERAS = Array.from({ length: 6 }, (_, i) => ({
  id: `ring${i}`,
  view: {
    model: createCameraModel(LENS),
    cameraFromLabel: levelCamera((i * Math.PI) / 3),
    ...IMAGE_SIZE,
  },
}));

const options = { json: true, rules: AGREEMENT_RULES, language: 'en' } as const;
const RUNS: Readonly<Record<string, (folder: string) => Promise<{ readonly output: string }>>> = {
  agree: (folder) => agreeCommand(folder, { ...options, clouds: false }),
  clouds: (folder) => agreeCommand(folder, { ...options, clouds: true }),
  validate: (folder) => validateCommand(folder, { json: true, strict: false, fix: false }),
};

const [, , asked = '', given = ''] = process.argv;
if (Object.hasOwn(RUNS, asked)) await measure(asked, given);
else await measureAll();

/** Each in a process of its own: what bundles and writes takes memory, too. */
async function measureAll(): Promise<void> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'boxwright-bench-')));
  try {
    await writeFolder(folder);
    print(`${FRAMES} frames, ${POINTS} points in each cloud`);
    for (const name of ONLY)
      spawnSync(process.execPath, [fileURLToPath(import.meta.url), name, folder], { stdio: 'inherit' });
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, folder: string): Promise<void> {
  const { output } = await RUNS[name]!(folder);
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  print(
    `${name}: ${((userCPUTime + systemCPUTime) / 1e6).toFixed(1)} s of processors, ${(performance.now() / 1000).toFixed(1)} s by the clock, ${(maxRSS / 1024).toFixed(0)} MB, ${output.length} characters`,
  );
}

async function writeFolder(folder: string): Promise<void> {
  const random = seededRandom(7);
  for (const inner of ['lidar', ...CAMERAS.map(({ id }) => id)]) await mkdir(join(folder, inner));
  const names = Array.from({ length: FRAMES }, (_, index) => String(index).padStart(6, '0'));
  await writeFile(join(folder, 'dataset.json'), JSON.stringify(manifestOf(names)));
  for (const [index, name] of names.entries()) {
    const objects = carsOf(`lidar/${name}.pcd`, index);
    await writeFile(join(folder, 'lidar', `${name}.pcd`), cloudOf(objects, random));
    for (const { id } of CAMERAS) await writeFile(join(folder, id, `${name}.jpg`), '');
  }
  const dataset = await openDataset(diskFolder(folder));
  const sequence = dataset.sequences[0]!;
  const tracks = carsOf('', 0).map(({ trackId: id }, i) => ({
    id,
    number: i + 1,
    class: 'car',
    attributes: {},
  }));
  const generator = { name: 'bench', version: '0' };
  const head = { format: 'boxwright-tracks', version: 1, generator, sequence: sequence.id };
  await writeFile(join(folder, 'tracks.json'), JSON.stringify({ ...head, tracks }));
  for (const frame of sequence.frames) {
    const right = carsOf(frame.id, frame.index);
    const boxes2d = humanBoxes({ id: frame.id, objects: right, cameras: CAMERAS }, random);
    const objects = right.map((object, i) => labelOf(object, (i + frame.index) % 10 === 0));
    const parts = { dataset, sequence, frame, objects, boxes2d, review: [], generator };
    await writeFile(join(folder, sidecarPath(frame.id)), serialiseSidecar(buildSidecar(parts)));
  }
}

function labelOf(object: ObjectJson, isWrong: boolean): ObjectJson {
  const [x, y, z] = object.cuboid.centre;
  const centre: [number, number, number] = isWrong ? [x + 0.8, y - 0.6, z] : [x, y, z];
  const cuboid = { ...object.cuboid, centre };
  const cameras = CAMERAS.map(({ id, view }) => ({ id, view, hash: 'bench' }));
  return { ...object, cuboid, projections: projectionsOf(cuboid, cameras) };
}

function carsOf(frameId: string, index: number): readonly ObjectJson[] {
  const places = Array.from({ length: OBJECTS }, (_, i) => {
    const angleRad = i * 2.4 + 0.002 * index;
    return { angleRad, rangeMetres: 6 + i, yawRad: angleRad / 2 };
  });
  return labelledCars(frameId, places);
}

function manifestOf(names: readonly string[]): unknown {
  const egoFromLidar = { matrix: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] };
  return {
    format: 'boxwright-dataset',
    version: 1,
    name: 'Bench',
    labelFrame: 'lidar',
    sequences: [
      {
        id: 'ring',
        name: 'Ring',
        lidars: [{ id: 'lidar', name: 'Lidar', egoFromLidar }],
        cameras: CAMERAS.map(({ id, view }) => {
          const r = inverse(view.cameraFromLabel.rotation);
          const rows = [...r.slice(0, 3), 0, ...r.slice(3, 6), 0, ...r.slice(6, 9), 0];
          return {
            id,
            name: id,
            ...IMAGE_SIZE,
            intrinsics: LENS,
            egoFromCamera: { matrix: [...rows, 0, 0, 0, 1] },
          };
        }),
        frames: names.map((name, index) => ({
          name,
          clouds: { lidar: `lidar/${name}.pcd` },
          images: Object.fromEntries(CAMERAS.map(({ id }) => [id, `${id}/${name}.jpg`])),
          timestamps: Object.fromEntries([
            ['lidar', stamp(index)],
            ...CAMERAS.map(({ id }) => [id, stamp(index, 20_000_000)]),
          ]),
        })),
      },
    ],
  };
}

function stamp(index: number, lateNs = 0): unknown {
  return {
    ns: String(BigInt(index) * 100_000_000n + BigInt(lateNs)),
    clock: 'bench',
    meaning: 'mid-exposure',
  };
}

/** Half of the points on the ground, the others on the sides of the cars that the lidar sees. */
function cloudOf(objects: readonly ObjectJson[], random: () => number): Uint8Array {
  const points = new Float32Array(3 * POINTS);
  for (let i = 0; i < POINTS; i++) {
    const [angle, range] = [2 * Math.PI * random(), 3 + 60 * random()];
    const { cuboid } = objects[i % objects.length]!;
    const [length, width, height] = cuboid.size;
    const towards = boxFromLabel(cuboid, [0, 0, cuboid.centre[2]]);
    const up = (random() - 0.5) * height;
    const onCar = labelFromBox(
      cuboid,
      random() < 0.5
        ? [(Math.sign(towards[0]) * length) / 2, (random() - 0.5) * width, up]
        : [(random() - 0.5) * length, (Math.sign(towards[1]) * width) / 2, up],
    );
    points.set(i % 2 === 0 ? [range * Math.cos(angle), range * Math.sin(angle), -1.8] : onCar, 3 * i);
  }
  const head = `VERSION 0.7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH ${POINTS}\nHEIGHT 1\nPOINTS ${POINTS}\nDATA binary\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(points.buffer)]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
