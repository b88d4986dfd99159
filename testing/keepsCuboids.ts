import { expect } from 'vitest';
import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { toMatrix3 } from '#shared/geometry/quaternion.ts';
import { deviationOf, type CuboidDeviation } from '#shared/interchange/common/describeLoss.ts';
import type { InterchangeFormat } from '#shared/interchange/common/interchangeFormat.ts';
import type { LabelSet } from '#shared/interchange/common/labelSet.ts';
import type { TriedFormat } from './everyFormat.ts';
import { corners, distance, yaw, type IndependentBox } from './independent/boxes.ts';
import {
  CUBOIDS_TRIED,
  labelledCuboids,
  madeObject,
  madeSet,
  readBack,
  writeAll,
  type Written,
} from './interchange.ts';

const PER_FRAME = 50;
/** The bar: metres and radians. */
const LARGEST = 1e-4;
const MEASURES = ['centreMetres', 'sizeMetres', 'yawRad', 'rotationRad'] as const;
type Worst = Record<(typeof MEASURES)[number], number>;

/**
 * Writes random boxes and reads them back, once as any other files of the format, once with a reader that knows nothing of
 * the program. In both centres and sizes are within 0.1 mm, headings within 0.1 mrad, whole rotations too where the format
 * holds them. The report has said how far each is off, and what is written again is the same to the byte.
 */
export async function keepsCuboids(format: InterchangeFormat, tried: TriedFormat): Promise<string> {
  const { frames, set } = randomSet(tried);
  const written = await writeAll(format, set);
  expect(written.losses.objects).toMatchObject({ written: CUBOIDS_TRIED, leftOut: 0 });
  expectSound(tried.read(written.files), frames, format);

  const names = frames.map(({ name }) => name);
  const read = await readBack({ ...tried.beside?.(names), ...written.files });
  expect(read.problems).toEqual([]);
  const found = read.frames.map(({ objects }) => objects);
  const isNamed = format.describeLoss.tracks && tried.renamesTracks !== true;
  const back = frames.map(({ objects }, i) => {
    expect(found[i]).toHaveLength(objects.length);
    const byTrack = new Map(found[i]!.map((object) => [object.track, object]));
    // Our own files keep objects in the order of their ids: the nearest is the same.
    return objects.map(({ cuboid, track }, k) =>
      isNamed ? byTrack.get(track)!.cuboid : nearest(cuboid, found[i]!, k).cuboid,
    );
  });
  const worst = expectAsSaid(frames, back, set, written, format);
  expect((await writeAll(format, set)).files).toEqual(written.files);
  return Object.entries(worst)
    .map(([measure, value]) => `${measure} ${value.toExponential(1)}`)
    .join(', ');
}

interface RandomFrame {
  readonly name: string;
  readonly objects: readonly ReturnType<typeof madeObject>[];
}

function randomSet({ sequence, frame }: TriedFormat): {
  readonly frames: readonly RandomFrame[];
  readonly set: LabelSet;
} {
  const cuboids = labelledCuboids(CUBOIDS_TRIED, 11);
  const frames = Array.from({ length: Math.ceil(cuboids.length / PER_FRAME) }, (_, i) => ({
    name: String(i).padStart(6, '0'),
    objects: cuboids
      .slice(i * PER_FRAME, (i + 1) * PER_FRAME)
      .map((cuboid, k) => madeObject(cuboid, String(k + 1))),
  }));
  return { frames, set: madeSet(frames, sequence, frame) };
}

function nearest<T extends { readonly cuboid: Cuboid }>(to: Cuboid, all: readonly T[], likely: number): T {
  const off = ({ cuboid }: T): number => {
    const { centreMetres, sizeMetres, rotationRad } = deviationOf(to, cuboid);
    return centreMetres + sizeMetres + rotationRad;
  };
  const expected = all[likely]!;
  return off(expected) < LARGEST ? expected : all.reduce((a, b) => (off(a) <= off(b) ? a : b));
}

/** What a reader of another hand makes of the files. */
function expectSound(
  boxes: readonly IndependentBox[],
  frames: readonly RandomFrame[],
  { describeLoss }: InterchangeFormat,
): void {
  expect(boxes).toHaveLength(CUBOIDS_TRIED);
  const byFrame = new Map(frames.map(({ name }) => [Number(name), [] as IndependentBox[]]));
  for (const box of boxes) byFrame.get(Number(/(\d+)(?:\.\w+)?$/.exec(box.frame)?.[1]))!.push(box);
  let [worst, worstYaw] = [0, 0];
  for (const [i, { objects }] of frames.entries()) {
    const found = byFrame.get(i)!;
    for (const { cuboid } of objects) {
      const sizeOff = ({ size }: IndependentBox): number =>
        Math.max(...size.map((side, axis) => Math.abs(side - cuboid.size[axis]!)));
      const placeOff = ({ centre }: IndependentBox): number => distance(centre, cuboid.centre);
      const yawOff = (box: IndependentBox): number => {
        const turn = yaw(box) - cuboidYaw(cuboid);
        return Math.abs(Math.atan2(Math.sin(turn), Math.cos(turn)));
      };
      // Several may stand in one place.
      const off = (box: IndependentBox): number => placeOff(box) + sizeOff(box) + yawOff(box);
      const box = found.reduce((a, b) => (off(a) <= off(b) ? a : b));
      worst = Math.max(worst, placeOff(box), sizeOff(box));
      worstYaw = Math.max(worstYaw, yawOff(box));
      if (describeLoss.rotation === 'full') worst = Math.max(worst, cornersOff(box, cuboid));
    }
  }
  expect(worst).toBeLessThanOrEqual(LARGEST);
  expect(worstYaw).toBeLessThanOrEqual(LARGEST);
}

function cornersOff(box: IndependentBox, { centre, size, rotation }: Cuboid): number {
  const [a, b, c, d, e, f, g, h, i] = toMatrix3(rotation);
  const ours = corners({
    centre,
    size,
    rotation: [
      [a, b, c],
      [d, e, f],
      [g, h, i],
    ],
  });
  return Math.max(...corners(box).map((corner, k) => distance(corner, ours[k]!)));
}

/** How far boxes are off is within the bar, and what the report says: of each that it names, and of all the others. */
function expectAsSaid(
  frames: readonly RandomFrame[],
  back: readonly (readonly Cuboid[])[],
  { sequences: [sequence] }: LabelSet,
  { losses }: Written,
  { describeLoss }: InterchangeFormat,
): Worst {
  const named = new Map(losses.changed.map((loss) => [`${loss.frame}/${loss.track}`, loss.deviation]));
  const worst: Worst = { centreMetres: 0, sizeMetres: 0, yawRad: 0, rotationRad: 0 };
  let [unsaid, wrong] = [0, 0];
  for (const [i, { objects }] of frames.entries())
    for (const [k, { cuboid, track }] of objects.entries()) {
      const off: CuboidDeviation = deviationOf(cuboid, back[i]![k]!);
      const said = named.get(`${sequence!.frames[i]!.id}/${track}`);
      for (const key of MEASURES) {
        worst[key] = Math.max(worst[key], off[key]);
        if (said === undefined) unsaid = Math.max(unsaid, off[key] - losses.rounding[key]);
        else wrong = Math.max(wrong, Math.abs(off[key] - said[key]));
      }
    }
  expect(worst.centreMetres).toBeLessThanOrEqual(LARGEST);
  expect(worst.sizeMetres).toBeLessThanOrEqual(LARGEST);
  expect(worst.yawRad).toBeLessThanOrEqual(LARGEST);
  if (describeLoss.rotation === 'full') expect(worst.rotationRad).toBeLessThanOrEqual(LARGEST);
  // The readers round quaternions to nine decimals.
  expect(unsaid).toBeLessThanOrEqual(1e-8);
  expect(wrong).toBeLessThanOrEqual(1e-7);
  return worst;
}
