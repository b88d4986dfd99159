import { describe, expect, test } from 'vitest';
import { memoryFolder } from '../../../testing/datasetFolders.ts';
import { serialiseSidecar } from '../../labels/frameSidecar.ts';
import { importTracks, sidecarFromForeign } from '../../labels/importLabels.ts';
import { validateSidecar } from '../../labels/validateLabels.ts';
import { ProblemError, type Problem } from '../../problems/problem.ts';
import { isProblemReason } from '../../problems/reasons.ts';
import { canonicalPath } from '../canonicalPath.ts';
import { datasetSchema, type Dataset, type Sequence } from '../dataset.ts';
import type { DatasetFolder } from '../fileTree.ts';
import type { ForeignFrameLabels } from '../layout.ts';
import { foreignLabelsOf } from '../layouts.ts';
import { openDataset } from '../openDataset.ts';
import { mutateFiles, UNREADABLE, type Files } from './testing/mutateFiles.ts';
import { SMALL_DATASETS } from './testing/smallDatasets.ts';

/** Tables of nuScenes are larger than all others together. */
const ROUNDS = { nuscenes: 10, t4: 10 } as const;
const MOST_ROUNDS = 30;
const GENERATOR = { name: 'test', version: '0' };

describe.each(Object.entries(SMALL_DATASETS))('%s', (name, files) => {
  test('is understood without a complaint when nothing is wrong with it', async () => {
    const { dataset, labels } = await openAll(files());
    expect(dataset?.layout).toBe(name.split(' ')[0]);
    // CVAT's format has no calibrations.
    const complaints = dataset?.problems.filter(
      ({ code, severity }) => severity !== 'info' && !(name === 'cvat-3d' && code === 'calibration.missing'),
    );
    expect(complaints).toEqual([]);
    expect(labels.flatMap(({ problems }) => problems)).toEqual([]);
    const hasLabels = foreignLabelsOf(dataset!) !== undefined;
    expect(labels.some(({ objects }) => objects.length > 0)).toBe(hasLabels);
  });

  test('never fails in a way that nobody foresaw, and never gives what is not there', async () => {
    const rounds = new Map<string, number>(Object.entries(ROUNDS)).get(name) ?? MOST_ROUNDS;
    for (let seed = 1; seed <= rounds; seed += 1) {
      const mutated = mutateFiles(files(), seed);
      const failure = await openAll(mutated.files).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(failure, `seed ${seed}: ${mutated.steps.join('; ')}`).toBeUndefined();
    }
  });
});

/** Opens a dataset and all its labels, and checks whatever comes out. */
async function openAll(
  files: Files,
): Promise<{ dataset: Dataset | undefined; labels: readonly ForeignFrameLabels[] }> {
  const folder = folderOf(files);
  const dataset = await orProblem(openDataset(folder));
  if (dataset === undefined) return { dataset, labels: [] };
  checkDataset(dataset, new Set(Object.keys(files)));
  const labels: ForeignFrameLabels[] = [];
  for (const sequence of dataset.sequences) labels.push(...(await readLabels(folder, dataset, sequence)));
  return { dataset, labels };
}

function folderOf(files: Files): DatasetFolder {
  const folder = memoryFolder('data', files);
  const check = (path: string): void => {
    if (files[path] !== UNREADABLE) return;
    const params = { reason: 'notUtf8' };
    throw new ProblemError({ code: 'file.unreadable', severity: 'error', path, params });
  };
  return {
    ...folder,
    async readText(path) {
      check(path);
      return folder.readText(path);
    },
    async *readStream(path) {
      check(path);
      yield* folder.readStream(path);
    },
  };
}

/** Undefined where a problem was thrown; anything else that is thrown is a fault of the program. */
async function orProblem<T>(attempt: Promise<T>): Promise<T | undefined> {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    checkProblems([error.problem]);
    return undefined;
  }
}

function checkDataset(dataset: Dataset, paths: ReadonlySet<string>): void {
  expect(datasetSchema.parse(dataset)).toEqual(dataset);
  expectFinite(dataset);
  checkProblems(dataset.problems);
  const { sequences } = dataset;
  expectUnique(sequences.map(({ id }) => id));
  expectUnique(sequences.map(({ folder = '' }) => folder));
  const frames = sequences.flatMap((sequence) => sequence.frames);
  expectUnique(frames.map(({ id }) => id));
  for (const { folder, lidars, cameras, frames: own } of sequences) {
    if (folder !== undefined) expect(canonicalPath(folder)).toBe(folder);
    expectUnique([...lidars, ...cameras].map(({ id }) => id));
    expect(own.map(({ index }) => index)).toEqual(own.map((_frame, index) => index));
  }
  expect(frames.filter(({ id, clouds }) => id !== clouds[0]?.path)).toEqual([]);
  const used = frames.flatMap(({ clouds, images }) => [...clouds, ...images].map(({ path }) => path));
  expect(used.filter((path) => canonicalPath(path) !== path || !paths.has(path))).toEqual([]);
}

/** JSON writes what is not finite as `null`. */
function expectFinite(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) expect.fail(`${value} in the dataset`);
  if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) expectFinite(each);
}

function expectUnique(names: readonly string[]): void {
  expect([...new Set(names)]).toEqual(names);
}

function checkProblems(problems: readonly Problem[]): void {
  for (const problem of problems) {
    const { reason } = problem.params ?? {};
    if (reason !== undefined && !isProblemReason(reason)) expect.fail(JSON.stringify(problem));
  }
}

/** The labels of the frames that can be read; what they are imported as must be sound. */
async function readLabels(
  folder: DatasetFolder,
  dataset: Dataset,
  sequence: Sequence,
): Promise<ForeignFrameLabels[]> {
  const foreign = foreignLabelsOf(dataset);
  const read = foreign && (await orProblem(foreign.open(folder, dataset, sequence)));
  if (read === undefined) return [];
  const found: { frame: Sequence['frames'][number]; labels: ForeignFrameLabels }[] = [];
  for (const frame of sequence.frames) {
    const labels = await orProblem(read(frame));
    if (labels !== undefined) found.push({ frame, labels });
  }
  const { tracks, problems } = importTracks(sequence, found);
  checkProblems(problems);
  for (const each of found) {
    checkLabels(each.labels);
    const sidecar = sidecarFromForeign(dataset, sequence, each, tracks, GENERATOR);
    expect(validateSidecar(serialiseSidecar(sidecar), 'x.labels.json', tracks)).toEqual([]);
  }
  return found.map(({ labels }) => labels);
}

function checkLabels({ objects, boxes2d = [], problems }: ForeignFrameLabels): void {
  checkProblems(problems);
  expectUnique(objects.map(({ sourceId }) => sourceId));
  for (const { class: name, cuboid } of objects) {
    const { centre, size, rotation } = cuboid;
    const isFinite = [...centre, ...size, ...rotation].every(Number.isFinite);
    const isSound =
      isFinite && size.every((side) => side > 0) && Math.abs(Math.hypot(...rotation) - 1) < 1e-6;
    if (name === '' || !isSound) expect.fail(JSON.stringify({ name, cuboid }));
  }
  for (const { camera, rectangle, class: name } of boxes2d) {
    const isSound = Object.values(rectangle).every(Number.isFinite) && camera !== '' && name !== '';
    if (!isSound) expect.fail(JSON.stringify({ camera, name, rectangle }));
  }
}
