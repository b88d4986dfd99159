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
  const holdsAll = format.describeLoss.rotation === 'full';
  for (const [i, { objects }] of frames.entries()) {
    const back = read.frames[i]!.objects;
    expect(back).toHaveLength(objects.length);
    for (const [k, { cuboid, track }] of objects.entries()) {
      const found = back[format.describeLoss.tracks ? back.findIndex((one) => one.track === track) : k]!;
      const off = deviationOf(cuboid, found.cuboid);
      expect(off.centreMetres).toBeLessThanOrEqual(1e-4);
      expect(off.sizeMetres).toBeLessThanOrEqual(1e-4);
      expect(off.yawRad).toBeLessThanOrEqual(1e-4);
      if (holdsAll) expect(off.rotationRad).toBeLessThanOrEqual(1e-4);
      const said = changed.get(`${set.sequences[0]!.frames[i]!.id}/${track}`);
      if (said === undefined) {
        expect(off.centreMetres).toBeLessThanOrEqual(losses.rounding.centreMetres + 1e-8);
        expect(off.sizeMetres).toBeLessThanOrEqual(losses.rounding.sizeMetres + 1e-8);
        expect(off.rotationRad).toBeLessThanOrEqual(losses.rounding.rotationRad + 1e-8);
      } else {
        expect(said.deviation?.tiltRad).toBeCloseTo(off.tiltRad, 7);
        expect(said.deviation?.rotationRad).toBeCloseTo(off.rotationRad, 7);
      }
    }
  }
  expect((await writeAll(format, set)).files).toEqual(files);
  expect((await writeAll(format, read.set)).files).toEqual(files);
}
