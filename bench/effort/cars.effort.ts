import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { seededRandom } from '#shared/pointcloud/random.ts';
import { settle } from '../../e2e/support/actions.ts';
import { test } from '../../e2e/support/app.ts';
import { copySustech, needsReference, reference } from '../../e2e/support/reference.ts';
import { readSustechLabels } from '../../testing/referenceScene.ts';
import { sampleTruth } from '../../testing/sampleTruth.ts';
import { assisted, manual, takeProposals, type Policy } from './policies.ts';
import { Tagger } from './tagger.ts';

/** Cars with fewer points are not labelled. */
const FEWEST_POINTS = 50;
const SEED = 7;
/** Of the sample drive every third frame: half a second changes little. */
const FRAME_STEP = 3;
const WHEEL_NOTCHES = 8;

const POLICIES = { assisted, manual } as const;

interface Outcome {
  readonly overlap: number;
  readonly actions: number;
  readonly clicks: number;
  readonly keys: number;
  readonly travel: number;
}

/** The top view large, and so far away that the cars are in it; what that takes counts for the first car. */
async function lookFromAbove(page: Page): Promise<Tagger> {
  const tagger = new Tagger(page);
  await settle(page);
  await tagger.press('Shift+KeyV');
  await tagger.zoomOut(WHEEL_NOTCHES);
  return tagger;
}

/** Labels the cars of the frame on screen, from nothing. What is not done for one car counts for the first. */
async function labelFrame(
  page: Page,
  cars: readonly Cuboid[],
  policy: Policy,
  begun = new Tagger(page),
): Promise<Outcome[]> {
  const random = seededRandom(SEED);
  await settle(page);
  const proposed = policy === assisted ? await takeProposals(begun, cars) : [];
  const outcomes: Outcome[] = [];
  for (const { overlap } of proposed) outcomes.push({ overlap, ...NO_EFFORT });
  let tagger = begun;
  for (const car of cars.filter((one) => proposed.every((labelled) => labelled.car !== one))) {
    // Nothing is selected before; the person looks at the car.
    await page.keyboard.press('Escape');
    const overlap = await policy(tagger, car, random);
    outcomes.push({ overlap, ...totalOf(tagger) });
    tagger = new Tagger(page);
  }
  // All were proposed: what that took is still to be counted.
  if (tagger === begun && outcomes[0] !== undefined)
    outcomes[0] = { overlap: outcomes[0].overlap, ...totalOf(tagger) };
  return outcomes;
}

function totalOf({ effort: { clicks, keys, travel } }: Tagger): Omit<Outcome, 'overlap'> {
  return { actions: clicks + keys, clicks, keys, travel };
}

const NO_EFFORT = { actions: 0, clicks: 0, keys: 0, travel: 0 } as const;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function report(what: string, outcomes: readonly Outcome[]): void {
  const column = (name: keyof Outcome): number[] => outcomes.map((outcome) => outcome[name]);
  const missed = outcomes.filter(({ overlap }) => overlap === 0).length;
  process.stdout.write(
    `${what.padEnd(36)} ${outcomes.length} cars, ${mean(column('actions')).toFixed(1)} actions each ` +
      `(${mean(column('clicks')).toFixed(1)} clicks, ${mean(column('keys')).toFixed(1)} keys), ` +
      `${mean(column('travel')).toFixed(0)} px of travel, IoU median ${median(column('overlap')).toFixed(2)}, ` +
      `0.7 or more: ${Math.round((100 * outcomes.filter(({ overlap }) => overlap >= 0.7).length) / outcomes.length)} %, ` +
      `${missed} missed\n`,
  );
}

for (const [name, policy] of Object.entries(POLICIES)) {
  test(`sample drive, ${name}`, async ({ page, openSample }) => {
    await openSample();
    const begun = await lookFromAbove(page);
    const outcomes: Outcome[] = [];
    for (const [index, { objects }] of sampleTruth().entries()) {
      if (index > 0) await page.keyboard.press('KeyX');
      if (index % FRAME_STEP !== 0) continue;
      const cars = objects.filter((object) => object.class === 'car' && object.points >= FEWEST_POINTS);
      const places = cars.map(({ cuboid }) => cuboid);
      outcomes.push(...(await labelFrame(page, places, policy, index === 0 ? begun : undefined)));
    }
    report(`sample drive, ${name}`, outcomes);
  });

  test(`SUSTechPOINTS 000965, ${name}`, async ({ page, workFolder, openFolder }) => {
    needsReference();
    const folder = copySustech(workFolder);
    rmSync(join(folder, 'label'), { recursive: true });
    const cars = sustechCars();
    await openFolder(folder);
    await page.keyboard.press('KeyX');
    const begun = await lookFromAbove(page);
    report(`SUSTechPOINTS 000965, ${name}`, await labelFrame(page, cars, policy, begun));
  });
}

/** As its labels have them, of those with enough points by the independent count. */
function sustechCars(): Cuboid[] {
  const { sustechpoints } = JSON.parse(
    readFileSync(join(reference, 'oracle/points_in_box.json'), 'utf8'),
  ) as { sustechpoints: { label: string; boxes: { obj_id: string; points_inside: number }[] }[] };
  const { boxes } = sustechpoints.find(({ label }) => label.endsWith('000965.json'))!;
  const enough = new Set(boxes.filter((box) => box.points_inside >= FEWEST_POINTS).map((box) => box.obj_id));
  return readSustechLabels(join(reference, 'data/sustechpoints/example/label/000965.json'))
    .filter(({ type, id }) => type === 'Car' && enough.has(id))
    .map(({ cuboid }) => cuboid);
}
