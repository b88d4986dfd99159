import { cuboidYaw, type Cuboid } from '#shared/geometry/cuboid.ts';
import { addScaled, type Vec3 } from '#shared/geometry/vec3.ts';
import { cuboidOverlap } from './overlap.ts';
import type { Tagger } from './tagger.ts';

/**
 * What a scripted tagger does for one car, the same for every car. What is true of the car places the first click, with
 * so much noise, and says after each step whether the cuboid is good enough, or better than before; nothing else.
 */
export type Policy = (tagger: Tagger, truth: Cuboid, random: () => number) => Promise<number>;

/** Metres, at most, in x and in y. */
const NOISE = 0.5;
/** Intersection over union from which on a tagger goes on to the next car. */
const GOOD = 0.75;
/** Other fits that are looked at. */
const MOST_HYPOTHESES = 3;
/** Steps after which a tagger lets it be. */
const MOST_STEPS = 60;

/** A car that is labelled, and how well. */
export interface Labelled {
  readonly car: Cuboid;
  readonly overlap: number;
}

/**
 * With the app's help, before the first car: proposals (T), each of which is accepted (Space) where it is good, else
 * rejected (B).
 *
 * @returns the cars that have a cuboid then
 */
export async function takeProposals(tagger: Tagger, cars: readonly Cuboid[]): Promise<readonly Labelled[]> {
  const labelled: Labelled[] = [];
  await tagger.press('KeyT');
  for (;;) {
    const proposed = await tagger.proposed();
    if (proposed === undefined) return labelled;
    const car = cars.find((one) => cuboidOverlap(proposed, one) >= GOOD);
    if (car !== undefined) labelled.push({ car, overlap: cuboidOverlap(proposed, car) });
    await tagger.press(car === undefined ? 'KeyB' : 'Space');
  }
}

/**
 * With the app's help, a car that no proposal was of: the draw tool (F), a click on the car; while it is not good, the
 * next fit (Shift Y), at most three times; if none is, back to the best by the same key. A click that finds nothing is
 * made once more.
 */
export const assisted: Policy = async (tagger, truth, random) => {
  let best = 0;
  for (let attempt = 0; attempt < 2 && best === 0; attempt++) {
    await tagger.press('KeyF');
    await tagger.click(noisy(truth.centre, random));
    if (await tagger.hasCuboid()) best = await overlapOf(tagger, truth);
    else await tagger.press('Escape');
  }
  if (best === 0) return 0;
  const found = [best];
  for (let other = 0; other < MOST_HYPOTHESES && best < GOOD; other++) {
    await tagger.press('Shift+KeyY');
    const now = await overlapOf(tagger, truth);
    if (found.includes(now)) break;
    found.push(now);
    best = Math.max(best, now);
  }
  for (let i = 0; i < found.length && (await overlapOf(tagger, truth)) < best; i++)
    await tagger.press('Shift+KeyY');
  return overlapOf(tagger, truth);
};

/**
 * By hand: the draw tool, a rectangle over the car with Ctrl, which takes the class's size as it is; then, one after the
 * other, turns (Q E), steps across (A D) and along (W S), large ones first (with Shift). A step that makes it worse is
 * taken back by the opposite key. Ends when it is good, or when no step helps.
 */
export const manual: Policy = async (tagger, truth, random) => {
  const yaw = cuboidYaw(truth);
  const half: Vec3 = [(truth.size[0] / 2) * Math.cos(yaw), (truth.size[0] / 2) * Math.sin(yaw), 0];
  const aside: Vec3 = [(-truth.size[1] / 2) * Math.sin(yaw), (truth.size[1] / 2) * Math.cos(yaw), 0];
  const corner = (sign: 1 | -1): Vec3 =>
    noisy(addScaled(addScaled(truth.centre, half, sign), aside, sign), random);
  await tagger.press('KeyF');
  await tagger.drag(corner(-1), corner(1), 'Control');
  if (!(await tagger.hasCuboid())) return 0;
  let best = await overlapOf(tagger, truth);
  let steps = 0;
  for (const size of ['Shift+', '']) {
    let hasHelped = true;
    while (hasHelped && best < GOOD && steps < MOST_STEPS) {
      hasHelped = false;
      for (const pair of [
        ['KeyQ', 'KeyE'],
        ['KeyA', 'KeyD'],
        ['KeyW', 'KeyS'],
      ] as const) {
        for (const [key, back] of [pair, pair.toReversed()] as const) {
          let isBetter = true;
          let improved = false;
          while (isBetter && best < GOOD && steps < MOST_STEPS) {
            await tagger.press(`${size}${key}`);
            steps += 1;
            const now = await overlapOf(tagger, truth);
            isBetter = now > best;
            if (isBetter) [best, improved, hasHelped] = [now, true, true];
            else {
              await tagger.press(`${size}${back}`);
              steps += 1;
            }
          }
          if (improved) break;
        }
      }
    }
  }
  return overlapOf(tagger, truth);
};

async function overlapOf(tagger: Tagger, truth: Cuboid): Promise<number> {
  const cuboid = await tagger.cuboid();
  return cuboid === undefined ? 0 : cuboidOverlap(cuboid, truth);
}

function noisy([x, y, z]: Vec3, random: () => number): Vec3 {
  return [x + NOISE * (2 * random() - 1), y + NOISE * (2 * random() - 1), z];
}
