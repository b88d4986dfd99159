import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { Cuboid } from '#shared/geometry/cuboid.ts';
import type { Vec3 } from '#shared/geometry/vec3.ts';
import type { Sidecar } from '#shared/labels/sidecar.ts';
import { faceCentre } from '#renderer/editor/tools/handles.ts';
import { drawSampleObject, positionInView, positionOfSelection, saved, settle } from './support/actions.ts';
import { expect, test } from './support/app.ts';

const PARKED_CAR = 26;

function cuboids(folder: string, frame = '000000'): readonly Cuboid[] {
  const text = readFileSync(join(folder, `lidar/${frame}.pcd.labels.json`), 'utf8');
  return (JSON.parse(text) as Sidecar).objects.map(({ cuboid }) => cuboid);
}

function rows(page: Page): Locator {
  return page.getByRole('option');
}

function selected(page: Page): Locator {
  return page.locator('[role="option"][aria-selected="true"]');
}

/** Shift+drag over a point of the perspective view. */
async function bandAround(page: Page, point: Vec3): Promise<void> {
  await settle(page);
  const { x, y } = await positionInView(page, 'perspective', point);
  await page.keyboard.down('Shift');
  await page.mouse.move(x - 120, y - 90);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + 90, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
}

test('the view that has the keys is framed and named', async ({ page, openSample }) => {
  await openSample();
  await drawSampleObject(page, PARKED_CAR);
  const status = page.getByRole('contentinfo');
  const { x, y } = await positionOfSelection(page, 'perspective');
  await page.mouse.click(x, y);
  await expect(page.locator('.scene .move-keys')).toHaveText(/^Move/);
  await expect(status).toContainText('Keys move in Perspective');

  const image = page.getByTestId('image-front');
  await image.hover({ position: { x: 30, y: 90 } });
  await expect(image.locator('.move-keys')).toBeVisible();
  await expect(page.locator('.scene .move-keys')).toHaveCount(0);

  // Outside for a moment, the view that was clicked last has them.
  await page.mouse.move(1, 1);
  await expect(status).toContainText('Keys move in Perspective');
  await page.keyboard.press('KeyL');
  await expect(page.locator('.move-keys')).toHaveCount(0);
});

test('measure, hide the ground, and filter what is shown', async ({ page, openSample }) => {
  await openSample();
  await settle(page);
  const scene = page.getByTestId('scene');
  const whole = (await scene.screenshot()).length;
  await page.keyboard.press('Shift+KeyB');
  await expect(scene).toContainText('Only 0.25–20.00 m');
  await settle(page);
  expect((await scene.screenshot()).length).toBeLessThan(whole * 0.9);
  await page.keyboard.press('Shift+KeyB');
  await expect(scene).not.toContainText('Only 0.25');

  await page.getByRole('button', { name: 'Layers' }).click();
  await page.getByTestId('field-slab-low').fill('1.5');
  await page.keyboard.press('Enter');
  await page.getByRole('checkbox', { name: /Hide points/ }).check();
  await expect(scene).toContainText('Only 1.50–20.00 m');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+KeyB');

  // Filters: the frame has no objects, so that nothing is labelled.
  await page.keyboard.press('Shift+KeyO');
  await expect(scene).toContainText('Only unlabeled points');
  await settle(page);
  expect(Math.abs((await scene.screenshot()).length / whole - 1)).toBeLessThan(0.2);
  await page.keyboard.press('Shift+KeyO');
  await settle(page);
  expect((await scene.screenshot()).length).toBeLessThan(whole * 0.4);
  await page.keyboard.press('Shift+KeyO');
  await page.getByRole('button', { name: 'Layers' }).click();
  await page.getByRole('checkbox', { name: /near the vehicle/ }).check();
  await page.getByTestId('field-filter-within').fill('12');
  await page.keyboard.press('Enter');
  await expect(scene).toContainText('Within 12 m');
  await settle(page);
  const near = (await scene.screenshot()).length;
  expect(near).toBeLessThan(whole * 0.95);
  await page.getByRole('button', { name: /Draw a region/ }).click();
  const area = (await scene.boundingBox())!;
  await page.mouse.move(area.x + area.width * 0.4, area.y + area.height * 0.35);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.55, area.y + area.height * 0.5, { steps: 3 });
  await page.mouse.up();
  await expect(scene).toContainText('Within 12 m · Region only');
  await settle(page);
  expect((await scene.screenshot()).length).toBeLessThan(near * 0.9);
  await scene.getByRole('button', { name: /end filters/ }).click();
  await expect(scene).not.toContainText('Within');

  await page.keyboard.press('KeyM');
  const box = (await scene.boundingBox())!;
  await page.mouse.click(box.x + box.width * 0.4, box.y + box.height * 0.4);
  await page.mouse.click(box.x + box.width * 0.6, box.y + box.height * 0.45);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(/\d+\.\d\d m · level \d+\.\d\d m · up −?\d+\.\d\d m/);
  await page.keyboard.press('Escape');
  await expect(status).not.toContainText('level');
  await expect(rows(page)).toHaveCount(0);
});

test('a rubber band selects many, and they are deleted and framed as one', async ({ page, openSample }) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  await page.keyboard.press('Control+KeyD');
  await expect(rows(page)).toHaveCount(2);
  await saved(page);
  await page.keyboard.press('Escape');
  const [first, second] = cuboids(folder);
  await bandAround(page, first!.centre);
  await expect(selected(page)).toHaveCount(2);

  // Copies hang on the pointer until a click puts them down.
  await page.keyboard.press('Control+KeyC');
  const car = await positionInView(page, 'perspective', first!.centre);
  await page.mouse.move(car.x - 150, car.y + 40);
  await page.keyboard.press('Control+KeyV');
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('Click to put it down');
  await page.keyboard.press('Escape');
  await expect(status).not.toContainText('Click to put it down');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Control+KeyV');
  await page.mouse.move(car.x - 140, car.y + 50);
  await page.mouse.down();
  await page.mouse.up();
  await expect(selected(page)).toHaveCount(2);
  await saved(page);
  expect(cuboids(folder)).toHaveLength(4);
  await page.keyboard.press('Control+KeyZ');
  await expect(rows(page)).toHaveCount(2);
  await bandAround(page, first!.centre);
  await expect(selected(page)).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(rows(page)).toHaveCount(0);
  await page.keyboard.press('Control+KeyZ');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('Control+KeyA');
  await expect(selected(page)).toHaveCount(2);

  await page.keyboard.press('KeyJ');
  await settle(page);
  const box = (await page.getByTestId('scene').boundingBox())!;
  for (const { centre } of [first!, second!]) {
    const { x, y } = await positionInView(page, 'perspective', centre);
    expect(Math.abs(x - box.x - box.width / 2)).toBeLessThan(box.width / 4);
    expect(Math.abs(y - box.y - box.height * 0.35)).toBeLessThan(box.height / 4);
  }
});

test('a double-click on a handle puts its face on the points', async ({ page, openSample }) => {
  const folder = await openSample();
  await drawSampleObject(page, PARKED_CAR);
  const width = page.getByTestId('field-size-w');
  const fitted = Number(await width.inputValue());
  await width.fill('+0.5');
  await width.press('Enter');
  await width.press('Escape');
  await saved(page);
  const [wide] = cuboids(folder);
  // Near enough for a handle on every face.
  await page.keyboard.press('KeyJ');
  await settle(page);
  // The side that the sensor sees: the car stands to the right.
  const side = await positionInView(page, 'top', faceCentre(wide!, { axis: 1, sign: 1 }));
  await page.mouse.dblclick(side.x, side.y);
  await expect.poll(async () => Number(await width.inputValue())).toBeLessThan(fitted + 0.4);
  await saved(page);
  const [snapped] = cuboids(folder);
  // The other side has stayed.
  const otherSide = { axis: 1, sign: -1 } as const;
  faceCentre(snapped!, otherSide).forEach((value, i) =>
    expect(value).toBeCloseTo(faceCentre(wide!, otherSide)[i]!, 2),
  );
});

test(
  'views are saved and come back, and the camera follows the selection',
  { tag: '@long' },
  async ({ page, openSample }) => {
    await openSample();
    await drawSampleObject(page, PARKED_CAR);
    await page.keyboard.press('KeyJ');
    const before = await positionOfSelection(page, 'perspective');
    await page.keyboard.press('Control+Shift+Digit7');
    await expect(page.getByTestId('notices')).toContainText('Saved as view 1');
    await page.keyboard.press('Home');
    expect(await positionOfSelection(page, 'perspective')).not.toEqual(before);
    await page.getByRole('button', { name: 'Saved views' }).click();
    await page.getByRole('menuitem', { name: 'Go to view 1' }).click();
    const after = await positionOfSelection(page, 'perspective');
    expect(after.x).toBeCloseTo(before.x, 3);
    expect(after.y).toBeCloseTo(before.y, 3);

    await page.keyboard.press('KeyX');
    await expect(page.getByTestId('frame-name')).toContainText('000001');
    await page.keyboard.press('Control+Shift+KeyV');
    await expect(selected(page)).toHaveCount(1);
    for (let step = 0; step < 4; step++) await page.keyboard.press('Shift+KeyW');
    await page.keyboard.press('Shift+Home');
    const here = await positionOfSelection(page, 'perspective');
    await page.keyboard.press('KeyZ');
    await expect(page.getByTestId('frame-name')).toContainText('000000');
    const there = await positionOfSelection(page, 'perspective');
    expect(there.x).toBeCloseTo(here.x, 3);
    expect(there.y).toBeCloseTo(here.y, 3);
  },
);

test('a cuboid is seen and edited from its side and from behind, and from the other sides', async ({
  page,
  openSample,
}) => {
  const folder = await openSample();
  const scene = page.getByTestId('scene');
  await expect(scene).toContainText('Select a cuboid');
  await drawSampleObject(page, PARKED_CAR);
  await expect(scene).not.toContainText('Select a cuboid');
  await settle(page);
  await saved(page);
  const [drawn] = cuboids(folder);

  // The roof goes up by half a metre; the view keeps still under the pointer.
  const roof = faceCentre(drawn!, { axis: 2, sign: 1 });
  const from = await positionInView(page, 'side', roof);
  const to = await positionInView(page, 'side', [roof[0], roof[1], roof[2] + 0.5]);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 4 });
  expect(await positionInView(page, 'side', roof)).toEqual(from);
  await page.mouse.up();
  await saved(page);
  const [taller] = cuboids(folder);
  expect(taller!.size[2] - drawn!.size[2]).toBeCloseTo(0.5, 1);
  expect(taller!.centre[2] - taller!.size[2] / 2).toBeCloseTo(drawn!.centre[2] - drawn!.size[2] / 2, 2);

  // A corner from behind: left side and roof at once.
  const left = faceCentre(taller!, { axis: 1, sign: 1 });
  const corner = await positionInView(page, 'rear', [left[0], left[1], left[2] + taller!.size[2] / 2]);
  await page.mouse.move(corner.x, corner.y);
  await page.mouse.down();
  await page.mouse.move(corner.x - 20, corner.y + 20, { steps: 4 });
  await page.mouse.up();
  await saved(page);
  const [wider] = cuboids(folder);
  expect(wider!.size[1]).toBeGreaterThan(taller!.size[1] + 0.05);
  expect(wider!.size[2]).toBeLessThan(taller!.size[2] - 0.05);
  expect(wider!.size[0]).toBe(taller!.size[0]);

  // W is up there.
  await expect(scene).toContainText('RearMove');
  await page.keyboard.press('KeyW');
  await saved(page);
  expect(cuboids(folder)[0]!.centre[2] - wider!.centre[2]).toBeCloseTo(0.05, 2);

  await expect(scene).toContainText('Side, right');
  await page.keyboard.press('Shift+KeyC');
  await expect(scene).toContainText('Side, left');
  await expect(scene).toContainText('Front');

  // The wheel goes nearer, and a double-click on empty space comes back to all of it.
  const floor = faceCentre(wider!, { axis: 2, sign: -1 });
  const { x, y } = await positionInView(page, 'rear', floor);
  const showAll = async () => {
    await page.mouse.dblclick(x + 105, y - 50);
    await settle(page);
    return positionInView(page, 'rear', floor);
  };
  const whole = await showAll();
  await page.mouse.wheel(0, -400);
  await expect.poll(() => positionInView(page, 'rear', floor)).not.toEqual(whole);
  expect(await showAll()).toEqual(whole);

  // Close up: an image in place of the perspective view, which is as it was afterwards.
  const before = await positionInView(page, 'perspective', floor);
  const aside = await positionInView(page, 'top', floor);
  await page.keyboard.press('KeyC');
  await expect(scene).not.toContainText('Perspective');
  await expect(scene).toContainText('±0.4 m beyond the box');
  const image = page.getByTestId(/^follow-image-/);
  await expect(image).toBeVisible();
  await settle(page);
  const box = (await scene.boundingBox())!;
  const middle = await positionInView(page, 'top', floor);
  expect(Math.abs(middle.x - box.x - box.width / 4)).toBeLessThan(20);
  expect(Math.abs(middle.y - box.y - box.height / 4)).toBeLessThan(20);
  const sides = (await image.boundingBox())!;
  expect(sides.width / box.width).toBeCloseTo(0.5, 1);
  await page.mouse.move(1, 1);
  await page.keyboard.press('KeyC');
  await expect(scene).toContainText('Perspective');
  await settle(page);
  expect(await positionInView(page, 'perspective', floor)).toEqual(before);
  expect(await positionInView(page, 'top', floor)).toEqual(aside);
});
