import { describe, expect, test } from 'vitest';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { EVERY_FORMAT } from '../everyFormat.ts';
import { AHEAD, madeObject, madeSet, readBack, writeAll, type ReadBack } from '../interchange.ts';
import { fromYaw } from '#shared/geometry/quaternion.ts';
import { cocoFormat } from '#shared/interchange/coco/cocoFormat.ts';
import { isSound } from '#shared/interchange/common/numbers.ts';
import type { InterchangeFormat } from '#shared/interchange/common/interchangeFormat.ts';
import { ProblemError } from '#shared/problems/problem.ts';
import { isProblemReason } from '#shared/problems/reasons.ts';
import type { TriedFormat } from '../everyFormat.ts';
import { forInputs, IS_EXHAUSTIVE, LONGEST_MS, report, SEED } from './budget.ts';
import { mutatedBytes, rewritten, type Random } from './mutations.ts';

/** What is read of a broken file is sound, whatever is broken; nothing is thrown but problems, and nothing hangs. */

const NAMES = ['000000', '000001'];
const OTHERS: {
  readonly id: string;
  readonly format: InterchangeFormat;
  readonly tried: Partial<TriedFormat>;
} = {
  id: 'coco',
  format: cocoFormat,
  tried: {},
};
/** Far beyond what a file of a few kilobytes takes. */
const SLOW_MS = 10_000;

function madeLabels({ sequence, frame }: Partial<TriedFormat>) {
  const car = madeObject({ centre: [20, 1, 0.5], size: [4, 2, 1.5], rotation: fromYaw(0.7) }, '7', {
    attributes: { colour: 'red', doors: 4, parked: true },
    points: 12,
    isKeyframe: true,
  });
  const bus = madeObject({ centre: [15, 3, 0.5], size: [9, 2.5, 3], rotation: fromYaw(-2) }, '8', {
    class: 'bus',
  });
  const rectangle = { left: 9.5, top: 19.5, right: 39.5, bottom: 60 };
  const boxes2d = [{ camera: 'front', rectangle, class: 'sign', source: 'imported', track: '7' }] as const;
  const frames = NAMES.map((name) => ({ name, objects: [car, bus], boxes2d }));
  return madeSet(frames, { cameras: [AHEAD], ...sequence }, frame);
}

/** One file at a time; JSON in half of all cases as something that is still JSON. */
function broken(files: Readonly<Record<string, string>>, random: Random): Record<string, string> {
  const paths = Object.keys(files);
  const path = paths[Math.floor(random() * paths.length)]!;
  const text = files[path]!;
  const isJson = path.endsWith('.json') && random() < 0.5;
  const mutated = isJson
    ? JSON.stringify(rewritten(JSON.parse(text), random), undefined, 1)
    : new TextDecoder().decode(mutatedBytes(Buffer.from(text), random));
  return { ...files, [path]: mutated };
}

/** What is wrong with what was read, one line each. */
function* faultsOf({ set, frames, problems }: ReadBack): Generator<string> {
  const ids = set.sequences.flatMap((sequence) => sequence.frames.map(({ id }) => id));
  if (new Set(ids).size < ids.length) yield 'two frames have one name';
  if (new Set(set.sequences.map(({ id }) => id)).size < set.sequences.length)
    yield 'two sequences have one name';
  for (const { objects } of frames) {
    const tracks = objects.map(({ track }) => track);
    if (new Set(tracks).size < tracks.length) yield `a track twice in a frame: ${tracks.join()}`;
    for (const { cuboid, class: name } of objects) {
      if (typeof name !== 'string') yield `a class that is none: ${JSON.stringify(name)}`;
      if (!isSound(cuboid)) yield JSON.stringify(cuboid);
    }
  }
  for (const { params } of problems) {
    const reason = params?.['reason'];
    if (reason !== undefined && !isProblemReason(reason)) yield `nobody can say ${reason}`;
  }
}

/** Undefined where it is refused by name. */
async function orRefused(
  files: Readonly<Record<string, string>>,
  from: string,
): Promise<ReadBack | undefined> {
  try {
    return await readBack(files, from);
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    throw error;
  }
}

describe('broken files of every format', () => {
  test.each([...EVERY_FORMAT, OTHERS])('$id', { timeout: LONGEST_MS }, async ({ id, format, tried }) => {
    const { files } = await writeAll(format, madeLabels(tried));
    const beside = tried.beside?.(NAMES) ?? {};
    let refused = 0;
    const tries = await forInputs({ most: IS_EXHAUSTIVE ? 3000 : 200, sampleMs: 40 }, async (input) => {
      const random = seededRandom(SEED + input);
      const started = performance.now();
      const read = await orRefused({ ...beside, ...broken(files, random) }, id);
      const faults = read === undefined ? [] : [...faultsOf(read)];
      expect(faults).toEqual([]);
      const { format: into } = EVERY_FORMAT[Math.floor(random() * EVERY_FORMAT.length)]!;
      if (read === undefined) refused += 1;
      else await writeAll(into, read.set);
      expect(performance.now() - started).toBeLessThan(SLOW_MS);
    });
    expect(tries).toBeGreaterThan(0);
    if (IS_EXHAUSTIVE) report(`${id}: ${tries} broken files, ${refused} refused`);
  });
});
