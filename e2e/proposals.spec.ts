import { readFileSync } from 'node:fs';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import { groundOutline, outlineOverlap } from '#shared/geometry/groundOutline.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { sampleTruth } from '../testing/sampleTruth.ts';
import { saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

function trueCars(): readonly Cuboid[] {
  return sampleTruth()[0]!
    .objects.filter((object) => object.class === 'car')
    .map(({ cuboid }) => cuboid);
}

test('objects are proposed, accepted and rejected by keys, and only accepted ones are saved', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  await settle(page);
  const scene = page.getByTestId('scene');
  const objects = page.getByRole('option');
  await page.keyboard.press('KeyT');
  await expect(scene).toContainText(/Proposal 1 of \d+/);
  const count = Number(/of (\d+)/.exec((await scene.textContent()) ?? '')![1]);
  expect(count).toBeGreaterThan(5);
  await page.keyboard.press('KeyT');
  await expect(scene).toContainText(`Proposal 2 of ${count}`);
  await expect(objects).toHaveCount(0);

  await page.keyboard.press('KeyB');
  await expect(scene).toContainText(`Proposal 2 of ${count - 1}`);
  const ACCEPTED = 4;
  for (let accepted = 1; accepted <= ACCEPTED; accepted++) {
    await page.keyboard.press('Space');
    await expect(objects).toHaveCount(accepted);
  }
  await expect(scene).toContainText(`of ${count - 1 - ACCEPTED}`);
  await page.keyboard.press('Escape');
  await expect(scene).not.toContainText('Proposal');
  await expect(page.getByTestId('frame-name')).toHaveText('000000');

  await saved(page);
  const text = readFileSync(`${folder}/lidar/000000.pcd.labels.json`, 'utf8');
  const labelled = (JSON.parse(text) as Sidecar).objects;
  expect(labelled).toHaveLength(ACCEPTED);
  expect(new Set(labelled.map(({ provenance }) => provenance.source))).toEqual(new Set(['fitted']));
  const cars = trueCars().map(groundOutline);
  const right = labelled.filter(({ cuboid }) =>
    cars.some((car) => outlineOverlap(groundOutline(cuboid), car) > 0.5),
  );
  expect(right.length / labelled.length).toBeGreaterThan(0.7);

  // What is labelled is not proposed again.
  await page.keyboard.press('KeyT');
  await expect(page.getByText(/Proposal 1 of|Nothing else here looks like/).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(scene).not.toContainText('Proposal');
  await page.keyboard.press('Control+KeyZ');
  await expect(objects).toHaveCount(ACCEPTED - 1);
});
