import fc from 'fast-check';
import { expect } from 'vitest';
import { deviationOf } from '#shared/interchange/common/describeLoss.ts';
import type { InterchangeFormat } from '#shared/interchange/common/interchangeFormat.ts';
import type { LabelFrame, LabelSequence } from '#shared/interchange/common/labelSet.ts';
import {
  arbitraryLabelledCuboid,
  CUBOIDS_TRIED,
  madeObject,
  madeSet,
  readBack,
  writeAll,
} from './interchange.ts';

export interface RoundTrip {
  /** Of another's data: clouds and images that the format's reader expects to find. */
  readonly beside?: (names: readonly string[]) => Readonly<Record<string, string>>;
  readonly from?: string;
  readonly sequence?: Partial<LabelSequence>;
  /** What is read names its frames and tracks otherwise, so that writing it again gives other names. */
  readonly rewritesOther?: boolean;
  readonly frame?: (name: string, index: number) => LabelFrame;
}

const PER_FRAME = 50;

/**
 * Writes random boxes, reads them back as any other files of the format, and compares: centre and size within 0.1 mm, the
 * heading within 0.1 mrad, the whole rotation too where the format holds it. The report must have said how far each is
 * off, and written again from what was read the files are the same.
 */
export async function keepsCuboids(format: InterchangeFormat, trip: RoundTrip = {}): Promise<void> {
  const cuboids = fc.sample(arbitraryLabelledCuboid, { numRuns: CUBOIDS_TRIED, seed: 11 });
  const frames = Array.from({ length: Math.ceil(cuboids.length / PER_FRAME) }, (_, i) => ({
    name: String(i).padStart(6, '0'),
    objects: cuboids
      .slice(i * PER_FRAME, (i + 1) * PER_FRAME)
      .map((cuboid, k) => madeObject(cuboid, String(k + 1))),
  }));
  const set = madeSet(frames, trip.sequence, trip.frame);
  const { files, losses } = await writeAll(format, set);
  const beside = trip.beside?.(frames.map(({ name }) => name)) ?? {};
  const read = await readBack({ ...beside, ...files }, trip.from);
  expect(read.problems).toEqual([]);
  expect(losses.objects).toMatchObject({ written: cuboids.length, leftOut: 0 });
  const changed = new Map(losses.changed.map((loss) => [`${loss.frame}/${loss.track}`, loss]));
  const worst = { centreMetres: 0, sizeMetres: 0, yawRad: 0, rotationRad: 0 };
  /** Beyond what the report said; of those that it names, how far what it said is from what is so. */
  let [unsaid, wrong] = [0, 0];
  for (const [i, { objects }] of frames.entries()) {
    const back = read.frames[i]!.objects;
    expect(back).toHaveLength(objects.length);
    const byTrack = new Map(back.map((object) => [object.track, object]));
    for (const [k, { cuboid, track }] of objects.entries()) {
      const found = format.describeLoss.tracks ? byTrack.get(track) : back[k];
      const off = deviationOf(cuboid, found!.cuboid);
      for (const key of ['centreMetres', 'sizeMetres', 'yawRad', 'rotationRad'] as const)
        worst[key] = Math.max(worst[key], off[key]);
      const said = changed.get(`${set.sequences[0]!.frames[i]!.id}/${track}`)?.deviation;
      for (const key of ['centreMetres', 'sizeMetres', 'rotationRad'] as const)
        if (said === undefined) unsaid = Math.max(unsaid, off[key] - losses.rounding[key]);
        else wrong = Math.max(wrong, Math.abs(off[key] - said[key]));
    }
  }
  expect(worst.centreMetres).toBeLessThanOrEqual(1e-4);
  expect(worst.sizeMetres).toBeLessThanOrEqual(1e-4);
  expect(worst.yawRad).toBeLessThanOrEqual(1e-4);
  if (format.describeLoss.rotation === 'full') expect(worst.rotationRad).toBeLessThanOrEqual(1e-4);
  // The readers round quaternions to nine decimals.
  expect(unsaid).toBeLessThanOrEqual(1e-8);
  expect(wrong).toBeLessThanOrEqual(1e-7);
  expect((await writeAll(format, set)).files).toEqual(files);
  if (trip.rewritesOther !== true) expect((await writeAll(format, read.set)).files).toEqual(files);
}
